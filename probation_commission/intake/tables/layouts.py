"""An IOM cohort in any layout, read once somebody has confirmed which column is what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from probation_commission.domain import layouts
from probation_commission.domain.iom import CATEGORIES, Measure
from probation_commission.domain.layouts import (
    FIELDS,
    NOT_READ,
    AreaMonth,
    Column,
    Doubts,
    FoundTable,
    Layout,
    signature,
)
from probation_commission.domain.places import Authority, bare
from probation_commission.domain.returns import Kind, Return
from probation_commission.intake import comparison
from probation_commission.intake.cells import first_area, months, titles_of
from probation_commission.intake.cohort import LAYOUTS, arrests, statements
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import Format, Sheet, Value
from probation_commission.intake.findings import Findings
from probation_commission.intake.tables import reading
from probation_commission.intake.tables.columns import applied, month_of
from probation_commission.intake.tables.rows import CohortTable

_MOST_CHANGES = 6


@dataclass(frozen=True, slots=True)
class _Context:
    """What each sheet says of itself, and what is left to ask."""

    sheets: dict[str, AreaMonth]
    area: Authority | None
    area_asked: bool
    month: date | None
    month_asked: bool


def tables_in(file: SentFile) -> list[CohortTable]:
    """The tables of the file with what was confirmed, or else is guessed, of their columns."""
    # A merged ward stands in its first row alone; a CSV has no merged cells, so an empty one is empty.
    keep_down = file.form is Format.WORKBOOK
    return [
        _with_fields(table, file)
        for table in reading.tables_in(file.sheets, file.gazetteer, keep_down=keep_down)
    ]


def read(
    file: SentFile, tables: Sequence[CohortTable], findings: Findings
) -> tuple[tuple[Return, ...], Doubts]:
    """What the tables hold, or nothing while something is to be confirmed; and what that is."""
    context = _context(file, tables)
    doubts = _doubts(file, tables, context)
    if not doubts.settled:
        return (), doubts
    reader = reading.Reader(file.gazetteer, file.today, context.sheets, findings)
    for table in tables:
        reader.read(table)
    _read_lines(file.sheets, tables, reader)
    return _with_the_rest(reader.returns(), file.sheets, findings), doubts


def _with_the_rest(
    returns: tuple[Return, ...], sheets: Sequence[Sheet], findings: Findings
) -> tuple[Return, ...]:
    """The returns, a single one with what stands in sentences, arrests and comparisons beside it."""
    # "23 red in the community" says of no month which; with two returns it could be about either.
    if len(returns) == 1:
        statements.read(sheets, findings)
        arrests.read(sheets, findings)
        comparison.read(sheets, findings)
    return tuple(
        replace(ret, figures=(*ret.figures, *findings.figures), notes=(*ret.notes, *findings.notes))
        for ret in returns
    )


def _read_lines(sheets: Sequence[Sheet], tables: Sequence[CohortTable], reader: reading.Reader) -> None:
    for sheet in sheets:
        for name, value, cell in reading.lines(sheet, tables):
            reader.line(sheet.name, name, value, cell)


def with_parts(returns: tuple[Return, ...], file: SentFile, findings: Findings) -> tuple[Return, ...]:
    """The return of a workbook as Haringey sends it, with what is certain of its breakdowns and joiners."""
    if len(returns) != 1:
        return returns
    area_month = AreaMonth(returns[0].area, returns[0].month)
    contexts = {sheet.name: area_month for sheet in file.sheets}
    reader = reading.Reader(file.gazetteer, file.today, contexts, findings)
    tables = [
        table
        for table in reading.tables_in(file.sheets, file.gazetteer, keep_down=True)
        # Read at once beside what is certain, so only what has no doubt either (decision 40).
        if table.keys().keys() & {*CATEGORIES} and not any(column.doubt for column in table.columns)
    ]
    for table in tables:
        reader.read(table)
    for sheet in file.sheets:
        for name, value, cell in reading.lines(sheet, tables):
            if name in (layouts.JOINERS, layouts.LEAVERS) or layouts.breakdown_of(name):
                reader.line(sheet.name, name, value, cell)
    return tuple(_joined(returns[0], part) for part in reader.returns()) or returns


def _joined(ret: Return, parts: Return) -> Return:
    """A return with the parts of its cohort; their own totals are those of the cohort."""
    figures = [figure for figure in parts.figures if figure.measure != Measure.COHORT or figure.breakdown]
    blanks = [blank for blank in parts.blanks if blank.breakdown]
    return replace(
        ret,
        figures=(*ret.figures, *figures),
        notes=(*ret.notes, *parts.notes),
        blanks=(*ret.blanks, *blanks),
    )


def _signature(table: CohortTable) -> str:
    return signature([column.key for column in table.columns])


def _with_fields(table: CohortTable, file: SentFile) -> CohortTable:
    """The table with the fields that were confirmed, or with what other layouts of the sender tell."""
    confirmed = _confirmed(table, file)
    if confirmed:
        table.columns = applied(table.columns, confirmed.fields)
        return table
    # "Nos" in another layout of this sender: its answer is offered, and is still asked (decision 41).
    remembered = {
        key: field for layout in reversed(file.layouts) for key, field in layout.fields.items() if field
    }
    table.columns = applied(table.columns, remembered)
    return table


def _confirmed(table: CohortTable, file: SentFile) -> Layout | None:
    mine = _signature(table)
    # Known by its headings in their order; those of our templates need nobody (decisions 40 and 41).
    return next((layout for layout in (*file.layouts, *LAYOUTS) if layout.signature == mine), None)


def _doubts(file: SentFile, tables: Sequence[CohortTable], context: _Context) -> Doubts:
    by_signature: dict[str, list[CohortTable]] = {}
    for table in tables:
        by_signature.setdefault(_signature(table), []).append(table)
    shown = tuple(
        FoundTable(name, tuple(table.block.where for table in group), _once(group[0].columns))
        for name, group in by_signature.items()
    )
    open_tables = frozenset(name for name, group in by_signature.items() if not _confirmed(group[0], file))
    notes = tuple(
        note for table in shown if table.signature in open_tables for note in _changes(table, file.layouts)
    )
    return Doubts(
        Kind.IOM,
        shown,
        open_tables,
        context.area,
        context.area_asked,
        context.month,
        context.month_asked,
        notes[:_MOST_CHANGES],
    )


def _once(columns: Sequence[Column]) -> tuple[Column, ...]:
    """One column for each key: those under several months are asked about once."""
    return tuple(
        {column.key: column for column in reversed(columns)}[key]
        for key in dict.fromkeys(column.key for column in columns)
    )


def _changes(table: FoundTable, remembered: Sequence[Layout]) -> Iterator[str]:
    """What stands elsewhere than last time, if this sender was read before."""
    keys = {column.key for column in table.columns}
    last = max(remembered, key=lambda layout: len(keys & layout.fields.keys()), default=None)
    if last is None:
        return
    now = {column.field: column for column in table.columns if column.field}
    for key, field in last.fields.items():
        column = now.get(field)
        before = f"Last time “{FIELDS.get(field)}” stood in column {last.letters.get(key, '?')} under “{key}”"
        if field and column is None:
            yield f"{before}; now no column seems to hold it."
        elif field and column and (column.key, column.letters) != (key, last.letters.get(key)):
            yield f"{before}; now it seems to stand in column {column.letters} under “{column.heading}”."
    for column in table.columns:
        if column.key not in last.fields and column.field == NOT_READ and column.doubt:
            yield f"Column {column.letters} “{column.heading}” is new."


def _context(file: SentFile, tables: Sequence[CohortTable]) -> _Context:
    area, area_asked = _area(file, tables)
    named, month, month_asked = _months(file, tables)
    month = file.possible(month, area) if month_asked else month
    own = {sheet.name: first_area(_own_titles(sheet, tables), file.gazetteer) for sheet in file.sheets}
    sheets = {
        sheet.name: AreaMonth(own[sheet.name] or area, named[sheet.name] or month) for sheet in file.sheets
    }
    return _Context(sheets, area, area_asked, month, month_asked)


def _own_titles(sheet: Sheet, tables: Sequence[CohortTable]) -> list[Value]:
    heads = [table.block.heading for table in tables if table.block.sheet is sheet]
    return [*titles_of(sheet, min(heads, default=len(sheet.rows))), sheet.name]


def _area(file: SentFile, tables: Sequence[CohortTable]) -> tuple[Authority | None, bool]:
    """The area of the file and whether it is to be asked: said in a title, or only guessed."""
    # Each row says its own.
    if all(layouts.AREA in table.keys() for table in tables):  # noqa: SIM118 (a method, not a mapping)
        return None, False
    titles = [text for sheet in file.sheets for text in _own_titles(sheet, tables)]
    if area := first_area(titles, file.gazetteer):
        return area, False
    if file.area_month.area:
        return file.area_month.area, False
    # What only the file's name or its wards suggest is asked (decision 45).
    return first_area([file.file_name], file.gazetteer) or _by_wards(file, tables), True


def _by_wards(file: SentFile, tables: Sequence[CohortTable]) -> Authority | None:
    """The authority to which most of the wards named belong."""
    votes: Counter[Authority] = Counter()
    owners: dict[str, set[Authority]] = {}
    for ward_set in file.gazetteer.ward_sets():
        for ward in ward_set.wards:
            owners.setdefault(bare(ward.name), set()).add(ward.authority)
    for table in tables:
        column = table.keys().get(layouts.WARD)
        for row in table.block.rows() if column is not None else ():
            # A name of several ("Lea Bridge") is a vote for each, and the others decide.
            votes.update(owners.get(bare(table.block.sheet.text(row, column or 0)), set()))
    return votes.most_common(1)[0][0] if votes else None


def _months(
    file: SentFile, tables: Sequence[CohortTable]
) -> tuple[dict[str, date | None], date | None, bool]:
    """The month of each sheet, that of the file, and whether it is to be asked."""
    own = {sheet.name: _month_of_sheet(sheet, tables, file.file_name) for sheet in file.sheets}
    needing = {table.block.sheet.name for table in tables if not _says_months(table)}
    titled = {month for month in own.values() if month}
    if all(own[name] for name in needing):
        return own, titled.pop() if len(titled) == 1 else None, False
    if len(titled) == 1:
        return own, titled.pop(), False
    if file.area_month.month:
        return own, file.area_month.month, False
    # "durham_2026-10.xlsx" only suggests October (decision 45).
    return own, months.month_in(file.file_name.rpartition(".")[0] or file.file_name), True


def _month_of_sheet(sheet: Sheet, tables: Sequence[CohortTable], file_name: str) -> date | None:
    """The one month that the titles of a sheet say, or else its name; None where they differ.

    A name such as "Apr" takes its year from a title or the file's name ("2026/27").
    """
    *titles, name = _own_titles(sheet, tables)
    titled = {month for value in titles if (month := months.month_in(value))}
    if len(titled) == 1:
        return titled.pop()
    # A sheet "Apr" beside a title "2026/27".
    return months.month_in(name) or months.named_in_year(sheet.name, [*titles, file_name])


def _says_months(table: CohortTable) -> bool:
    """Whether a table itself says of each count which month it is."""
    return layouts.MONTH in table.keys() or all(  # noqa: SIM118 (a method, not a mapping)
        month_of(table.block, column) for column, _ in table.counts()
    )
