"""Unmet demand that is keyed in, in words."""

from collections.abc import Mapping
from datetime import date

from probation_commission.domain.days import in_full
from probation_commission.domain.unmet import UnmetLine, last_day, quarter_name, shuts_after
from probation_commission.domain.words import plural

WHAT = "Count the requests for a service that came to nothing, by quarter: a line takes four fields."
NOBODY = (
    "Nobody has said which organisation you belong to, so you count for none. An admin says so on the page "
    "People."
)
HOW = (
    "Counts alone, nobody’s name. They are requests, not people: whoever asked two organisations is counted "
    "by both."
)
NOTHING = "Nothing is counted yet."
TAKE_OUT = "A line that is taken out is gone from the counts at once. To have it back, count it again."
WHO = (
    "your own organisation and leads see these counts as they are; everyone else only the sum of all "
    "organisations by area and pathway, in tens, once the quarter is shut; the public nothing"
)


def finding(organisation: str, area: str, first: date, lines: Mapping[UnmetLine, int]) -> str:
    """How many requests are counted; what the form is for, where none is."""
    if not lines:
        return WHAT
    requests = plural(sum(lines.values()), "request")
    return f"{organisation} has counted {requests} in {area} for {quarter_name(first)}."


def open_until(first: date, on: date) -> str:
    """Whether a quarter is over, and until when partners count in it."""
    until = in_full(shuts_after(first))
    if on <= last_day(first):
        return f"This quarter is not over: what you count is of it so far. It is open until {until}."
    if on <= shuts_after(first):
        return f"This quarter is over, and open until {until}."
    return f"This quarter was open to partners until {until}; leads still correct it."


def line(one: UnmetLine, wards: Mapping[str, str]) -> str:
    """`none exists, men`: a reason, and who or where; `wards`: their names by code."""
    where = one.group or (wards.get(one.ward, one.ward) if one.ward else "")
    return ", ".join(filter(None, (one.reason, where)))


def there(requests: int) -> str:
    """That a line is counted already."""
    return f"Counted already: {requests}. What you save replaces it."


def receipt(one: UnmetLine, wards: Mapping[str, str], requests: int, before: int | None) -> str:
    """What was kept, and what it replaces."""
    said = f"Kept: {one.pathway}, {line(one, wards)}: {requests}"
    return f"{said}." if before is None else f"{said} (it was {before})."


def taken_out(one: UnmetLine, wards: Mapping[str, str], requests: int) -> str:
    """What was taken out, and that it can be had back."""
    return f"Taken out: {one.pathway}, {line(one, wards)}: {requests}. To have it back, count it again."
