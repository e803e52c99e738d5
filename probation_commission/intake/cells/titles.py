"""The titles of a sheet, and the area that one of them names."""

from collections.abc import Iterable, Iterator

from probation_commission.domain.places import Authority, Gazetteer, bare
from probation_commission.intake.cells import months
from probation_commission.intake.files import Sheet, Value, plain

_TITLE_ROWS = 15
_TITLE_COLUMNS = 12
_LONGEST = 200
# "Durham IOM cohort" is about County Durham.
_DROPPED = {"county", "borough", "london", "city", "council", "of", "the", "royal"}


def titles_of(sheet: Sheet, until: int = _TITLE_ROWS) -> Iterator[Value]:
    """What may be a title: the filled cells of the first rows, down to a table's headings."""
    for row in range(min(len(sheet.rows), until, _TITLE_ROWS)):
        cells = title_cells(sheet, row, range(min(len(sheet.rows[row]), _TITLE_COLUMNS)))
        yield from (value for value, _ in cells)


def title_cells(sheet: Sheet, row: int, columns: Iterable[int]) -> Iterator[tuple[Value, int]]:
    """The filled cells of a row and their columns, without a day beside "Produced on"."""
    label = ""
    for column in columns:
        if (value := sheet.at(row, column)) != "":
            if not (months.says_made(label) and months.month(value)):
                yield value, column
            label = value if isinstance(value, str) else ""


def area_in(text: str, gazetteer: Gazetteer) -> Authority | None:
    """The one authority that a title names ("Durham IOM cohort"); None for none or several."""
    areas = areas_in(text, gazetteer)
    return areas[0] if len(areas) == 1 else None


def areas_in(text: str, gazetteer: Gazetteer) -> tuple[Authority, ...]:
    """Every authority that a title names: "Durham and Darlington IOM"."""
    if exact := gazetteer.authority(text):
        return (exact,)
    words = f" {bare(text[:_LONGEST])} "
    named = [authority for authority in gazetteer.authorities if f" {_core(authority.name)} " in words]
    # Of two names within each other ("Newcastle", "Newcastle under Lyme") the longer is meant.
    return tuple(
        authority
        for authority in named
        if not any(_core(authority.name) in _core(other.name) and other != authority for other in named)
    )


def _core(name: str) -> str:
    kept = [word for word in bare(name).split() if word not in _DROPPED]
    return " ".join(kept) or bare(name)


def first_area(texts: Iterable[object], gazetteer: Gazetteer) -> Authority | None:
    """The area that the first of the texts names which names one."""
    areas = (area_in(plain(text), gazetteer) for text in texts if isinstance(text, str))
    return next(filter(None, areas), None)
