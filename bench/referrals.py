"""Performance reports of 10 thousand, 100 thousand and 1 million rows imported, against `csv` over the same.

Prints seconds of processor time (of this process and of the one that reads apart) and how many times that is
what `csv.reader` takes in the same run, and the peak of memory beside the file. Goals: counting at most six
times `csv` at every length; all of an import (read apart, checked, written) too, where it is long enough that
the start of a process, about a second, and the figures written, which do not grow with the rows, don't count.
"""

import csv
import io
import os
import resource
import sys
import tempfile
from datetime import date

from bench.ram_exports import export
from probation_commission import setup
from probation_commission.actions import returns
from probation_commission.domain.access import Person, Role
from probation_commission.intake import ram
from probation_commission.intake.files import csv_rows, of_report
from probation_commission.store import contracts, database

LEAD = Person("Bench", Role.LEAD)
SIZES = (10_000, 100_000, 1_000_000)
GOAL = 6
"""Times `csv`."""
LONG = 1_000_000
"""Rows from which all of an import is held against the goal."""
TODAY = date(2026, 11, 27)


def seconds() -> float:
    """Processor time so far, of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def plain(content: bytes) -> float:
    """What `csv` takes, the better of two."""
    took = []
    for _ in range(2):
        began = seconds()
        for _row in csv.reader(io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")):
            pass
        took.append(seconds() - began)
    return min(took)


def counted(content: bytes, references: tuple[str, ...]) -> float:
    """What the counting takes by itself, with the splitting into cells that it does on its way."""
    began = seconds()
    rows = csv_rows.opened(content, size=of_report())
    ram.counted(rows.head()[0], rows.chunks(1), references, TODAY)
    return seconds() - began


def imported(content: bytes) -> tuple[float, int]:
    """What it takes to check and accept it, and the figures that there are."""
    began = seconds()
    checked = returns.check(LEAD, content, "report.csv", TODAY)
    returns.accept(LEAD, checked)
    return seconds() - began, sum(len(ret.figures) for ret in checked.reading.returns)


def main() -> int:
    """Whether a goal is missed."""
    over = False
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"PC_HOME": home, "PC_SAMPLE": "0", "PC_LOG": os.devnull}
        setup.ready()
        with database.read() as conn:
            every = contracts.bought(conn).items()
        references = tuple(at for at, one in every if one.area != "North East")[:4]
        for size in [int(word) for word in sys.argv[1:]] or SIZES:
            content = export(size, references)
            by_csv, counting = plain(content), counted(content, references)
            took, figures = imported(content)
            # Of whichever process that was read apart needed most so far: the longest is the last.
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            held = counting <= GOAL * by_csv and (size < LONG or took <= GOAL * by_csv)
            over |= not held
            print(
                f"{size:>9,} rows, {len(content) / 1e6:.0f} MB: csv {by_csv:.2f} s, "
                f"counting {counting:.2f} s "
                f"({counting / by_csv:.1f} times), import {took:.2f} s ({took / by_csv:.1f} times, "
                f"{figures:,} figures), at most {peak:.0f} MB: {'PASS' if held else 'over'}",
                flush=True,
            )
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
