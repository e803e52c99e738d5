"""What stands over the tables of a file and says which month they are of."""

from collections.abc import Sequence
from datetime import date

from probation_commission.domain import layouts
from probation_commission.intake.cells import months, titles_of
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import Sheet, Value
from probation_commission.intake.tables.finding import Block
from probation_commission.intake.tables.heads import is_month_name
from probation_commission.intake.tables.table import Table


def of_sheet(sheet: Sheet, tables: Sequence[Table]) -> list[Value]:
    """What stands over the first table of a sheet, and the sheet's name."""
    heads = [table.block.top for table in tables if table.block.sheet is sheet]
    return [*titles_of(sheet, min(heads, default=len(sheet.rows))), sheet.name]


def month_over(block: Block) -> date | None:
    """The one month that the titles directly over a table say."""
    return _only({month for text in block.titles() if (month := months.month_in(text))})


def month_and_texts(block: Block, titles: Sequence[Value]) -> tuple[date | None, list[Value]]:
    """The month that the title over a table says, or its sheet's titles, and all that may say the year."""
    texts = [*block.titles(), *titles]
    named = {month for text in titles if (month := months.month_in(text))}
    return month_over(block) or _only(named), texts


def months_of(file: SentFile, tables: Sequence[Table]) -> tuple[dict[str, date | None], date | None, bool]:
    """The month of each sheet, that of the file, and whether it is to be asked."""
    own = {sheet.name: _month_of_sheet(sheet, tables, file.file_name) for sheet in file.sheets}
    needing = {table.block.sheet.name for table in tables if not _says_months(table)}
    titled = {month for month in own.values() if month}
    if all(own[name] for name in needing):
        return own, _only(titled), False
    if len(titled) == 1:
        return own, titled.pop(), False
    if file.area_month.month:
        return own, file.area_month.month, False
    # "durham_2026-10.xlsx" only suggests October (decision 45).
    return own, months.month_in(file.file_name.rpartition(".")[0] or file.file_name), True


def _month_of_sheet(sheet: Sheet, tables: Sequence[Table], file_name: str) -> date | None:
    """The one month that the titles of a sheet say, or else its name; None where they differ.

    A name such as "Apr" takes its year from a title or the file's name ("2026/27").
    """
    *titles, name = of_sheet(sheet, tables)
    titled = {month for value in titles if (month := months.month_in(value))}
    if len(titled) == 1:
        return titled.pop()
    texts = [*titles, file_name]
    # "October" in one cell and 2026 in another; a sheet "Apr" beside a title "2026/27".
    names = [value for value in titles if isinstance(value, str) and is_month_name(value)]
    named = months.named_in_year(names[0], texts) if len(names) == 1 and not titled else None
    return named or months.month_in(name) or months.named_in_year(sheet.name, texts)


def _says_months(table: Table) -> bool:
    """Whether a table itself says of each count which month it is."""
    if layouts.MONTH in table.keys() or month_over(table.block):  # noqa: SIM118 (a method, not a mapping)
        return True
    return all(table.month_of(column) for column, _ in table.counts())


def _only(found: set[date]) -> date | None:
    return next(iter(found)) if len(found) == 1 else None
