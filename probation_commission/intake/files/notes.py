"""What is said of a file before anything of it is read: in which characters it is, what of it is hidden."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from probation_commission.domain.words import listed, plural
from probation_commission.intake.files.csv_rows import CsvRows
from probation_commission.intake.files.encodings import WINDOWS, WINDOWS_NOTE
from probation_commission.intake.files.limits import refused
from probation_commission.intake.files.sheets import Sheet, column_letters

_MOST_NAMED = 5


def notes(sheets: Sequence[Sheet], rows: CsvRows | None = None) -> tuple[str, ...]:
    """All sentences on a file as it was opened."""
    encoding = (WINDOWS_NOTE,) if rows and rows.encoding == WINDOWS else ()
    return (*encoding, *hidden_note(sheets))


def hidden_note(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """A sentence for each sheet that is hidden, and for what is hidden in the others."""
    return tuple(filter(None, (_sentence(sheet) for sheet in sheets)))


def unnamed_note(sheets: Iterable[Sheet]) -> tuple[str, ...]:
    """The same of a list of people, where the name of a sheet may be somebody’s."""
    number = sum(sheet.hidden for sheet in sheets)
    hidden = f"{plural(number, 'sheet')} of the workbook {'is' if number == 1 else 'are'} hidden"
    return (f"{hidden}, and nobody on hidden sheets was counted.",) if number else ()


def shown(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets that whoever opens the workbook sees. Raises `FileRefusedError` where there is none."""
    seen = tuple(sheet for sheet in sheets if not sheet.hidden)
    # A chart, with its figures on a sheet that is hidden.
    if not seen:
        raise refused(
            "all hidden",
            "Every sheet with cells is hidden in this workbook. Unhide those of the return in Excel, save it"
            " and load it again.",
        )
    return seen


def _sentence(sheet: Sheet) -> str:
    # Of a sheet in which nothing is hidden not every cell is looked at: it may have two million.
    if not (sheet.hidden or sheet.hidden_rows or sheet.hidden_columns):
        return ""
    rows, columns = _filled(sheet)
    if sheet.hidden and rows:
        return (
            f"Sheet “{sheet.name}” is hidden in the workbook and was not read. If it belongs to the return,"
            " unhide it in Excel and load the file again."
        )
    parts = [
        *_stretches("row", rows & sheet.hidden_rows, lambda row: str(row + 1)),
        *_stretches("column", columns & sheet.hidden_columns, column_letters),
    ]
    if not parts or sheet.hidden:
        return ""
    where = listed(parts if len(parts) <= _MOST_NAMED else [*parts[:_MOST_NAMED], "others"])
    return f"Hidden in sheet “{sheet.name}”: {where}. Check whether they belong to the return."


def _filled(sheet: Sheet) -> tuple[set[int], set[int]]:
    """The rows and the columns in which something stands."""
    rows, columns = set(), set()
    for row, values in enumerate(sheet.rows):
        filled = {column for column, value in enumerate(values) if value != ""}
        columns |= filled
        if filled:
            rows.add(row)
    return rows, columns


def _stretches(noun: str, numbers: set[int], name: Callable[[int], str]) -> list[str]:
    """The numbers in words, side by side ones together: "rows 5 to 9"."""
    ordered = sorted(numbers)
    # A number minus its place is the same for all that stand side by side.
    groups = groupby(enumerate(ordered), key=lambda item: item[1] - item[0])
    stretches = [[number for _, number in group] for _, group in groups]
    return [
        f"{noun} {name(stretch[0])}"
        if len(stretch) == 1
        else f"{noun}s {name(stretch[0])} to {name(stretch[-1])}"
        for stretch in stretches
    ]
