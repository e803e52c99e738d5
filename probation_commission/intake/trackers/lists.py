"""Lists of trackers, with a row a person or case: told by their headings and what stands under them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from probation_commission.domain.returns import Cell, Problem
from probation_commission.domain.trackers import (
    TRACKERS,
    RowColumn,
    Tracker,
)
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import FileRefusedError, Sheet
from probation_commission.intake.people import titles
from probation_commission.intake.trackers import rows as row_kinds
from probation_commission.intake.trackers import tables, words

_ROWS = 20
"""In which the headings stand."""


@dataclass(frozen=True, slots=True)
class TrackerList:
    """A sheet with a row a person or case: of which tracker, and which columns are counted by."""

    tracker: Tracker
    sheet: Sheet
    name: str
    heading: int
    columns: Mapping[RowColumn, int]
    ends: tuple[int, ...] = ()
    """Every column that says when it ended: "Date located" and "Date arrested", of which the first counts."""

    def cell(self, row: int, column: int) -> Cell:
        """The address under the name that can be repeated."""
        return Cell(self.name, self.sheet.cell(row, column).ref)


def lists_in(sheets: Sequence[Sheet], file: SentFile) -> tuple[TrackerList, ...]:
    """The lists of a file that are one of a tracker's.

    Raises `FileRefusedError` for one whose rows may be counts.
    """
    found = (
        _list(sheet, titles.sheet_name(sheet.name, number, file.gazetteer))
        for number, sheet in enumerate(sheets, 1)
    )
    return tuple(filter(None, found))


def _list(sheet: Sheet, name: str) -> TrackerList | None:
    for row in range(min(len(sheet.rows) - 1, _ROWS)):
        headings = [sheet.text(row, column) for column in range(len(sheet.rows[row]))]
        for tracker in TRACKERS.values():
            columns: dict[RowColumn, int] = {}
            ends = []
            for number, heading in enumerate(headings):
                if column := words.row_column(tracker, heading):
                    columns.setdefault(column, number)
                    ends += [number] if column is RowColumn.UNTIL else []
            needed = words.NEEDED.get(tracker.kind)
            if needed and needed <= columns.keys():
                one = TrackerList(tracker, sheet, name, row, columns, tuple(ends))
                return one if _is_of_rows(one, headings) else None
    return None


def _is_of_rows(one: TrackerList, headings: Sequence[str]) -> bool:
    """Whether rows are people or cases, and no counts by month.

    Raises `FileRefusedError` for what may be both.
    """
    if twice := _begun_twice(one, headings):
        message = (
            f"{twice}: a second list stands beside the first. Put its rows below those of the first. "
            "Nothing was kept."
        )
        raise FileRefusedError(Problem("table beside", message, twice))
    if row_kinds.names_people(one.sheet, one.heading):
        return True
    if tables.counted_under(one.sheet, one.heading):
        return False
    if (column := row_kinds.counts_in(one.sheet, one.heading, one.columns)) is not None:
        raise row_kinds.refused(one.tracker, one.cell(one.heading, column))
    return True


def _begun_twice(one: TrackerList, headings: Sequence[str]) -> Cell | None:
    """Where the heading of the days stands once more, over another list's."""
    said = list(map(words.tidy, headings))
    first = one.columns[RowColumn.FROM]
    return one.cell(one.heading, said.index(said[first], first + 1)) if said.count(said[first]) > 1 else None
