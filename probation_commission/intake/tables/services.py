"""Services' monthly returns in any layout, read once somebody has confirmed what is not plain of itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from probation_commission.domain import layouts
from probation_commission.domain.layouts import LEFT_OUT, SERVICE_RETURN, AreaMonth, Doubts, FoundTable
from probation_commission.domain.places import Authority
from probation_commission.domain.referrals import EVERY_COUNT
from probation_commission.domain.returns import Kind, Return
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import Format, Value
from probation_commission.intake.findings import MOST_ASKED, Findings
from probation_commission.intake.service import ServiceCounts, ServiceNames, ServicesAndAreas, headings
from probation_commission.intake.tables import columns, confirming, finding, service_rows, titles
from probation_commission.intake.tables.cohort_columns import CohortWords
from probation_commission.intake.tables.heads import is_year
from probation_commission.intake.tables.service_columns import ServiceWords
from probation_commission.intake.tables.service_rows import ServiceTable
from probation_commission.intake.tables.service_titles import ServiceTitles, Title

_WHO: Final = (layouts.SERVICE, layouts.MONTH, layouts.AREA)


def tables_in(file: SentFile) -> list[ServiceTable]:
    """The tables of services' returns, with what was confirmed of their columns, or else is guessed."""
    return file.once(_tables_in)


def _tables_in(file: SentFile) -> list[ServiceTable]:
    words = ServiceWords(_directory(file))
    tables = [
        ServiceTable(block, read, said, file.form is Format.WORKBOOK, SERVICE_RETURN, words=words)
        for block, said, read in columns.of_sheets(finding.in_file(file), words)
    ]
    cohort, over = CohortWords(file.gazetteer), ServiceTitles(words.directory)
    others = [table for table in tables if not _is_of_cohort(table, cohort)]
    # Beside tables of wards "Referrals" over a small table, or a column of services, is a part of the cohort.
    alone = len(others) == len(tables)
    kept = [table for table in others if _counts_referrals(table) or (alone and _names_services(table, over))]
    for table in kept:
        confirming.confirm(table, file.layouts)
    return kept


def _directory(file: SentFile) -> ServicesAndAreas:
    return ServicesAndAreas(file.services, file.gazetteer, file.today)


def _is_of_cohort(table: ServiceTable, cohort: CohortWords) -> bool:
    """Whether a table counts people by ward or RAG."""
    guesses = {number: cohort.guess(table.block, number, table.said, ()).field for number in table.said}
    if {layouts.WARD, layouts.WARD_COUNT} & set(guesses.values()):
        return True
    rags = [number for number, field in guesses.items() if field == layouts.RAG]
    return bool(rags) and not _says_how_it_does(table, rags)


def _says_how_it_does(table: ServiceTable, rags: Sequence[int]) -> bool:
    """Whether columns of RAGs say how a service does: "Service | Received | RAG", "Measure | Count | RAG"."""
    fields = {number: column.field for number, column in zip(table.said, table.columns, strict=True)}
    counted = [number for number, field in fields.items() if field in EVERY_COUNT]
    measures = [number for number, field in fields.items() if field == layouts.MEASURE]
    named = [number for number in measures if _names_counts(table, number)]
    services = [number for number, field in fields.items() if field == layouts.SERVICE]
    if not counted and not named:
        return False
    if any(_names_known(table, number) for number in services):
        return True
    # "RAG | Cohort | Referrals" counts by RAG; "Month | RAG | Received | Started" does not.
    before = min(*services, *counted, *named, table.block.last)
    return min(rags) > before or (len(counted) > 1 and min(rags) > table.block.first)


def _names_known(table: ServiceTable, column: int) -> bool:
    """Whether any row of a column is named by a service that is known."""
    values = columns.values(table.block, column)
    return any(table.words.directory.service(value) for value in values if isinstance(value, str))


def _names_counts(table: ServiceTable, column: int) -> bool:
    """Whether any row of a column is named by one of the seven counts."""
    values = columns.values(table.block, column)
    return any(headings.category(value) for value in values if isinstance(value, str))


def _counts_referrals(table: ServiceTable) -> bool:
    """Whether a table counts referrals or outcomes, in its columns or down its rows."""
    return bool({column.field for column in table.columns} & {*EVERY_COUNT, layouts.MEASURE})


def _names_services(table: ServiceTable, over: ServiceTitles) -> bool:
    """Whether a table has counts of services, or counts under a title that says which of theirs."""
    fields = {column.field for column in table.columns}
    counts = any(column.holds_counts for column in table.columns)
    named = fields & {layouts.SERVICE, layouts.SERVICE_COUNT} and fields & SERVICE_RETURN.counts.keys()
    return bool(named or (counts and over.counted(table.block.titles())))


def read(
    file: SentFile, tables: Sequence[ServiceTable], findings: Findings
) -> tuple[tuple[Return, ...], Doubts]:
    """What the tables hold, or nothing while something is to be confirmed; and what that is."""
    names = ServiceNames(_directory(file), dict(file.area_month.names), _remembered(file))
    doubts = _doubts(file, tables, names)
    if not doubts.settled:
        return (), doubts
    if names.too_many:
        _refuse_names(names, findings)
        return (), doubts
    counts = ServiceCounts(names.directory, findings)
    for table in tables:
        service_rows.read(table, counts, names, findings)
    findings.notes += names.notes
    _note_left_out(names, findings)
    _note_unread(tables, findings)
    return counts.returns(), doubts


def _remembered(file: SentFile) -> dict[str, str]:
    """What this sender's names were said to mean, as `bare` gives them."""
    names = [layout.fields for layout in file.layouts if layout.is_of_names]
    return {name: slug for known in reversed(names) for name, slug in known.items()}


def _doubts(file: SentFile, tables: Sequence[ServiceTable], names: ServiceNames) -> Doubts:
    """What is to be asked, each table given what its titles say of service, area and month."""
    by_sheet, month, month_asked = titles.months_of(file, tables)
    contexts = _Contexts(file, tables, names)
    for table in tables:
        own_month = (
            titles.month_over(table.block) or by_sheet[table.block.sheet.name] or file.area_month.month
        )
        table.context = replace(contexts.of(table), month=own_month or (None if month_asked else month))
    for table in tables:
        for text, cell in service_rows.named(table):
            names.slug(text, cell)
    found = confirming.found(tables)
    open_tables = frozenset(table.signature for table in found if not _is_plain(table)) - {
        layout.signature for layout in file.layouts
    }
    asked = [table for table in found if table.signature in open_tables]
    return Doubts(
        Kind.SERVICE,
        found,
        open_tables,
        area=contexts.area(),
        area_asked=_lacks(tables, layouts.AREA, lambda table: bool(table.context.area) or table.heads_areas),
        month=file.possible(month) if month_asked else month,
        month_asked=month_asked,
        service_asked=any(table.lacks_service for table in tables),
        service_in_title=contexts.begun(),
        counted_asked=any(table.lacks_counted for table in tables),
        names=() if names.too_many else names.asked(),
        notes=confirming.changes(asked, file.layouts, SERVICE_RETURN),
    )


def _lacks(tables: Sequence[ServiceTable], field: str, has: Callable[[ServiceTable], bool]) -> bool:
    """Whether a table says of no row what it is about, neither in a column nor in a title."""
    return any(field not in table.keys() and not has(table) for table in tables)  # noqa: SIM118


def _is_plain(table: FoundTable) -> bool:
    """Whether nobody has to be asked: who and when in columns of their own, no column that may be a count."""
    # "Service | Month | Area | Received | Comments": there is nothing to choose (decision 127).
    fields = {column.field for column in table.columns}
    plain_columns = not any(column.doubt for column in table.columns)
    return plain_columns and set(_WHO) <= fields and bool(fields & set(EVERY_COUNT))


@dataclass(slots=True)
class _Contexts:
    """What each table's titles, or else those of its sheet or what somebody said, say it is about."""

    file: SentFile
    tables: Sequence[ServiceTable]
    names: ServiceNames
    _titles: ServiceTitles = field(init=False)

    def __post_init__(self) -> None:
        self._titles = ServiceTitles(self.names.directory)

    def of(self, table: ServiceTable) -> AreaMonth:
        """Its service, area and count, its month still to come."""
        said = self.file.area_month
        texts = self._texts(table)
        service = self._titles.service(texts)
        # "Women's svc" over one of several tables alike: asked about by its own title (decision 132).
        if not service and table.needs_service and (title := self._name_of(table)):
            service = self.names.slug(title.text, title.cell)
            table.asked_by_name = True
        given = said.service if said.service in self.file.services.values() else ""
        return AreaMonth(
            self._titles.area(texts) or said.area,
            service=service or ("" if table.asked_by_name else given),
            counted=self._titles.counted(texts) or said.counted,
        )

    def area(self) -> Authority | None:
        """The one area that all tables are about, as far as they say so."""
        areas = {table.context.area for table in self.tables if table.context.area}
        for table in self.tables:
            areas |= set(service_rows.areas(table))
        return areas.pop() if len(areas) == 1 else None

    def begun(self) -> str:
        """The service that is proposed for the tables that lack one: as their titles begin its name."""
        texts = [text for table in self.tables if table.lacks_service for text in self._texts(table)]
        return self._titles.begun(texts)

    def _texts(self, table: ServiceTable) -> list[Value]:
        """What stands over a table, and over its sheet where that is said of it too."""
        over = titles.of_sheet(table.block.sheet, self.tables) if self._is_of_its_sheet(table) else []
        return [*table.block.titles(), *over]

    def _is_of_its_sheet(self, table: ServiceTable) -> bool:
        """Whether what stands over the sheet is said of a table too, and not of the one above it alone."""
        if not any(other.block.sheet is table.block.sheet for other in self._alike(table)):
            return True
        # "Women's services, Durham" is known, whole; "Wibble" is perhaps another service or area.
        return bool(table.block.titles()) and self._titles.unknown(table) is None

    def _alike(self, table: ServiceTable) -> Iterator[ServiceTable]:
        """The other tables of the same headings: perhaps each of a service of its own."""
        keys = [column.key for column in table.columns]
        for other in self.tables:
            if other is not table and [column.key for column in other.columns] == keys:
                yield other

    def _name_of(self, table: ServiceTable) -> Title | None:
        """What may name the service of one of several tables alike: its title, or the name of its sheet."""
        others = [other for other in self.tables if other is not table and other.needs_service]
        if not others:
            return None
        if title := self._titles.unknown(table):
            return title
        sheet = table.block.sheet
        if any(other.block.sheet is not sheet for other in others) and self._titles.is_unknown(sheet.name):
            return Title(sheet.name, str(sheet.cell(table.block.top, table.block.first)))
        return None


def _refuse_names(names: ServiceNames, findings: Findings) -> None:
    """The one problem of a file of which so many services are unknown that something else is wrong."""
    asked = names.asked()
    findings.problem(
        "unknown services",
        f"{len(asked)} texts stand where a service is named and are no service known here, from "
        f"{asked[0].cells[0]} to {asked[-1].cells[0]}; up to {MOST_ASKED} are asked about one by one. Most "
        "likely another column names them, or this is another partnership’s file. Choose that column, or "
        "write the names as the page Services has them.",
    )


def _note_left_out(names: ServiceNames, findings: Findings) -> None:
    for question in names.asked():
        if question.answer == LEFT_OUT:
            cells = service_rows.some(question.cells)
            findings.notes.append(f"{cells}: left out, as it was said to be no service here.")


def _note_unread(tables: Sequence[ServiceTable], findings: Findings) -> None:
    """Which columns that hold something were not read: "K “Comments”"."""
    for table in tables:
        across = range(table.block.first, table.block.last)
        for column, number in zip(table.columns, across, strict=True):
            says_year = layouts.MONTH in table.keys() and is_year(table.said[number].text)  # noqa: SIM118
            if not column.field and columns.values(table.block, number) and not says_year:
                cell = table.block.sheet.cell(table.block.heading, number)
                findings.notes.append(f"{cell}: this column was not read.")
