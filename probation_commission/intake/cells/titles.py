"""Whose and which month's a file or sheet is: what its titles, its sheet's name and its own name say."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from probation_commission.domain.places import Authority, Gazetteer, bare
from probation_commission.intake.files import Sheet, Value, plain

_TITLE_ROWS = 15
_TITLE_COLUMNS = 12
_LONGEST = 200
_DROPPED = {"county", "borough", "london", "city", "council", "of", "the", "royal"}


@dataclass(frozen=True, slots=True)
class Whose:
    """An area and a month, each None where nothing says it."""

    area: Authority | None = None
    month: date | None = None


def titles(sheet: Sheet, until: int = _TITLE_ROWS) -> Iterator[Value]:
    """Return what may be a title: the filled cells of the first rows, down to a table's headings."""
    for row in range(min(len(sheet.rows), until, _TITLE_ROWS)):
        for column in range(min(len(sheet.rows[row]), _TITLE_COLUMNS)):
            if (value := sheet.at(row, column)) != "":
                yield value


def area_in(text: str, gazetteer: Gazetteer) -> Authority | None:
    """Return the one authority that a title names ("Durham IOM cohort"); None for none or several."""
    if exact := gazetteer.authority(text):
        return exact
    words = f" {bare(text[:_LONGEST])} "
    found = [one for one in gazetteer.authorities if f" {_core(one.name)} " in words]
    longest = [one for one in found if not any(_core(one.name) in _core(o.name) and o != one for o in found)]
    return longest[0] if len(longest) == 1 else None


def _core(name: str) -> str:
    kept = [word for word in bare(name).split() if word not in _DROPPED]
    return " ".join(kept) or bare(name)


def first_area(texts: Iterable[object], gazetteer: Gazetteer) -> Authority | None:
    """Return the area that the first of the texts names which names one."""
    found = (area_in(plain(one), gazetteer) for one in texts if isinstance(one, str))
    return next(filter(None, found), None)
