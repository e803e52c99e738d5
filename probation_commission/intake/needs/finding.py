"""Where a table of needs stands, and what each of its columns is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from probation_commission.domain import referrals
from probation_commission.domain.needs import Need
from probation_commission.domain.places import Authority
from probation_commission.domain.returns import Cell
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import Sheet, Value, plain
from probation_commission.intake.needs import words
from probation_commission.intake.needs.words import NeedsColumn

ROWS = 20
"""From the top of a sheet, among which its headings are looked for."""
FEWEST = 3
"""Columns of needs from which on a table is one without being called so."""


class NeedsTable(NamedTuple):
    """Where a table stands: the row of its headings, its columns, and those of each need by itself."""

    sheet: Sheet
    heading: int
    columns: Mapping[NeedsColumn, int]
    needs: Mapping[int, Need]
    strange: Sequence[int]
    """Columns that no heading known here names."""
    doubled: Sequence[tuple[int, NeedsColumn]] = ()
    """Columns that say what another says already."""
    across: Mapping[int, str | Authority] = {}
    """Of needs one below the other: the columns of a group (its name, "" for all) or of an area each."""

    @property
    def is_long(self) -> bool:
        """Whether a row is of one need."""
        return NeedsColumn.NEED in self.columns

    @property
    def groups_across(self) -> bool:
        """Whether its columns are of groups, which says whose counts they are."""
        return any(isinstance(said, str) for said in self.across.values())

    def at(self, row: int, column: NeedsColumn) -> Value:
        """What stands in that column, or "" where the table has none."""
        return self.sheet.at(row, self.columns[column]) if column in self.columns else ""

    def text(self, row: int, column: NeedsColumn) -> str:
        """The same in words, in single spaces."""
        return plain(str(self.at(row, column)))

    def cell(self, row: int, column: NeedsColumn) -> Cell:
        """The address of a column that it has."""
        return self.sheet.cell(row, self.columns[column])


def tables_in(file: SentFile) -> list[NeedsTable]:
    """The table of needs of each sheet that has one."""
    return [found for sheet in file.sheets if (found := _table(sheet, file))]


def stand_in(file: SentFile) -> bool:
    """Whether a sheet holds a count of needs, or its headings alone."""
    return bool(tables_in(file))


def without_systems(file: SentFile) -> tuple[Sheet, ...]:
    """The sheets without `Delius` under a source, which names a system there and no column of numbers."""
    return tuple(_without_systems(sheet, file) for sheet in file.sheets)


def _without_systems(sheet: Sheet, file: SentFile) -> Sheet:
    table = _table(sheet, file)
    if table is None or NeedsColumn.SOURCE not in table.columns:
        return sheet
    column = table.columns[NeedsColumn.SOURCE]
    rows = tuple(
        (*row[:column], "", *row[column + 1 :])
        if number > table.heading and words.is_system(sheet.text(number, column))
        else row
        for number, row in enumerate(sheet.rows)
    )
    return replace(sheet, rows=rows)


def _table(sheet: Sheet, file: SentFile) -> NeedsTable | None:
    return next(
        (found for row in range(min(len(sheet.rows), ROWS)) if (found := _under(sheet, row, file))), None
    )


def _under(sheet: Sheet, row: int, file: SentFile) -> NeedsTable | None:
    """The table under a row of headings; None where it heads nothing of needs."""
    headings = {
        column: sheet.text(row, column) for column in range(len(sheet.rows[row])) if sheet.text(row, column)
    }
    columns: dict[NeedsColumn, int] = {}
    needs: dict[int, Need] = {}
    strange, doubled = [], []
    for number, text in headings.items():
        plain_text = words.without_sample(text) or text
        if need := words.need_of(words.without_share(plain_text)):
            needs[number] = need
        elif column := words.column_of(plain_text):
            # Beside an area a delivery unit is a part of it, or of more than it.
            if column in columns and words.names_a_unit(text):
                column = NeedsColumn.PART
            if column in columns:
                doubled.append((number, column))
            columns.setdefault(column, number)
        else:
            strange.append(number)
    # Counts by ward are a cohort's, unless they say of how many they are.
    others = [text for text in headings.values() if words.is_of_a_cohort(text)]
    if others and not (NeedsColumn.SAMPLE in columns and all(map(words.is_ward, others))):
        return None
    named = (sheet.name, file.file_name, *(v for r in sheet.rows[:row] for v in r if isinstance(v, str)))
    says_needs = any(map(words.says_needs, named))
    across = _across(headings, columns, strange, file)
    if NeedsColumn.NEED not in columns and across and says_needs and _are_needs(sheet, row):
        columns[NeedsColumn.NEED] = 0
        across.pop(0, None)
    if NeedsColumn.NEED in columns:
        strange = [number for number in strange if number not in across and number]
        table = NeedsTable(sheet, row, columns, {}, strange, doubled, across)
        return table if len(columns) > 1 or across else None
    said = columns.keys() & {NeedsColumn.SAMPLE, NeedsColumn.SOURCE, NeedsColumn.GROUP}
    # Two of them with a sample beside, or each twice as under men and women, are a count of needs as well.
    surely = NeedsColumn.SAMPLE in columns and (len(said) > 1 or says_needs)
    enough = FEWEST - 1 if surely or len(needs) > len({*needs.values()}) else FEWEST
    if len({*needs.values()}) >= enough and (said or says_needs):
        return NeedsTable(sheet, row, columns, needs, strange, doubled)
    return None


def _across(
    headings: Mapping[int, str],
    columns: Mapping[NeedsColumn, int],
    strange: Sequence[int],
    file: SentFile,
) -> dict[int, str | Authority]:
    """The columns that are headed by a group or an area, where any is."""
    found: dict[int, str | Authority] = {}
    for number in strange:
        text = words.without_sample(headings[number])
        if (group := words.group_of(text)) is not None and text:
            found[number] = group
        elif area := referrals.area(text, file.gazetteer):
            found[number] = area
    if found and NeedsColumn.PEOPLE in columns:
        found[columns[NeedsColumn.PEOPLE]] = ""
    return found


def _are_needs(sheet: Sheet, heading: int) -> bool:
    """Whether the first column has needs, one below the other, under no heading known here."""
    below = (sheet.text(row, 0) for row in range(heading + 1, min(len(sheet.rows), heading + ROWS)))
    return len({need for text in below if (need := words.need_of(text))}) >= FEWEST


def holds_numbers(table: NeedsTable, column: int) -> bool:
    """Whether a number stands under a heading."""
    sheet = table.sheet
    return any(
        isinstance(value := sheet.at(row, column), int | float)
        or (isinstance(value, str) and plain(value).isdecimal())
        for row in range(table.heading + 1, len(sheet.rows))
    )


def begins_another(table: NeedsTable, row: int) -> bool:
    """Whether a row is one of headings again."""
    if table.is_long:
        return words.column_of(table.text(row, NeedsColumn.NEED)) is NeedsColumn.NEED
    return all(words.need_of(table.sheet.text(row, number)) for number in table.needs)


def holds_any(table: NeedsTable, column: int) -> bool:
    """Whether anything stands under a heading."""
    return any(
        is_given(table.sheet.at(row, column)) for row in range(table.heading + 1, len(table.sheet.rows))
    )


def is_given(value: Value) -> bool:
    """Whether anything stands in a cell."""
    return value != "" and bool(str(value).strip())
