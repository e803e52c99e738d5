"""By which headings a report is known, which columns it needs, and the two that it is better sent without."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from probation_commission.domain.ram import COLUMNS, HAPPENED, PERSONAL
from probation_commission.domain.returns import Problem
from probation_commission.intake.files import CsvRows, FileRefusedError, Sheet

ID, CONTRACT, REASON, STATE = (
    "referral_id",
    "contract_ref",
    "end_requested_by_pp_reason",
    "referral_end_state",
)
NUMBERS = (
    *("count_of_sessions_expected", "count_of_sessions_attended"),
    *("outcomes_to_be_achieved_count", "outcomes_achieved"),
)
NEEDED = (ID, CONTRACT, *HAPPENED, REASON, STATE, *NUMBERS)
"""What is read of a row; in no other column anything is looked at."""
_SURELY = 4
"""So many of its headings in a row are those of a report."""
_MOST_ROWS = 20
_HEAD = 4096
_NAMES = frozenset(COLUMNS)
# What stands in the two columns. No more kinds of numbers: an identity of a referral looks like some of them.
_OF_PEOPLE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]\d{6}(?![A-Za-z0-9])|[\w.+-]@[\w-]+\.\w")


def names(row: Iterable[object]) -> list[str]:
    """A row of headings as they are compared."""
    return [str(cell).strip().strip("\ufeff").casefold() for cell in row]


def heading_row(sheet: Sheet) -> int | None:
    """The row of a sheet that heads a report, from 0; None where none does."""
    rows = range(min(len(sheet.rows), _MOST_ROWS))
    return next((row for row in rows if len(_NAMES & set(names(sheet.rows[row]))) >= _SURELY), None)


def is_report(content: bytes) -> bool:
    """Whether a CSV begins with the headings of a report, so that it may be longer than a return."""
    # Above them at most "sep=;" of Excel.
    lines = content[:_HEAD].decode("utf-8", errors="replace").splitlines()[:2]
    return any(len(_NAMES & set(re.findall(r"\w+", line.casefold()))) >= _SURELY for line in lines)


def lacking(heads: Sequence[str]) -> list[str]:
    """The columns that are needed and are not there."""
    return [name for name in NEEDED if name not in heads]


@dataclass(frozen=True, slots=True)
class WithoutPeople:
    """A report cut down to the columns that it has by rule, without the two about people."""

    cut: tuple[str, ...]
    """The headings of the columns that were taken out, as they are compared."""
    pieces: Iterator[bytes]
    """The rest as CSV, piece by piece.

    Raises `FileRefusedError` where the file is damaged, or people would be left in it.
    """


def without_personal(rows: CsvRows) -> WithoutPeople:
    """A report as CSV with its own columns alone, less its two columns about people (decision 265).

    Raises `ValueError` where the file is no report; `FileRefusedError` where neither of the two stands under
    its name, since then nobody can say where people stand, or where the file is damaged.
    """
    row = heading_row(Sheet("", rows.head()))
    if row is None:
        raise ValueError
    heads = names(rows.head()[row])
    if not set(PERSONAL) & set(heads):
        message = (
            f"No column of it is headed {' or '.join(PERSONAL)}: they were cut already, or are called "
            "otherwise. If they are called otherwise, give them these headings again, as Refer and Monitor "
            "writes them."
        )
        raise FileRefusedError(Problem("no personal column", message))
    # A heading that stands twice is the report's own the first time.
    kept = [
        place
        for place, name in enumerate(heads)
        if name in _NAMES and name not in PERSONAL and heads.index(name) == place
    ]
    cut = tuple(name or "a column without a heading" for place, name in enumerate(heads) if place not in kept)
    return WithoutPeople(cut, _cut(rows, row, kept, len(heads)))


def _cut(rows: CsvRows, row: int, kept: Sequence[int], width: int) -> Iterator[bytes]:
    for first, chunk in rows.chunks(row):
        text = io.StringIO()
        lines = csv.writer(text, lineterminator="\r\n")
        for number, cells in enumerate(chunk, first + 1):
            # One comma too many, and a CRN stands below the heading of a day.
            if any(cell.strip() for cell in cells[width:]):
                message = (
                    f"Row {number:,} has more cells than there are headings, so its columns can't be told."
                )
                raise FileRefusedError(Problem("columns moved", message))
            lines.writerow([cells[place] if place < len(cells) else "" for place in kept])
        written = text.getvalue()
        if _OF_PEOPLE.search(written):
            message = "What is left of it still holds a CRN or an e-mail address, under another heading."
            raise FileRefusedError(Problem("people left", message))
        yield written.encode()
