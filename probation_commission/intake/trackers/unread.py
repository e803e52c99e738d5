"""What of a table of counts was not read: said, and never repeated, since words may be somebody's."""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from probation_commission.domain.places import Gazetteer, bare
from probation_commission.domain.returns import KIND_LABELS, Cell, Dropped
from probation_commission.domain.trackers import TRACKERS
from probation_commission.intake.files import Sheet, Value, column_letters
from probation_commission.intake.people import repeatable, titles

UNREAD_WORDS = "words that were not read"
"""What a column held for which a file is not kept (decision 264)."""
_SHEETS = "county and of in by at the month monthly tracker trackers return returns counts rejections release"
_WORDS = frozenset(
    re.findall(
        r"[a-z0-9]+",
        " ".join(
            [
                *(_SHEETS, *KIND_LABELS.values()),
                *(tracker.title for tracker in TRACKERS.values()),
                *(one.heading for tracker in TRACKERS.values() for one in tracker.counts),
            ]
        ).casefold(),
    )
)


class Region(NamedTuple):
    """A sheet from its headings on, and what of it was read, as (row, column)."""

    sheet: Sheet
    heading: int
    cells: Collection[tuple[int, int]]


def sheet_name(name: str, number: int, gazetteer: Gazetteer) -> str:
    """The sheet's name if it is made of known words only, else `sheet 2` for the second."""
    rest = " ".join(word for word in bare(name).split() if word not in _WORDS)
    return name if not rest or titles.sheet_name(rest, number, gazetteer) == rest else f"sheet {number}"


def words_in(region: Region, name: str, is_known: Callable[[str], bool]) -> Iterator[Dropped]:
    """Each column that holds words which are nothing known; `name` is that of the sheet as it is repeated."""
    rows: dict[int, int] = {}
    for row in range(region.heading + 1, len(region.sheet.rows)):
        for column, value in enumerate(region.sheet.rows[row]):
            if (row, column) not in region.cells and _is_words(value) and not is_known(str(value)):
                rows[column] = rows.get(column, 0) + 1
    for column, count in sorted(rows.items()):
        heading = region.sheet.text(region.heading, column)
        yield Dropped(
            Cell(name, column_letters(column)), heading if repeatable(heading) else "", UNREAD_WORDS, count
        )


def note(one: Dropped) -> str:
    """That a column was not read, in a sentence."""
    where = f"{one.cell.sheet}!{one.cell.ref}" if one.cell.sheet else one.cell.ref
    heading = f" “{one.heading}”" if one.heading else ""
    why = "as they are none of this tracker’s: nothing of it is kept."
    return f"Column {where}{heading} holds {one.what}, {why}"


def _is_words(value: Value) -> bool:
    return isinstance(value, str) and any(map(str.isalpha, value))
