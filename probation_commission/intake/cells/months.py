"""Months as people type them into titles, headings, names of sheets and files: "Oct-26", "IOM 2026_10"."""

import re
from collections.abc import Iterable
from datetime import date

from probation_commission.intake.cells import numbers
from probation_commission.intake.files import Value, plain

_LONGEST = 200
_SHORT_YEAR = 2
_WORDS = re.compile(
    rf"(?<![a-z])({numbers.NAMED_MONTH})[\s._'’–-]{{0,3}}(20\d{{2}}|\d{{2}})(?!\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(20\d{2})(?:[/–-](?:20)?(\d{2})(?!\d))?")
_FIRST_OF_FINANCIAL_YEAR = 4
_DIGITS = re.compile(
    r"(?<!\d)(?P<y>20\d{2})[-_. ]?(?P<m>0[1-9]|1[0-2])(?!\d)"
    r"|(?<![\d/])(?:\d{1,2}/)?(?P<month>0?[1-9]|1[0-2])[-_./](?P<year>20\d{2})(?!\d)",
    re.ASCII,
)


def month(value: Value, *, serial: bool = False) -> date | None:  # noqa: ARG001
    """The month that a cell is, also with a year of two digits, or None."""
    if found := numbers.month(value):
        return found
    match = _WORDS.fullmatch(plain(value)) if isinstance(value, str) else None
    return _named(match) if match else None


def month_in(value: Value) -> date | None:
    """The one month that stands somewhere in a text; None for none or several."""
    if found := numbers.month(value):
        return found
    if not isinstance(value, str):
        return None
    text = value[:_LONGEST]
    every = {*map(_named, _WORDS.finditer(text)), *map(_digits, _DIGITS.finditer(text))} - {None}
    return every.pop() if len(every) == 1 else None


def named_in_year(name: str, texts: Iterable[Value]) -> date | None:
    """The month of a name without a year ("Apr"), in the one year that the texts say.

    "2026/27" is a year from April to March.
    """
    years = {
        (int(match[1]), bool(match[2])) for text in texts for match in _YEARS.finditer(str(text)[:_LONGEST])
    }
    if len(years) != 1:
        return None
    ((year, financial),) = years
    month = numbers.month(f"{plain(name)} {year}")
    if month and financial and month.month < _FIRST_OF_FINANCIAL_YEAR:
        return month.replace(year=year + 1)
    return month


def _named(match: re.Match[str]) -> date | None:
    year = f"20{match[2]}" if len(match[2]) == _SHORT_YEAR else match[2]
    return numbers.month(f"{match[1]} {year}")


def _digits(match: re.Match[str]) -> date | None:
    return numbers.month(f"{match['y'] or match['year']}-{match['m'] or match['month']}")
