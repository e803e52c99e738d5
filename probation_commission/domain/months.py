"""Which months a figure can be of: from 2010 to this one, and on wards only those whose wards are known."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from probation_commission.domain.days import month_after
from probation_commission.domain.places import WardSet

FIRST: Final = date(2010, 1, 1)
"""No return is older; what seems to be is a slip of the keyboard (0202-11) or an empty date (1900-01)."""


class MonthFault(NamedTuple):
    """Why no figure can be of a month: the code of the problem and its sentence."""

    code: str
    message: str


def month_fault(month: date, today: date, wards: Sequence[WardSet] = ()) -> MonthFault | None:
    """What is wrong with a month; None where a figure can be of it.

    `wards`: every ward set known of the area, for figures that are put on its wards.
    """
    if month < FIRST:
        return MonthFault("month too early", f"{month:%B %Y} lies before {FIRST.year}. Correct the year.")
    if month > today:
        return MonthFault("future month", f"{month:%B %Y} has not begun yet. Correct the month.")
    return wards_fault(month, wards)


def wards_fault(month: date, wards: Sequence[WardSet]) -> MonthFault | None:
    """What is wrong with a month of which not one of these ward sets is; None where they are none."""
    if not wards or any(ward_set.covers(month) for ward_set in wards):
        return None
    area, since = wards[0].authority.name, min(ward_set.in_force_from for ward_set in wards)
    first = since if since.day == 1 else month_after(since)
    known = f"the wards of {area} are known from {first:%B %Y} on, not of {month:%B %Y}."
    return MonthFault("no wards known", f"{known} Correct the month.")
