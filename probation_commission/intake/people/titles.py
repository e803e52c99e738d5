"""What the title, the sheet's name or the file's name say of a list of people: its area and its month.

They are looked into and never repeated, for they too can hold somebody's name.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from probation_commission.domain.places import Authority, Gazetteer, bare
from probation_commission.intake.cells import months
from probation_commission.intake.files import Sheet, Value
from probation_commission.intake.people.columns import repeatable

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_NAMED = re.compile(rf"\b({months.NAMED_MONTH}) ?(20\d\d)\b")
_IOM = re.compile(r"\b(iom|nominals?|cohort|offenders?)\b")
_SHEET = re.compile(r"(?:sheet|list|table|data|live|current|all|final|copy)? ?\d{0,4}")


def above(sheet: Sheet, heading: int) -> Iterator[Value]:
    """What stands above the headings."""
    for row in sheet.rows[:heading]:
        yield from (value for value in row if value != "")


def month(values: Iterable[Value]) -> date | None:
    """The one month that the values name; None where they name none or several."""
    every = {month for value in values for month in months.months_in(value)}
    return every.pop() if len(every) == 1 else None


def area(values: Iterable[Value], gazetteer: Gazetteer) -> Authority | None:
    """The one authority that the values name; None where they name none or several."""
    texts = [f" {bare(value)} " for value in values if isinstance(value, str)]
    areas = {
        authority
        for authority in gazetteer.authorities
        if any(f" {_short(authority)} " in text for text in texts)
    }
    return areas.pop() if len(areas) == 1 else None


def _short(authority: Authority) -> str:
    return bare(authority.name).removeprefix("county ")


def says_iom(values: Iterable[Value]) -> bool:
    """Whether any of the values says that this is about IOM."""
    return any(_IOM.search(bare(value)) for value in values if isinstance(value, str))


def sheet_name(name: str, number: int, gazetteer: Gazetteer) -> str:
    """The sheet's name if it is made of known words only, else `sheet 2` for the second."""
    # "Durham Oct 2026" and "Sheet1" are repeated, "Kevin S" is "sheet 2" (decision 48).
    rest = f" {bare(name)} "
    for authority in gazetteer.authorities:
        rest = rest.replace(f" {_short(authority)} ", " ")
    rest = _NAMED.sub(" ", rest)
    words = [word for word in rest.split() if word not in _MONTHS and not _SHEET.fullmatch(word)]
    return name if not words or repeatable(" ".join(words)) else f"sheet {number}"
