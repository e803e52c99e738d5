"""The day that a cell is. The day comes first, as everywhere here: 31/10/2026 (decision 119)."""

import re
from datetime import date, datetime, timedelta
from typing import Final

from probation_commission.domain.days import day_of
from probation_commission.intake.cells.months import NAMED_MONTH
from probation_commission.intake.files import Value, plain

_LONGEST: Final = 40
_SERIAL_0: Final = date(1899, 12, 30)
_SERIALS: Final = range(40_179, 54_789)
"""The days of 2010 to 2049, as Excel numbers them."""
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d{1,15})?", re.ASCII)
_TIME: Final = r"(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?"
_DAY: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?P<y>\d{{4}})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}}){_TIME}",
        rf"(?P<d>\d{{1,2}})(?P<sep>[/.-])(?P<m>\d{{1,2}})(?P=sep)(?P<y>\d{{4}}|\d{{2}}){_TIME}",
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?P<m>{NAMED_MONTH})[\s,-]{{1,2}}(?P<y>\d{{4}}|\d{{2}})",
    )
)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_SHORT: Final = 100


def day(value: Value) -> date | None:
    """The day of a date, of Excel's number of one, or of a text that is one; None for anything else."""
    if isinstance(value, datetime):
        return day_of(value) if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = plain(value).casefold() if isinstance(value, str) else f"{value:.12g}"
    if _SERIAL.fullmatch(text):
        number = int(float(text))
        return _SERIAL_0 + timedelta(days=number) if number in _SERIALS else None
    matches = (pattern.fullmatch(text) for pattern in _DAY) if len(text) <= _LONGEST else ()
    return next((_date(match) for match in matches if match), None)


def _date(match: re.Match[str]) -> date | None:
    month, year = match["m"], int(match["y"])
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        return date(year if year >= _SHORT else 2000 + year, number, int(match["d"]))
    except ValueError:
        return None
