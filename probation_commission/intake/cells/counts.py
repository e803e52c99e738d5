"""The counts of tables that somebody typed: x6, 6*, "<5", "-", n/a; and what was made of each."""

import re
from dataclasses import dataclass

from probation_commission.intake.cells import numbers
from probation_commission.intake.cells.numbers import Fault
from probation_commission.intake.files import Value, plain

# "x6", "6 ×": read as 6, with a note that says so; so is "6*" (decision 43).
_TIMES = re.compile(r"[x\u00d7] ?(\d{1,6})|(\d{1,6}) ?[x\u00d7]", re.IGNORECASE | re.ASCII)
_MARKED = re.compile(r"(\d{1,6}(?:,\d{3})?) ?[*\u2020\u2021]{1,3}", re.ASCII)
# "<5" is kept as a bound, never as 5, 0 or anything between; "≤4" and "1-4" are "<5" too (decision 42).
_FEWER = re.compile(r"(?:<|less than|fewer than|under|below) ?(\d{1,3})", re.IGNORECASE | re.ASCII)
_AT_MOST = re.compile(r"(?:<=|≤) ?(\d{1,3})|1 ?(?:-|\u2013|to) ?(\d{1,2})", re.ASCII)
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,4})? ?(?:%|per ?cent)", re.IGNORECASE | re.ASCII)
# "-", "n/a", "..", "[c]": not given, which is not zero, so that no sum over it is checked (decision 42).
_NOT_GIVEN = re.compile(
    r"[-\u2010-\u2015\u2212]{1,3}|\.{1,3}|\u2026|:|\*{1,3}|~|n ?/? ?a|nk"
    r"|not (?:known|given|available|recorded)|unknown|tbc|awaited|suppressed|\[(?:c|x|z|low)\]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenCount:
    """What a cell says: a number, or None with `fewer_than` where only a bound is given.

    `note` tells what was made of an unusual spelling; a plain number has none.
    """

    number: int | None
    note: str = ""
    fewer_than: int | None = None


EMPTY = WrittenCount(None)
"""An empty cell: not given, and nothing to say of it."""


def count(value: Value) -> WrittenCount | Fault:
    """What the cell says, or why it holds no count."""
    text = plain(value) if isinstance(value, str) else ""
    if isinstance(value, str) and not text:
        return EMPTY
    if text and (unusual := _unusual(text)):
        return unusual
    number = numbers.count(text or value)
    return number if isinstance(number, Fault) else WrittenCount(number)


def _unusual(text: str) -> WrittenCount | Fault | None:
    if match := _TIMES.fullmatch(text):
        number = int(match[1] or match[2])
        return WrittenCount(number, f"“{text}” was read as {number}.")
    if match := _MARKED.fullmatch(text):
        number = int(match[1].replace(",", ""))
        return WrittenCount(number, f"“{text}” was read as {number}; what its mark says was not read.")
    if bound := _bound(text):
        words = f"“{text}” is kept as “fewer than {bound}”: it is not counted, neither as {bound} nor as 0."
        return WrittenCount(None, words, bound)
    if _NOT_GIVEN.fullmatch(text):
        return WrittenCount(None, f"“{text}” was read as not given, which is not zero.")
    # "12%" of how many? It has no count in it (decision 43).
    if _PERCENT.fullmatch(text):
        message = f"holds “{text}”, a percentage, where a count belongs. Write the number of people."
        return Fault("percentage", message)
    return None


def _bound(text: str) -> int:
    if match := _FEWER.fullmatch(text):
        return int(match[1])
    if match := _AT_MOST.fullmatch(text):
        return int(match[1] or match[2]) + 1
    return 0


def looks_like_count(value: Value) -> bool:
    """Whether a cell holds something that counts: a number or a bound, be it well written or not."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    if not isinstance(value, str) or not (text := plain(value)):
        return False
    written = count(text)
    if isinstance(written, Fault):
        # "-3", "12.5" and "12%" stand where a count belongs, and are problems there; "Cockerton" does not.
        return written.code != "text count"
    return written.number is not None or written.fewer_than is not None
