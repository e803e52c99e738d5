"""What the reader of a workbook leaves out, and a walk over its XML notes: hidden parts, errors, blanks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

from probation_commission.intake.files.limits import refused

# "=SUM(B2:B9)", "of:=SUM([.B2:.B9])", "B2+C2", "B2/F2", "TODAY()": without it no count is lost, since totals
# and shares are worked out anyway.
_CELL = r"\[?[.$]*[A-Z]{1,3}\$?\d{1,7}\]?"
_SUM = rf"(?:SUM|SUBTOTAL)\([^!()]*\)|{_CELL}(?:\+{_CELL})*"
_NO_COUNT = re.compile(
    rf"(?:of:|oooc:)?=?(?:(?:SUM|SUBTOTAL)\([^!()]*\)|{_CELL}(?:\+{_CELL})+"
    rf"|\(?(?:{_SUM})\)?/\(?(?:{_SUM})\)?(?:\*100)?|(?:TODAY|NOW)\(\))",
    re.IGNORECASE,
)
_LONGEST_ERROR = 20
_LONGEST_FORMULA = 1_000
# One formula without a value is a cell to mend, dozens are a workbook to save again.
_MOST_NAMED = 5
NOT_CALCULATED = "#NOT CALCULATED"
"""Stands where a formula has no value."""

_Place = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(slots=True)
class Unseen:
    """Of one sheet: what of it is hidden, its errors, and how many of its formulas have no value."""

    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    errors: dict[_Place, str] = field(default_factory=dict)
    uncalculated: list[_Place] = field(default_factory=list)
    """Formulas without a value, but for plain totals and shares; no more than are named, and one."""

    def note_error(self, place: _Place, text: str) -> None:
        """The error "#REF!" at its cell."""
        self.errors[place] = text[:_LONGEST_ERROR]

    def note_uncalculated(self, place: _Place, formula: str) -> None:
        """A formula that nobody has calculated, which a reader takes for an empty cell."""
        if len(self.uncalculated) <= _MOST_NAMED and not _NO_COUNT.fullmatch(
            re.sub(r"\s", "", formula[:_LONGEST_FORMULA])
        ):
            self.uncalculated.append(place)


def is_of_no_size(size: str) -> bool:
    """Whether a row or column of that height or width cannot be seen: "0", "0.0", "0cm"; "" says nothing."""
    return size != "" and not size.rstrip(ascii_lowercase).strip("0.")


def require_calculated(workbook: Mapping[str, Unseen]) -> None:
    """The check that formulas have values; raises `FileRefusedError`, once for the whole workbook.

    A few are errors, each at its cell. A hidden sheet is not read; totals and shares are worked out anyway.
    """
    shown = [sheet for sheet in workbook.values() if not sheet.hidden]
    if sum(len(sheet.uncalculated) for sheet in shown) > _MOST_NAMED:
        raise refused(
            "not calculated",
            "The formulas of this workbook were never calculated, so their cells are empty."
            " Open it in Excel, save it and load it again.",
        )
    for sheet in shown:
        for place in sheet.uncalculated:
            sheet.note_error(place, NOT_CALCULATED)
