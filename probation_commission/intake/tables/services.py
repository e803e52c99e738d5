"""Services' monthly returns in any layout, read once somebody has confirmed what is not plain of itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from probation_commission.domain import layouts
from probation_commission.domain.layouts import SERVICE_RETURN, AreaMonth, Column, Doubts, Fields, FoundTable
from probation_commission.domain.places import Authority
from probation_commission.domain.referrals import CATEGORIES, Level, ReferralStage
from probation_commission.domain.returns import Cell, Kind, Return
from probation_commission.intake.cells import Meaning, areas_in, months
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import Format, Value, plain
from probation_commission.intake.findings import Findings
from probation_commission.intake.service import ServiceCounts, ServiceMonth, ServicesAndAreas, headings
from probation_commission.intake.tables import columns, confirming, finding, titles
from probation_commission.intake.tables.cohort_columns import CohortWords
from probation_commission.intake.tables.columns import MOSTLY, NONE, WORDS, Guess, share
from probation_commission.intake.tables.finding import Block
from probation_commission.intake.tables.heads import Heading, Headings, shown
from probation_commission.intake.tables.table import LeftOut, Table, is_subtotal, is_whole

_WHO: Final = (layouts.SERVICE, layouts.MONTH, layouts.AREA)


@dataclass(frozen=True, slots=True)
class ServiceWords:
    """What is known of the tables of services' returns."""

    directory: ServicesAndAreas

    @property
    def fields(self) -> Fields:
        """All that a column can be."""
        return SERVICE_RETURN

    def meaning(self, text: str) -> Meaning:
        """The field that a heading names."""
        return headings.meaning(text)

    def guess(self, block: Block, number: int, said: Headings, before: Sequence[Column]) -> Guess:
        """What the column of that number seems to be."""
        del before
        heading = said[number]
        values, meaning = columns.values(block, number), heading.meaning
        if key := self._by_content(values, expects_month=meaning.field == layouts.MONTH):
            agrees = meaning.sure and meaning.field == key
            return Guess(key, "" if agrees else "Its heading does not say so, but what stands in it does.")
        if meaning.field in SERVICE_RETURN.keys:
            return Guess(meaning.field)
        if meaning.field in CATEGORIES and not heading.is_share and not heading.is_change:
            return Guess(meaning.field)
        if values and share(values, columns.is_countlike) >= MOSTLY:
            return _count(values, heading, alone=len(said.numeric) == 1)
        # "Comments": words are never kept.
        return NONE

    def sample(self, value: Value) -> str:
        """A key as it would be read; words that could be somebody's are never shown."""
        if month := months.month(value):
            return f"{month:%B %Y}"
        text = shown(value)
        known = self.directory.service(text) or self.directory.area(text) or headings.category(text)
        return text if not text or known or is_whole(text) else WORDS

    def _by_content(self, values: Sequence[Value], *, expects_month: bool) -> str:
        texts = [plain(value) if isinstance(value, str) else "" for value in values]
        for name, known in (
            (layouts.SERVICE, self.directory.service),
            (layouts.AREA, self.directory.area),
            (layouts.MEASURE, headings.category),
        ):
            if texts and sum(bool(text and known(text)) for text in texts) / len(texts) >= MOSTLY:
                return name
        if share(values, lambda value: months.month(value, serial=expects_month) is not None) >= MOSTLY:
            return layouts.MONTH
        return layouts.NOT_READ


def _count(values: Sequence[Value], said: Heading, *, alone: bool) -> Guess:
    """The field of a column of counts that no heading names, or why it is none unasked."""
    if said.is_share:
        return NONE
    if reason := columns.no_count(values, said, alone=alone):
        return Guess(layouts.NOT_READ, reason)
    if said.is_month:
        return Guess(layouts.MONTH_COUNT)
    if said.meaning.field == layouts.COUNT:
        return Guess(layouts.COUNT)
    return Guess(layouts.NOT_READ, "It holds counts, and its heading is not known here. Choose what it is.")


def tables_in(file: SentFile) -> list[Table]:
    """The tables of services' returns, with what was confirmed of their columns, or else is guessed."""
    return file.once(_tables_in)


def _tables_in(file: SentFile) -> list[Table]:
    words = ServiceWords(_directory(file))
    tables = [
        Table(block, read, said, file.form is Format.WORKBOOK, SERVICE_RETURN)
        for block, said, read in columns.of_sheets(finding.in_file(file), words)
    ]
    kept = [table for table in tables if _is_of_services(table, CohortWords(file.gazetteer))]
    for table in kept:
        confirming.confirm(table, file.layouts)
    return kept


def _directory(file: SentFile) -> ServicesAndAreas:
    return ServicesAndAreas(file.services, file.gazetteer, file.today)


def _is_of_services(table: Table, cohort: CohortWords) -> bool:
    """Whether a table counts referrals or outcomes, in its columns or down its rows, and no wards or RAGs."""
    fields = {column.field for column in table.columns}
    if not fields & {*CATEGORIES, layouts.MEASURE}:
        return False
    guesses = (cohort.guess(table.block, number, table.said, ()) for number in table.said)
    return not {guess.field for guess in guesses} & {layouts.WARD, layouts.RAG, layouts.WARD_COUNT}


def read(file: SentFile, tables: Sequence[Table], findings: Findings) -> tuple[tuple[Return, ...], Doubts]:
    """What the tables hold, or nothing while something is to be confirmed; and what that is."""
    doubts = _doubts(file, tables)
    if not doubts.settled:
        return (), doubts
    counts = ServiceCounts(_directory(file), findings)
    for table in tables:
        _Reader(table, counts, findings).read()
    _note_unread(tables, findings)
    return counts.returns(), doubts


def _doubts(file: SentFile, tables: Sequence[Table]) -> Doubts:
    """What is to be asked, each table given what its titles say of service, area and month."""
    directory = _directory(file)
    by_sheet, month, month_asked = titles.months_of(file, tables)
    said = file.area_month
    service = said.service if said.service in file.services.values() else ""
    for table in tables:
        texts = [*table.block.titles(), *titles.of_sheet(table.block.sheet, tables)]
        own_month = titles.month_over(table.block) or by_sheet[table.block.sheet.name] or said.month
        table.context = AreaMonth(
            _area_in(texts, directory) or said.area,
            own_month or (None if month_asked else month),
            _service_in(texts, directory) or service,
        )
    found = confirming.found(tables)
    open_tables = frozenset(table.signature for table in found if not _is_plain(table)) - {
        layout.signature for layout in file.layouts
    }
    asked = [table for table in found if table.signature in open_tables]
    return Doubts(
        Kind.SERVICE,
        found,
        open_tables,
        area_asked=_lacks(tables, layouts.AREA, lambda table: table.context.area is not None),
        month=file.possible(month) if month_asked else month,
        month_asked=month_asked,
        service_asked=_lacks(tables, layouts.SERVICE, lambda table: bool(table.context.service)),
        notes=confirming.changes(asked, file.layouts, SERVICE_RETURN),
    )


def _lacks(tables: Sequence[Table], field: str, has: Callable[[Table], bool]) -> bool:
    """Whether a table says of no row what it is about, neither in a column nor in a title."""
    return any(field not in table.keys() and not has(table) for table in tables)  # noqa: SIM118


def _is_plain(table: FoundTable) -> bool:
    """Whether nobody has to be asked: who and when in columns of their own, no column that may be a count."""
    # "Service | Month | Area | Received | Comments": there is nothing to choose (decision 127).
    fields = {column.field for column in table.columns}
    plain_columns = not any(column.doubt for column in table.columns)
    return plain_columns and set(_WHO) <= fields and bool(fields & set(CATEGORIES))


def _service_in(texts: Sequence[Value], directory: ServicesAndAreas) -> str:
    slugs = (directory.service_in(text) for text in texts if isinstance(text, str))
    return next(filter(None, slugs), "")


def _area_in(texts: Sequence[Value], directory: ServicesAndAreas) -> Authority | None:
    """The area of the first title that names one: an authority, a whole, or every part of a whole."""
    for text in texts:
        words = directory.without_service(text) if isinstance(text, str) else ""
        if whole := directory.area(words):
            return whole
        areas = areas_in(words, directory.gazetteer) if words else ()
        together = [
            whole for whole in directory.gazetteer.wholes if {area.code for area in areas} == set(whole.parts)
        ]
        if together:
            return together[0]
        if len(areas) == 1:
            return areas[0]
    return None


def _note_unread(tables: Sequence[Table], findings: Findings) -> None:
    """Which columns that hold something were not read: "K “Comments”"."""
    for table in tables:
        across = range(table.block.first, table.block.last)
        for column, number in zip(table.columns, across, strict=True):
            if not column.field and columns.values(table.block, number):
                cell = table.block.sheet.cell(table.block.heading, number)
                findings.notes.append(f"{cell}: this column was not read.")


@dataclass(slots=True)
class _Reader:
    table: Table
    counts: ServiceCounts
    findings: Findings
    left_out: LeftOut = field(default_factory=LeftOut)

    def read(self) -> None:
        """The counts of each row; each cell is read, so that one that is wrong hides no other."""
        rows = list(self.table.texts(self.findings))
        for number, as_written in rows:
            first = next(filter(None, as_written.values()), "")
            if is_whole(first) or is_subtotal(first):
                self.table.note_subtotal(number, self.findings)
            else:
                self._row(number, self.table.kept_down(as_written))
        self.left_out.tell(len(rows), self.findings)

    def _row(self, number: int, texts: dict[str, str]) -> None:
        service, area = self._service(number, texts), self._area(number, texts)
        month = self._month(number, texts) if layouts.MONTH in texts else None
        row = self._cell(number, layouts.SERVICE)
        for column, counted in self.table.counts():
            value = self.table.block.sheet.at(number, column)
            cell = self.table.block.sheet.cell(number, column)
            category = _category(counted, texts)
            own_month = self.table.month_of(column) or month
            if own_month is None and layouts.MONTH not in texts:
                own_month = self.table.context.month
            if category and service and area and own_month:
                dated = self._cell(number, layouts.MONTH) if layouts.MONTH in texts else cell
                self.counts.take(ServiceMonth(service, area, own_month), category, value, cell, row, dated)
            elif category:
                self.findings.count(value, cell)

    def _service(self, number: int, texts: dict[str, str]) -> str | None:
        if layouts.SERVICE not in texts:
            return self.table.context.service
        text = texts[layouts.SERVICE]
        slug = self.counts.directory.service(text)
        if slug is None:
            message = self.counts.directory.unknown_service(text)
            self.left_out.add(self._cell(number, layouts.SERVICE), "unknown service", message)
        return slug

    def _area(self, number: int, texts: dict[str, str]) -> Authority | None:
        if layouts.AREA not in texts:
            return self.table.context.area
        area = self.counts.directory.area(texts[layouts.AREA])
        if area is None:
            message = self.counts.directory.unknown_area()
            self.left_out.add(self._cell(number, layouts.AREA), "unknown area", message)
        return area

    def _month(self, number: int, texts: dict[str, str]) -> date | None:
        month = months.month(texts[layouts.MONTH], serial=True)
        if month is None:
            message = "this is no month. Write it as 2026-10 or October 2026."
            self.left_out.add(self._cell(number, layouts.MONTH), "no month", message)
        return month

    def _cell(self, number: int, field: str) -> Cell:
        """The cell of a row that names something; its first, where no column does."""
        column = self.table.keys().get(field, self.table.block.first)
        return self.table.block.sheet.cell(number, column)


def _category(field: str, texts: dict[str, str]) -> ReferralStage | Level | None:
    """What a count is of, by its column or by the name of its row."""
    named = next((category for category in CATEGORIES if category == field), None)
    return named or headings.category(texts.get(layouts.MEASURE, ""))
