"""The workbook on standard input as JSON on standard output, within limits: a program of its own.

It runs in a process that ends (decision 108), so it imports nothing of this package. Whatever goes wrong
ends it with a code: `PASSWORD`, `TOO_MANY_CELLS`, or any other where the file is damaged or takes too much.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

MEGABYTES = 256
SECONDS = 20
PASSWORD = 3
TOO_MANY_CELLS = 4

_Rows = list[list[Any]]


def main() -> None:
    """The program; its one argument is how many cells there may be."""
    within_limits()
    content, most_cells = sys.stdin.buffer.read(), int(sys.argv[1])
    try:
        sheets = [
            {"name": name, "hidden": hidden, "rows": rows} for name, hidden, rows in read(content, most_cells)
        ]
    except PasswordError:
        sys.exit(PASSWORD)
    json.dump({"sheets": sheets}, sys.stdout, default=written, ensure_ascii=False)


def within_limits() -> None:
    """The limits of this process, which it cannot raise again."""
    for kind, most in (
        (resource.RLIMIT_AS, MEGABYTES * 1024**2),
        # Of work, so that it ends even if whoever started it has ended before it.
        (resource.RLIMIT_CPU, SECONDS),
        # No file is written, and no picture of its memory is left.
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def read(content: bytes, most_cells: int) -> list[tuple[str, bool, _Rows]]:
    """Name, whether it is hidden, and rows of each sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        # With the empty rows and columns before the first cell, which are read as well.
        most_cells -= sheet.total_height * sheet.total_width
        if most_cells < 0:
            sys.exit(TOO_MANY_CELLS)
        rows = sheet.to_python(skip_empty_area=False)
        sheets.append((meta.name, meta.visible is not SheetVisibleEnum.Visible, rows))
    return sheets


def written(value: object) -> dict[str, str | float]:
    """A value that JSON has no word for."""
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value))


if __name__ == "__main__":
    main()
