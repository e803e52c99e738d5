"""The rows of a service's return: of which service, area and month each of their counts is, and which."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from probation_commission.domain import layouts
from probation_commission.domain.layouts import LEFT_OUT
from probation_commission.domain.places import Authority, bare
from probation_commission.domain.referrals import EVERY_COUNT, ReferralStage
from probation_commission.domain.returns import Cell
from probation_commission.domain.words import listed
from probation_commission.intake.cells import months
from probation_commission.intake.files import Value
from probation_commission.intake.findings import Findings
from probation_commission.intake.service import (
    NOT_NAMED,
    ServiceCounts,
    ServiceMonth,
    ServiceNames,
    headings,
    office,
)
from probation_commission.intake.tables.service_columns import ServiceWords, new_clients, unknown_parts
from probation_commission.intake.tables.table import LeftOut, Table, is_subtotal, is_whole

_MOST_NAMED = 6


@dataclass(slots=True)
class ServiceTable(Table):
    """A table of a service's return."""

    words: ServiceWords = field(kw_only=True)
    asked_by_name: bool = False
    """Whether its title is asked about, so that nobody is asked which service it is once more."""
    _new_clients: str | None = None

    def service_of(self, column: int) -> str:
        """The text of a column's headings that names its service; "" where its row or title does."""
        parts = self.said[column].parts
        known = [part for part in parts if self.words.meaning(part).field == layouts.SERVICE_COUNT]
        if known:
            return known[-1]
        # "Womens svc" over "Referrals", beside services that are known.
        field = self.columns[column - self.block.first].field
        beside = any(heading.subject for heading in self.said.values())
        unknown = unknown_parts(self.said[column], self.words)
        return unknown[-1] if unknown and (beside or field == layouts.SERVICE_COUNT) else ""

    def area_of(self, column: int) -> Authority | None:
        """The area that a column's headings name; None where its row or title does."""
        named = map(self.words.directory.area, self.said[column].parts)
        return next(filter(None, named), None)

    @property
    def heads_areas(self) -> bool:
        """Whether each count stands under an area."""
        return all(self.area_of(column) for column, _ in self.counts())

    def category_of_row(self, text: str) -> str | None:
        """What a row of that name counts."""
        if self._new_clients is None:
            column = self.keys().get(layouts.MEASURE)
            self._new_clients = "" if column is None else new_clients(self.block, column)
        # "New clients", where no row is called referrals received: confirmed with its column.
        is_new = bool(self._new_clients) and bare(text) == self._new_clients
        return ReferralStage.RECEIVED if is_new else headings.category(text)

    def category_of(self, column: int, counted: str) -> str | None:
        """What a column counts by what it was said to be, or by its headings; None where its row says it."""
        categories = (_category(counted), *map(headings.category, self.said[column].parts))
        return next((category for category in categories if category), None)

    @property
    def needs_service(self) -> bool:
        """Whether neither a column nor the headings of some count say which service it is."""
        if layouts.SERVICE in self.keys():
            return False
        return any(not self.service_of(column) for column, _ in self.counts())

    @property
    def lacks_service(self) -> bool:
        """Whether nothing says which service some count is of."""
        return self.needs_service and not self.context.service and not self.asked_by_name

    @property
    def lacks_counted(self) -> bool:
        """Whether nothing says which of the seven some count is."""
        if layouts.MEASURE in self.keys() or self.context.counted:
            return False
        return any(self.category_of(column, counted) is None for column, counted in self.counts())


def named(table: ServiceTable) -> Iterator[tuple[str, str]]:
    """Each text of a table that names a service, across and down, with its cell."""
    for across, _ in table.counts():
        if text := table.service_of(across):
            yield text, str(_head_cell(table, across))
    column = table.keys().get(layouts.SERVICE)
    for number, texts in table.texts(Findings()) if column is not None else ():
        if texts[layouts.SERVICE] and not _is_total(texts):
            yield texts[layouts.SERVICE], str(table.block.sheet.cell(number, column or 0))


def _category(counted: str) -> str | None:
    return counted if counted in EVERY_COUNT else None


def areas(table: ServiceTable) -> Iterator[Authority]:
    """The areas that the rows of a table name."""
    column = table.keys().get(layouts.AREA)
    texts = [] if column is None else [table.block.sheet.text(row, column) for row in table.block.rows()]
    yield from filter(None, map(table.words.directory.area, filter(None, dict.fromkeys(texts))))
    yield from filter(None, (table.area_of(across) for across, _ in table.counts()))


def read(table: ServiceTable, counts: ServiceCounts, names: ServiceNames, findings: Findings) -> None:
    """The counts of each row; each cell is read, so that one that is wrong hides no other."""
    _Reader(table, counts, names, findings).read()


def some(cells: Sequence[str]) -> str:
    """Some cells, as a note begins with them."""
    more = len(cells) - _MOST_NAMED
    return listed([*cells[:_MOST_NAMED], f"{more} more"]) if more > 0 else ", ".join(cells)


def _head_cell(table: ServiceTable, column: int) -> Cell:
    """The cell over a column that names its service, which may be merged from the left."""
    text = table.service_of(column)
    for row in range(table.block.top, table.block.heading + 1):
        for number in range(column, table.block.first - 1, -1):
            if table.block.sheet.text(row, number):
                if text in table.block.sheet.text(row, number):
                    return table.block.sheet.cell(row, number)
                break
    return table.block.sheet.cell(table.block.heading, column)


def _is_total(texts: dict[str, str]) -> bool:
    """Whether a key of a row says that it counts others once more: "Total" under the months of a service."""
    return any(
        is_whole(text) or (is_subtotal(text) and not headings.category(text)) for text in texts.values()
    )


@dataclass(slots=True)
class _Reader:
    table: ServiceTable
    counts: ServiceCounts
    names: ServiceNames
    findings: Findings
    left_out: LeftOut = field(default_factory=LeftOut)
    uncounted: list[str] = field(default_factory=list)
    """Cells of rows that name none of the seven counts."""
    unnamed: list[str] = field(default_factory=list)
    """Cells that may be somebody's where an office is named."""
    years: Callable[[int], tuple[Value, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.years = self.table.years()

    def read(self) -> None:
        rows = list(self.table.texts(self.findings))
        for number, as_written in rows:
            if _is_total(as_written):
                self.table.note_subtotal(number, self.findings)
            else:
                self._row(number, self.table.kept_down(as_written))
        self.left_out.tell(len(rows), self.findings)
        if self.uncounted:
            words = "not read, as it is none of the counts that a service returns."
            self.findings.notes.append(f"{some(self.uncounted)}: {words}")
        if self.unnamed:
            words = (
                f"no office, hub or area by its name, so these words are not kept: “{NOT_NAMED}”, counted "
                "together. To have each by itself, write it as “… Office” or “… Hub”."
            )
            self.findings.notes.append(f"{some(self.unnamed)}: {words}")

    def _row(self, number: int, texts: dict[str, str]) -> None:
        service, area = self._service(number, texts), self._area(number, texts)
        month = self._month(number, texts) if layouts.MONTH in texts else None
        row_counted = self.table.category_of_row(texts.get(layouts.MEASURE, ""))
        if layouts.MEASURE in texts and row_counted is None:
            self.uncounted.append(str(self._cell(number, layouts.MEASURE)))
        row = self._cell(number, layouts.SERVICE)
        place = self._office(number, texts)
        unnamed = hash(bare(texts[layouts.OFFICE])) if place == NOT_NAMED else None
        for column, counted in self.table.counts():
            value = self.table.block.sheet.at(number, column)
            cell = self.table.block.sheet.cell(number, column)
            category = self.table.category_of(column, counted) or row_counted
            if layouts.MEASURE not in texts and category is None:
                category = self.table.category_of(column, self.table.context.counted)
            subject = self._heading_service(column) or service
            own_month = self.table.month_of(column) or month
            if own_month is None and layouts.MONTH not in texts:
                own_month = self.table.context.month
            if category is None or subject == LEFT_OUT:
                continue
            own_area = self.table.area_of(column) or area
            if subject and own_area and own_month:
                dated = self._cell(number, layouts.MONTH) if layouts.MONTH in texts else cell
                of = ServiceMonth(subject, own_area, own_month)
                self.counts.take(of, category, value, cell, row, dated, office=place, unnamed=unnamed)
            else:
                self.findings.count(value, cell)

    def _heading_service(self, column: int) -> str:
        text = self.table.service_of(column)
        return self.names.slug(text, str(_head_cell(self.table, column))) if text else ""

    def _service(self, number: int, texts: dict[str, str]) -> str:
        if layouts.SERVICE not in texts:
            return self.table.context.service
        text, cell = texts[layouts.SERVICE], self._cell(number, layouts.SERVICE)
        if not text:
            message = "no service stands here. Write its name as the page Services has it."
            self.left_out.add(cell, "unknown service", message)
            return ""
        return self.names.slug(text, str(cell))

    def _area(self, number: int, texts: dict[str, str]) -> Authority | None:
        if layouts.AREA not in texts:
            return self.table.context.area
        area = self.counts.directory.area(texts[layouts.AREA])
        if area is None:
            message = self.counts.directory.unknown_area()
            self.left_out.add(self._cell(number, layouts.AREA), "unknown area", message)
        return area

    def _office(self, number: int, texts: dict[str, str]) -> str:
        """The office of which a row counts the referrals; "" where it is of all."""
        name = office(texts.get(layouts.OFFICE, ""), self.counts.directory.gazetteer)
        if name == NOT_NAMED:
            self.unnamed.append(str(self._cell(number, layouts.OFFICE)))
        return name

    def _month(self, number: int, texts: dict[str, str]) -> date | None:
        text = texts[layouts.MONTH]
        month = months.month(text, serial=True) or months.in_year(text, self._years_of(number, text))
        if month is None:
            message = "this is no month. Write it as 2026-10 or October 2026."
            self.left_out.add(self._cell(number, layouts.MONTH), "no month", message)
        return month

    def _years_of(self, number: int, text: str) -> tuple[Value, ...]:
        """What says the year of a month; nothing of the number of a period, which may begin in April."""
        heading = bare(self.table.block.head(self.table.keys()[layouts.MONTH]))
        return () if "period" in heading and not text.isalpha() else self.years(number)

    def _cell(self, number: int, field: str) -> Cell:
        """The cell of a row that names something; its first, where no column does."""
        column = self.table.keys().get(field, self.table.block.first)
        return self.table.block.sheet.cell(number, column)
