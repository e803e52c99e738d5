"""Checking and accepting a CSV of all figures that can be, and a list of 200,000 people, against csv.reader.

Prints rows a second, the peak of Python's memory above what was there before, and how many times as long as
`csv.reader` over the same bytes it takes. The goal: 50,000 rows a second or better for a check.
"""

import csv
import io
import itertools
import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial

from probation_commission import setup
from probation_commission.actions import returns
from probation_commission.domain.access import Person, Role
from probation_commission.domain.months import FIRST
from probation_commission.geography import gazetteer as places

LEAD = Person("Bench", Role.LEAD)
ROWS = 200_000
"""Of people; of figures there are as many as months since 2010 and known wards allow, or these."""
GOAL = 50_000
"""Rows a second."""
TODAY = date(2026, 11, 22)
ELSEWHERE = ("NFA", "not known", "outside")
RAGS = ("", "red", "amber", "green", "blue")


def figures() -> bytes:
    """Distinct figures: every authority's places by RAG, month after month, backwards from October 2026."""
    gazetteer = places.gazetteer()
    rows = (
        (area.name, f"{month:%Y-%m}", place, rag, (number * 7 + index) % 23)
        for number, month in enumerate(months())
        for area in gazetteer.authorities
        if (wards := gazetteer.ward_set(area, month))
        for index, (place, rag) in enumerate(
            itertools.product(["", *ELSEWHERE, *(ward.name for ward in wards.wards)], RAGS)
        )
    )
    return written(("area", "month", "ward", "rag", "count"), itertools.islice(rows, ROWS))


def people() -> bytes:
    """One row per person, of ten months: made-up numbers, real wards."""
    area = places.gazetteer().authority("County Durham")
    wards = [ward.name for ward in places.gazetteer().ward_set(area, TODAY).wards]
    rows = (
        (
            area.name,
            f"2026-{1 + n % 10:02}",
            f"X{n:06}",
            f"Person Number {n}",
            wards[n % len(wards)],
            RAGS[1 + n % 4],
            "MF"[n % 2],
            f"lives at number {n}",
        )
        for n in range(ROWS)
    )
    return written(("area", "month", "CRN", "name", "ward", "RAG", "gender", "notes"), rows)


def written(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(itertools.chain([header], rows))
    return text.getvalue().encode()


def months():
    """Months backwards from October 2026 to the first that a return can be of."""
    month = TODAY.replace(month=10, day=1)
    while month >= FIRST:
        yield month
        month = (month - timedelta(days=1)).replace(day=1)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def peak(work: Callable[[], object]) -> float:
    """Megabytes that Python took at most, beyond what it had."""
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1024**2


def plain(content: bytes) -> int:
    return sum(1 for _ in csv.reader(io.StringIO(content.decode(), newline="")))


def report(name: str, rows: int, seconds: float, baseline: float) -> None:
    rate = rows / seconds
    print(f"{name:<34}{rate:>10,.0f} rows/s {seconds:>7.2f} s  {seconds / baseline:>6.1f}x csv.reader")


def measured(kind: str, content: bytes) -> bool:
    """Measure one file; return whether the check is as fast as it has to be."""
    rows = plain(content) - 1
    size, baseline = len(content) / 1024**2, min(timed(lambda: plain(content))[0] for _ in range(3))
    print(f"{rows:,} rows of {kind}, {size:.1f} MB; csv.reader alone {baseline:.2f} s")
    told: list[int] = []

    def check() -> returns.CheckedFile:
        return returns.check(
            LEAD, content, f"{kind}.csv", TODAY, progress=lambda done, _total: told.append(done)
        )

    seconds, checked = timed(check)
    if checked.reading.problems:
        raise ValueError(checked.reading.problems[0])
    report(f"check ({len(checked.reading.returns):,} returns)", rows, seconds, baseline)
    fast = rows / seconds >= GOAL
    print(f"{'goal of a check':<34}{GOAL:>10,} rows/s; progress was told {len(told)} times")
    seconds, _ = timed(partial(returns.accept, LEAD, checked))
    report("accept, one transaction", rows, seconds, baseline)
    del checked
    print(f"{'memory of a check':<34}{peak(check):>10,.0f} MB at most, beside the file of {size:.0f} MB")
    return fast


def main() -> int:
    met = [measured("figures", figures()), measured("people", people())]
    return 0 if all(met) else 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"PC_HOME": home, "PC_SAMPLE": "0"}
        os.environ.pop("PC_DATABASE_URL", None)
        setup.ready()
        places.gazetteer()
        sys.exit(main())
