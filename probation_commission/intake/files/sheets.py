"""Sheets as rows of values that know their address; a CSV is a workbook of one sheet without a name."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache

from python_calamine import CalamineWorkbook, SheetTypeEnum

from probation_commission.domain.returns import Cell
from probation_commission.intake.files import apart, archive, csv_rows, limits, xls_walk
from probation_commission.intake.files.archive import Package
from probation_commission.intake.files.csv_rows import CsvRows, Progress, silent
from probation_commission.intake.files.limits import Format, refused
from probation_commission.intake.files.unseen import NOT_CALCULATED, Unseen, require_calculated

_LONGEST_NAME = 31
"""Of a sheet, in Excel."""

# As they stand in a CSV too; "#N/A" is none of the ways of writing that a count is not given.
_ERROR = re.compile(
    r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A(?: N/A)?|ERROR!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!"
    rf"|CONNECT!|UNKNOWN!|BUSY!|PYTHON!)|Err:\d{{3}}|{re.escape(NOT_CALCULATED)}",
    re.IGNORECASE,
)

Value = str | float | int | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its rows from row 1, column A; an empty cell is the empty string.

    `hidden`: in its workbook. `hidden_rows` and `hidden_columns` count from 0; folded, filtered out or of no
    size is hidden too.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def at(self, row: int, column: int) -> Value:
        """What stands there (both count from 0), or "" where the sheet has ended."""
        # Asked for beside an edge, too: the cell left of column A is empty, and not the last one.
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def text(self, row: int, column: int) -> str:
        """The text there in single spaces, or "" where there is a number or nothing."""
        value = self.at(row, column)
        return plain(value) if isinstance(value, str) else ""

    def texts(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and text of each cell that holds text."""
        for row, values in enumerate(self.rows):
            for column, value in enumerate(values):
                if isinstance(value, str) and (text := plain(value)):
                    yield row, column, text

    def cell(self, row: int, column: int) -> Cell:
        """The address, as `Wards!B5`."""
        return Cell(self.name, f"{column_letters(column)}{row + 1}")

    def cells(self, first: int, last: int, column: int) -> Cell:
        """The address of a stretch of a column, as `Wards!B2:B21`."""
        letters = column_letters(column)
        return Cell(self.name, f"{letters}{first + 1}:{letters}{last + 1}")

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether nobody who opens the workbook sees the cell."""
        return self.hidden or row in self.hidden_rows or column in self.hidden_columns

    def is_blank(self, row: int, first: int = 0, last: int | None = None) -> bool:
        """Whether nothing stands in the row, or in its columns from `first` up to `last`."""
        values = self.rows[row][first:last] if row < len(self.rows) else ()
        return not any(value != "" and str(value).strip() for value in values)


def plain(text: str) -> str:
    """A text in single spaces, without characters that cannot be printed."""
    # A no-break space is a space here; a zero-width one, as copied from a web page, goes.
    spaced = " ".join(text.split())
    return spaced if spaced.isprintable() else "".join(filter(str.isprintable, spaced))


def is_error(value: Value) -> bool:
    """Whether a spreadsheet wrote there that it could not work the value out: `#REF!`, `#N/A`, `Err:502`."""
    return isinstance(value, str) and _ERROR.fullmatch(value.strip()) is not None


@cache
def column_letters(column: int) -> str:
    """The letters of a column: A for 0, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def opened(
    content: bytes, progress: Progress = silent, size: limits.Size | None = None
) -> tuple[Format, tuple[Sheet, ...], CsvRows | None]:
    """The format and the sheets of a file; of a CSV its first rows as a sheet, and all its rows.

    `size`: what a CSV may have, where that is more than a return. Raises `FileRefusedError` if it can be no
    return.
    """
    form = limits.recognise(content, size)
    if form is not Format.CSV:
        sheets = (
            _read_apart(content, xls_walk.over(content))
            if form is Format.OLD_WORKBOOK
            else _workbook(content)
        )
        if not sheets:
            raise refused("no sheet", "This workbook has no sheet with cells, only charts or nothing at all.")
        # Once it is open, a workbook is a workbook.
        return Format.WORKBOOK, sheets, None
    rows = csv_rows.opened(content, progress, size)
    return form, (Sheet("", rows.head()),), rows


def head(content: bytes) -> Sheet | None:
    """The first rows of a CSV; None for a workbook. Raises `FileRefusedError` as `opened` does."""
    form = limits.recognise(content)
    return Sheet("", csv_rows.opened(content).head()) if form is Format.CSV else None


def sheets(content: bytes) -> tuple[Format, tuple[Sheet, ...]]:
    """The format and the sheets of a file, whole; raises `FileRefusedError` as `opened` does."""
    form, sheets, rows = opened(content)
    return form, (Sheet("", rows.whole()),) if rows else sheets


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    workbook = archive.checked(content)
    if workbook.package is Package.XLSB:
        return _read_apart(content, workbook.unseen)
    require_calculated(workbook.unseen)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(workbook.content))
        # A sheet that is a chart has no rows.
        names = [meta.name for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
        return tuple(_sheet(name, _rows(book, name), workbook.unseen.get(name, Unseen())) for name in names)
    except BaseException as error:
        # A panic of the reader, which is written in Rust, is no Exception.
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        raise refused("damaged workbook", limits.DAMAGED) from error


def _read_apart(content: bytes, unseen: Mapping[str, Unseen]) -> tuple[Sheet, ...]:
    return tuple(
        _sheet(name, rows, replace(unseen.get(name, Unseen()), hidden=hidden))
        for name, hidden, rows in apart.read(content)
    )


def _rows(book: CalamineWorkbook, name: str) -> list[list[Value]]:
    # With the empty rows and columns before the first cell, or B5 would be called A1.
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _sheet(name: str, rows: list[list[Value]], beside: Unseen) -> Sheet:
    # The reader makes an empty cell of an error, and a count that is lost is no empty cell.
    for (row, column), error in beside.errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error
    return Sheet(
        plain(name)[:_LONGEST_NAME],
        tuple(map(tuple, rows)),
        beside.hidden,
        frozenset(row for row in beside.hidden_rows if row < len(rows)),
        frozenset(_within(beside.hidden_columns, max(map(len, rows), default=0))),
    )


def _within(stretches: Iterable[range], width: int) -> Iterator[int]:
    """The columns of stretches, each once though stretches may lie over each other."""
    end = 0
    for stretch in sorted(stretches, key=lambda stretch: stretch.start):
        yield from range(max(stretch.start, end), min(stretch.stop, width))
        end = max(end, stretch.stop)
