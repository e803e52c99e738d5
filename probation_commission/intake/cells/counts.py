"""The counts of tables that somebody typed: x6, 6*, "<5", "5-9", "12 [r]", "[c]"; and what each is."""

import re
from dataclasses import dataclass, replace
from typing import Final

from probation_commission.domain.marks import Bounded, Mark, bounds
from probation_commission.domain.returns import Figure
from probation_commission.intake.cells import numbers
from probation_commission.intake.cells.numbers import MAX_COUNT, Fault
from probation_commission.intake.cells.remembered import while_reading
from probation_commission.intake.files import Value, is_error, plain

# Somebody of whom probation knows is 10 or older; the bands of counts below that are read as such.
_YOUNGEST, _OLDER = 11, 20
_ANY_CASE: Final = re.IGNORECASE | re.ASCII
_N = r"(\d{1,6}|\d{1,3},\d{3})"
# "x6", "6 ×": read as 6, with a note that says so (decision 43).
_TIMES = re.compile(r"[x\u00d7] ?(\d{1,6})|(\d{1,6}) ?[x\u00d7]", re.IGNORECASE | re.ASCII)
# "12 [r]", "9p", "12 (provisional)", "12 [note 3]", "6*"; "12 [f]", a forecast, is no count of anybody.
_MARKED = re.compile(
    rf"{_N}(?:\.0)? ?(?:[\[(] ?(?P<word>[a-z]{{1,12}}|notes? ?\d[\d, ]{{0,8}}) ?[\])]|(?P<letter>[rpe])"
    r"|(?P<sign>[*\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u2079]{1,3}))",
    _ANY_CASE,
)
_BESIDE: Final = {
    **dict.fromkeys(("r", "rev", "revised"), Mark.REVISED),
    **dict.fromkeys(("p", "prov", "provisional"), Mark.PROVISIONAL),
    **dict.fromkeys(("e", "est", "estimate", "estimated"), Mark.ESTIMATED),
    **dict.fromkeys(("b", "break"), Mark.BREAK),
    **dict.fromkeys(("u", "unreliable"), Mark.UNRELIABLE),
}
# "<5" is 0 to 4: whoever means that there is somebody writes "1-4" (decision 113).
_BELOW = re.compile(rf"(?:<|less than|fewer than|under|below) ?{_N}", _ANY_CASE)
_AT_MOST = re.compile(rf"(?:<=|≤|up to|at most|no more than) ?{_N}|{_N} or (?:fewer|less|under)", _ANY_CASE)
_ABOVE = re.compile(rf"(?:>|more than|over|above) ?{_N}", _ANY_CASE)
_AT_LEAST = re.compile(
    rf"(?:>=|≥|at least) ?{_N}|{_N} ?(?:\+|or more|or over|and over|and above|or above)", _ANY_CASE
)
# Up to three digits: "2023-2024" is a year, and no cohort of a ward.
_BETWEEN = re.compile(
    r"(?:between )?(\d{1,3}) ?(?:[-\u2010-\u2015\u2212]|to|and) ?(\d{1,3})", re.IGNORECASE | re.ASCII
)
_NOUGHT = re.compile(r"nil|none|zero|nought|nobody|no-? ?one", re.IGNORECASE)
_PERCENT = re.compile(r"\d{1,3}(?:[.,]\d{1,4})? ?(?:%|per ?cent)", re.IGNORECASE | re.ASCII)
# Not given, which is not zero; "x" alone is left out, as it may be a tick (decision 113).
_IN_STEAD: Final = (
    (
        re.compile(
            r"\*{1,3}|#{1,2}|\[[cu]\]|[cs]|supp(?:ressed)?\.?|confidential|withheld|redacted"
            r"|not (?:disclosed|shown)",
            re.IGNORECASE,
        ),
        Mark.SUPPRESSED,
    ),
    (re.compile(r"~|\[low\]|k|small numbers?", re.IGNORECASE), Mark.LOW),
    (re.compile(r"\[z\]|z|not applicable", re.IGNORECASE), Mark.NOT_APPLICABLE),
    (
        re.compile(
            r"[-\u2010-\u2015\u2212]{1,3}|\.{1,3}|\u2026|:|\[[xw]\]|n ?/? ?a|n/?[krs]|n\.?d"
            r"|not (?:known|given|available|recorded|stated|returned)|no (?:data|return)|unknown|tbc|awaited",
            re.IGNORECASE,
        ),
        Mark.NOT_AVAILABLE,
    ),
)


@dataclass(frozen=True, slots=True)
class WrittenCount(Bounded):
    """What a cell says: a number, which is both its bounds, or None with those that are given, if any.

    `note` tells what was made of an unusual spelling; a plain number has none. Of an empty cell nothing is.
    """

    number: int | None
    note: str = ""
    low: int | None = None
    high: int | None = None
    mark: Mark = Mark.NONE

    def __post_init__(self) -> None:
        if self.number is not None:
            object.__setattr__(self, "low", self.number)
            object.__setattr__(self, "high", self.number)

    @property
    def blank(self) -> bool:
        """Whether the cell is empty."""
        return self == EMPTY

    def put_into(self, figure: Figure) -> Figure:
        """The figure with what is written."""
        return replace(figure, value=self.number, low=self.low, high=self.high, mark=self.mark)

    def __str__(self) -> str:
        """`12`, `fewer than 5`, `not given`."""
        number = str(self.number) if self.number is not None else bounds(self.low, self.high)
        return number or self.mark.label or Mark.NOT_AVAILABLE.label


EMPTY = WrittenCount(None)
"""An empty cell: no figure, and nothing to say of it."""


def count(value: Value) -> WrittenCount | Fault:
    """What the cell says, or why it holds no count."""
    return _of_text(value) if isinstance(value, str) else _plain(value)


@while_reading
def _of_text(written: str) -> WrittenCount | Fault:
    text = _stripped(written)
    if not text:
        return EMPTY
    if is_error(text):
        message = f"holds the spreadsheet error {text}. Mend its formula, or write the number."
        return Fault("spreadsheet error", message)
    return _unusual(text) or _plain(text)


def _plain(value: Value) -> WrittenCount | Fault:
    number = numbers.count(value)
    return number if isinstance(number, Fault) else WrittenCount(number)


def _stripped(text: str) -> str:
    """A text without what says that it is one, or sets it apart: "'12", "(<5)"."""
    text = plain(text)
    apart = re.fullmatch(r"'([^']+)|\(([^()\d]*[<>][^()]*|\*+)\)", text)
    return plain(apart[1] or apart[2]) if apart else text


def _unusual(text: str) -> WrittenCount | Fault | None:
    if match := _TIMES.fullmatch(text):
        number = int(match[1] or match[2])
        return WrittenCount(number, f"“{text}” was read as {number}.")
    if _NOUGHT.fullmatch(text):
        return WrittenCount(0, f"“{text}” was read as 0.")
    for pattern, mark in _IN_STEAD:
        if pattern.fullmatch(text):
            return WrittenCount(None, f"“{text}” was read as {_said(mark)}, which is not zero.", mark=mark)
    # "12%" of how many? It has no count in it (decision 43).
    if _PERCENT.fullmatch(text):
        message = f"holds “{text}”, a percentage, where a count belongs. Write the number of people."
        return Fault("percentage", message)
    return _marked(text) or _bounded(text)


def _said(mark: Mark) -> str:
    """Why there is no number, in which "not given" stands each time."""
    given = Mark.NOT_AVAILABLE.label
    return given if mark is Mark.NOT_AVAILABLE else f"{given} ({mark.label})"


def _marked(text: str) -> WrittenCount | Fault | None:
    match = _MARKED.fullmatch(text)
    if match is None:
        return None
    word = (match["word"] or match["letter"] or "").casefold()
    mark = Mark.NOTE if match["sign"] or word.startswith("note") else _BESIDE.get(word)
    if mark is None:
        return None
    number = _whole(match[1])
    beside = "what its mark says was not read" if mark is Mark.NOTE else f"its mark says: {mark.label}"
    return _within(WrittenCount(number, f"“{text}” was read as {number}; {beside}.", mark=mark))


def _bounded(text: str) -> WrittenCount | Fault | None:
    ends = _ends(text)
    if ends is None:
        return None
    low, high = ends
    # "<0" and "9-5" can be nobody's number, "0+" says nothing.
    if (high is not None and high < low) or ends == (0, None):
        return None
    if low == high:
        return _within(WrittenCount(low, f"“{text}” was read as {low}."))
    note = f"“{text}” is kept as “{bounds(low, high)}”: it is not counted, as no number and not as 0."
    return _within(WrittenCount(None, note, low, high))


def _ends(text: str) -> tuple[int, int | None] | None:
    if match := _BELOW.fullmatch(text):
        return 0, _whole(match[1]) - 1
    if match := _AT_MOST.fullmatch(text):
        return 0, _whole(match[1] or match[2])
    if match := _ABOVE.fullmatch(text):
        return _whole(match[1]) + 1, None
    if match := _AT_LEAST.fullmatch(text):
        return _whole(match[1] or match[2]), None
    if match := _BETWEEN.fullmatch(text):
        return _whole(match[1]), _whole(match[2])
    return None


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))


def _within(written: WrittenCount) -> WrittenCount | Fault:
    """The same, unless it is more than any cohort has."""
    most = max(written.number or 0, written.low or 0, written.high or 0)
    if most > MAX_COUNT and isinstance(fault := numbers.count(most), Fault):
        return fault
    return written


def looks_like_count(value: Value) -> bool:
    """Whether a cell holds something that counts: a number or a bound, be it well written or not."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and _text_looks_like_count(value)


@while_reading
def _text_looks_like_count(value: str) -> bool:
    text = plain(value)
    if not text:
        return False
    written = count(text)
    if isinstance(written, Fault):
        # "-3", "12.5" and "12%" stand where a count belongs, and are problems there; "Cockerton" does not.
        return written.code != "text count"
    # "none" and "c" may be words of any column, "18-24" and "50+" ages.
    if _NOUGHT.fullmatch(text) or _may_be_ages(text):
        return False
    return written.bounded


def says_count(value: Value) -> bool:
    """Whether a text looks like a count, or says that there is none or that it is not given."""
    if not isinstance(value, str) or isinstance(written := count(value), Fault):
        return False
    if written.blank or (written.bounded and written.number is None):
        return looks_like_count(value)
    return True


def _may_be_ages(text: str) -> bool:
    ends = _ends(text)
    return ends is not None and ends[0] > 0 and max(ends[0] - _YOUNGEST, (ends[1] or 0) - _OLDER) >= 0
