"""An IOM cohort in any layout, read once somebody has confirmed which column is what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from probation_commission.domain import layouts
from probation_commission.domain.iom import CATEGORIES, Measure
from probation_commission.domain.layouts import COHORT, AreaMonth, Doubts
from probation_commission.domain.places import Authority, ward_name
from probation_commission.domain.returns import Kind, Return
from probation_commission.intake import comparison
from probation_commission.intake.cells import areas_in, first_area
from probation_commission.intake.cohort import LAYOUTS, arrests, statements
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import Sheet, Value
from probation_commission.intake.findings import Findings
from probation_commission.intake.tables import confirming, reading, titles
from probation_commission.intake.tables.rows import CohortTable

_FEWEST_WARDS = 2
"""By which a table is of another area than its sheet says."""
_SHARE_OF_WARDS = 3
"""Of the area with the most wards in a table, another has at least one for so many, if it is of both."""


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
    return file.once(_tables_in)


def _tables_in(file: SentFile) -> list[CohortTable]:
    tables = reading.tables_in(file)
    for table in tables:
        confirming.confirm(table, file.layouts, LAYOUTS)
    return tables


def read(
    file: SentFile, tables: Sequence[CohortTable], findings: Findings
) -> tuple[tuple[Return, ...], Doubts]:
    """What the tables hold, or nothing while something is to be confirmed; and what that is."""
    context = _context(file, tables)
    _give_contexts(file, tables, context)
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
    # Here everything is of the one area and month of its titles.
    contexts = {sheet.name: area_month for sheet in file.sheets}
    reader = reading.Reader(file.gazetteer, file.today, contexts, findings)
    tables = [
        table
        for table in reading.tables_in(file)
        # Read at once beside what is certain, so only what has no doubt either (decision 40).
        if table.keys().keys() & {*CATEGORIES} and not any(column.doubt for column in table.columns)
    ]
    for table in tables:
        table.context = area_month
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


def _doubts(file: SentFile, tables: Sequence[CohortTable], context: _Context) -> Doubts:
    found = confirming.found(tables)
    known = {layout.signature for layout in (*file.layouts, *LAYOUTS)}
    open_tables = frozenset(table.signature for table in found) - known
    asked = [table for table in found if table.signature in open_tables]
    return Doubts(
        Kind.IOM,
        found,
        open_tables,
        context.area,
        context.area_asked,
        context.month,
        context.month_asked,
        notes=confirming.changes(asked, file.layouts, COHORT),
    )


def _context(file: SentFile, tables: Sequence[CohortTable]) -> _Context:
    area, area_asked = _area(file, tables)
    named, month, month_asked = titles.months_of(file, tables)
    month = file.possible(month, area) if month_asked else month
    own = {sheet.name: first_area(titles.of_sheet(sheet, tables), file.gazetteer) for sheet in file.sheets}
    sheets = {
        sheet.name: AreaMonth(own[sheet.name] or area, named[sheet.name] or month) for sheet in file.sheets
    }
    return _Context(sheets, area, area_asked, month, month_asked)


def _give_contexts(file: SentFile, tables: Sequence[CohortTable], context: _Context) -> None:
    """Each table its area and month: by the title over it, by its wards, or else its sheet's."""
    over = _titles(file, tables)
    names_area = first_area([*chain.from_iterable(over.values()), _stem(file)], file.gazetteer) is not None
    for table in tables:
        sheet = context.sheets[table.block.sheet.name]
        month = titles.month_over(table.block) or sheet.month
        # "Darlington" directly over a table is its area, whatever stands over the sheet (decision 125).
        own = first_area(table.block.titles(), file.gazetteer)
        if own is None and not file.area_month.area:
            table.areas = _several_areas(table, over[id(table.block.sheet)], file, names_area=names_area)
            own = _elsewhere(table, sheet.area, file)
        table.context = AreaMonth(own or sheet.area, month)


def _several(texts: Sequence[Value], file: SentFile) -> tuple[Authority, ...]:
    """The areas of the first title that names any, where it names several."""
    areas = (areas_in(text, file.gazetteer) for text in texts if isinstance(text, str))
    first = next(filter(None, areas), ())
    return first if len(first) > 1 else ()


def _several_areas(
    table: CohortTable, texts: Sequence[Value], file: SentFile, *, names_area: bool
) -> tuple[Authority, ...]:
    """The areas of a table of several: as a title says, or as its wards do where no title names one.

    `texts`: the titles of its sheet; `names_area`: whether any title of the file names an area.
    """
    if names_area or layouts.AREA in {column.field for column in table.columns}:
        return _several(texts, file)
    owners = [found for text in _ward_texts(table) if (found := file.once(_owners).get(ward_name(text)))]
    certain = Counter(next(iter(found)) for found in owners if len(found) == 1)
    fewest = max(_FEWEST_WARDS, *certain.values(), 0) / _SHARE_OF_WARDS
    by_wards = tuple(area for area, wards in certain.items() if wards >= max(_FEWEST_WARDS, fewest))
    # "Cockerton" among many of County Durham's is where somebody of theirs lives; half as many are a return.
    return _several(texts, file) or (by_wards if len(by_wards) > 1 else ())


def _stem(file: SentFile) -> str:
    """The file's name without what kind it is: a full stop ends no word, so "durham.xlsx" would be one."""
    return file.file_name.rpartition(".")[0] or file.file_name


def _titles(file: SentFile, tables: Sequence[CohortTable]) -> dict[int, list[Value]]:
    """What may be a title of each sheet."""
    return {id(sheet): list(titles.of_sheet(sheet, tables)) for sheet in file.sheets}


def _elsewhere(table: CohortTable, area: Authority | None, file: SentFile) -> Authority | None:
    """The other area that has every ward of a table, of which the area of its sheet has none."""
    owners = [found for text in _ward_texts(table) if (found := file.once(_owners).get(ward_name(text)))]
    # A second table of Darlington's wards, on a sheet that says County Durham, is never Durham's.
    if area is None or len(owners) < _FEWEST_WARDS or any(area in found for found in owners):
        return None
    common = set.intersection(*owners)
    return common.pop() if len(common) == 1 else None


def _area(file: SentFile, tables: Sequence[CohortTable]) -> tuple[Authority | None, bool]:
    """The area of the file and whether it is to be asked: said in a title, or only guessed."""
    # Each row says its own.
    if all(layouts.AREA in table.keys() for table in tables):  # noqa: SIM118 (a method, not a mapping)
        return None, False
    over = _titles(file, tables)
    if area := first_area(chain.from_iterable(over.values()), file.gazetteer):
        return area, False
    if file.area_month.area:
        return file.area_month.area, False
    by_name = first_area([_stem(file)], file.gazetteer)
    named = by_name is not None
    if all(_several_areas(table, over[id(table.block.sheet)], file, names_area=named) for table in tables):
        return None, False
    # What only the file's name or its wards suggest is asked (decision 45).
    return by_name or _by_wards(file, tables), True


def _by_wards(file: SentFile, tables: Sequence[CohortTable]) -> Authority | None:
    """The authority to which most of the wards named belong."""
    votes: Counter[Authority] = Counter()
    owners = file.once(_owners)
    for table in tables:
        for text in _ward_texts(table):
            # A name of several ("Lea Bridge") is a vote for each, and the others decide.
            coded = file.gazetteer.coded(text)
            votes.update({coded.authority} if coded else owners.get(ward_name(text), set()))
    return votes.most_common(1)[0][0] if votes else None


def _owners(file: SentFile) -> dict[str, set[Authority]]:
    """The authorities that have, or had, a ward of each name."""
    owners: dict[str, set[Authority]] = {}
    for ward_set in file.gazetteer.ward_sets():
        for ward in ward_set.wards:
            owners.setdefault(ward_name(ward.name), set()).add(ward.authority)
    return owners


def _ward_texts(table: CohortTable) -> list[str]:
    """The wards that a table names, down its rows or across its headings."""
    # Wards and RAGs may stand in one column.
    column = table.keys().get(layouts.WARD, table.keys().get(layouts.RAG))
    down = [table.block.sheet.text(row, column) for row in table.block.rows()] if column is not None else []
    return down + [table.said[number].text for number, field in table.counts() if field == layouts.WARD_COUNT]
