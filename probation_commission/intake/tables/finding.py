"""Tables on a sheet, wherever they stand: a row of headings, and the rows of counts under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from probation_commission.domain.places import bare
from probation_commission.intake.cells import Fault, counts, headings, months
from probation_commission.intake.files import Sheet, Value, plain

_AHEAD = 6
"""Rows under a heading that are looked at to tell whether it is one."""
# Of one sheet; a sheet with a heading every other row is no return.
_MOST = 200
_FEWEST = 2
_CSV_ROWS = 40
"""Of a CSV, in which its headings are looked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table: its row of headings, its columns from `first` up to `last`, its rows up to `end`."""

    sheet: Sheet
    heading: int
    first: int
    last: int
    end: int

    def rows(self) -> Iterator[int]:
        """The rows that are not blank."""
        below = range(self.heading + 1, self.end)
        return (row for row in below if not self.sheet.is_blank(row, self.first, self.last))

    def head(self, column: int) -> str:
        """The heading of a column as text."""
        return shown(self.sheet.at(self.heading, column))

    def above(self, column: int) -> Value:
        """What stands over a heading: in its own column, or further left where cells are merged."""
        row = self.heading - 1
        if row < 0 or not self._is_over_groups(row):
            return ""
        # A merged "Gender" over M and F stands over M alone.
        for left in range(column, self.first - 1, -1):
            if (value := self.sheet.at(row, left)) != "":
                return value
        return ""

    def _is_over_groups(self, row: int) -> bool:
        """Whether the row groups the headings: it has several cells, or one not over the first column."""
        filled = [column for column in range(self.first, self.last) if self.sheet.at(row, column) != ""]
        return bool(filled) and (len(filled) > 1 or filled[0] > self.first)

    def counted(self) -> Iterator[int]:
        """The rows that hold a count, or say that one is not given."""
        return (row for row in self.rows() if any(map(_counts, self.sheet.rows[row][self.first : self.last])))

    @property
    def where(self) -> str:
        """The stretch from the heading to the last row that is not blank."""
        last = max(self.rows(), default=self.heading)
        top, bottom = self.sheet.cell(self.heading, self.first), self.sheet.cell(last, self.last - 1)
        return f"{top}:{bottom.ref}"


def _counts(value: Value) -> bool:
    if counts.looks_like_count(value):
        return True
    return isinstance(value, str) and value != "" and not isinstance(counts.count(value), Fault)


def shown(value: Value) -> str:
    """A heading as text; a date as its month."""
    # A cell with the date 01/10/2026 over a column of counts is October.
    if isinstance(value, date):
        return f"{value:%B %Y}"
    return (
        plain(value) if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)
    )


def blocks(sheet: Sheet, ward_names: frozenset[str]) -> list[Block]:
    """The tables of a sheet from top to bottom, side by side from left to right.

    `ward_names`: every known ward's name as `domain.places.bare` has it; a row that begins with one is
    no row of headings.
    """
    heads: list[tuple[int, int, int]] = []
    for row in range(len(sheet.rows) if sheet.name else min(len(sheet.rows), _CSV_ROWS)):
        for first, last in _runs(sheet, row):
            if len(heads) < _MOST and _is_heading(sheet, row, (first, last), heads, ward_names):
                heads += [(row, *span) for span in _parted(sheet, row, first, last)]
    return [
        Block(sheet, row, first, last, _end(row, first, last, heads, sheet)) for row, first, last in heads
    ]


def _end(row: int, first: int, last: int, heads: Sequence[tuple[int, int, int]], sheet: Sheet) -> int:
    """Where a table ends: at the next headings, or after a blank row at a line such as "Joiners 3"."""
    below = (number for number, left, right in heads if number > row and left < last and first < right)
    end = min(below, default=len(sheet.rows))
    gap = False
    for number in range(row + 1, end):
        gap = gap or sheet.is_blank(number, first, last)
        # "Joiners 3" after a blank row is no row of the table above it, though it looks like one.
        if gap and is_line(sheet, number, first):
            return number
    return end


def is_line(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a name stands there with its count beside it."""
    names_a_count = headings.says_enough(sheet.text(row, column))
    return names_a_count and counts.looks_like_count(sheet.at(row, column + 1))


def _runs(sheet: Sheet, row: int) -> Iterator[tuple[int, int]]:
    """The stretches of a row that are filled; one empty cell within is part of one if it has rows."""
    first = None
    width = len(sheet.rows[row])
    for column in range(width + 1):
        filled = column < width and not sheet.is_blank(row, column, column + 1)
        if filled and first is None:
            # The names of wards often have no heading, but stand one column left of "Red".
            first = column - 1 if column and _below(sheet, row, column - 1) else column
        elif first is not None and not filled and not (column < width and _bridges(sheet, row, column)):
            yield first, column
            first = None


def _bridges(sheet: Sheet, row: int, column: int) -> bool:
    """Whether an empty cell lies between two headings and has values under it."""
    return not sheet.is_blank(row, column + 1, column + 2) and bool(_below(sheet, row, column))


def _below(sheet: Sheet, row: int, column: int) -> list[Value]:
    """What stands under a cell in the next rows that are not blank."""
    values = [sheet.at(below, column) for below in range(row + 1, min(row + 1 + _AHEAD, len(sheet.rows)))]
    return [value for value in values if value != ""]


def _is_heading(
    sheet: Sheet,
    row: int,
    run: tuple[int, int],
    heads: Sequence[tuple[int, int, int]],
    ward_names: frozenset[str],
) -> bool:
    first, last = run
    values = [sheet.at(row, column) for column in range(first, last)]
    if any(_is_data(value) for value in values) or sum(value != "" for value in values) < _FEWEST:
        return False
    if last - first < _FEWEST or shown(values[0]).endswith(":"):
        return False
    # "HARRINGAY | see note | 7" is a row, whatever its words seem to be.
    begins_with_ward = isinstance(values[0], str) and bare(values[0]) in ward_names
    if begins_with_ward or not _next_row_counts(sheet, row, first, last):
        return False
    known_headings = sum(headings.meaning(shown(value)).sure for value in values if value != "")
    # A row of a table can hold "Red", so below one it takes two known headings to begin another.
    within = any(number < row and left < last and first < right for number, left, right in heads)
    if within:
        return known_headings >= _FEWEST
    return (
        known_headings > 0
        or any(months.month(value) for value in values)
        or _names_wards(sheet, row, run, ward_names)
    )


def _next_row_counts(sheet: Sheet, row: int, first: int, last: int) -> bool:
    """Whether one of the next two rows holds a count, and not another row of headings before it."""
    for below in range(row + 1, min(row + 1 + _AHEAD, len(sheet.rows))):
        values = [sheet.at(below, column) for column in range(first, last)]
        if any(counts.looks_like_count(value) for value in values):
            return True
        # Of two rows of headings the lower is the one; the upper says their groups.
        if sum(headings.meaning(shown(value)).sure for value in values if value != "") >= _FEWEST:
            return False
    return False


def _is_data(value: Value) -> bool:
    """Whether a value can be no heading: a number, or a bound."""
    return counts.looks_like_count(value) and months.month(value) is None


def _names_wards(sheet: Sheet, row: int, run: tuple[int, int], ward_names: frozenset[str]) -> bool:
    return any(
        sum(isinstance(value, str) and bare(value) in ward_names for value in _below(sheet, row, column))
        >= _FEWEST
        for column in range(*run)
    )


def _parted(sheet: Sheet, row: int, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The tables of a stretch: a second column with the first one's heading begins another."""
    start = first
    name = bare(shown(sheet.at(row, first)))
    for column in range(first + 2, last):
        # "Ward | Count | Ward | Count": two tables side by side.
        if name and bare(shown(sheet.at(row, column))) == name and column + 1 < last:
            yield start, column
            start = column
    yield start, last
