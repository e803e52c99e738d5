"""An IOM cohort in any sender's layout: wide or long tables, a sheet or a block of columns a month."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import chain

from probation_commission.domain import layouts
from probation_commission.domain.iom import MEASURE_LABELS, Breakdown, Measure, Rag
from probation_commission.domain.layouts import COUNTS, KEYS, AreaMonth
from probation_commission.domain.months import month_fault
from probation_commission.domain.places import Authority, Gazetteer, Place, PlaceKind
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.domain.words import listed
from probation_commission.intake.cells import Fault, counts, headings
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import Format, Sheet, Value
from probation_commission.intake.findings import UNKNOWN_AREA, Findings
from probation_commission.intake.places import Placing, place_key
from probation_commission.intake.tables import columns, finding
from probation_commission.intake.tables.cohort_columns import CohortWords
from probation_commission.intake.tables.rows import (
    CohortTable,
    Part,
    TableRow,
    merged,
    part_of,
    rag_of,
    tidy,
)
from probation_commission.intake.tables.sums import CountAt, SumsByRag, notes
from probation_commission.intake.tables.table import LeftOut, is_whole

_PLAIN = {
    layouts.JOINERS: Measure.JOINERS,
    layouts.LEAVERS: Measure.LEAVERS,
    layouts.GPS_TAGS: Measure.GPS_TAGS,
    layouts.ARRESTS: Measure.ARRESTS,
}
_UNITS = {Measure.GPS_TAGS: "tags", Measure.ARRESTS: "arrests"}


def tables_in(file: SentFile) -> list[CohortTable]:
    """Every table of the file that has a key and a column of numbers."""
    words = CohortWords(file.gazetteer)
    # A merged ward stands in its first row alone; a CSV has no merged cells, so an empty one is empty.
    keep_down = file.form is Format.WORKBOOK
    tables = [
        CohortTable(block, read, said, keep_down, words.fields)
        for block, said, read in columns.of_sheets(finding.in_file(file), words)
    ]
    return [table for table in tables if _is_of_a_cohort(table)]


def _is_of_a_cohort(table: CohortTable) -> bool:
    fields = {column.field for column in table.columns}
    doubtful = any(column.doubt and not column.field for column in table.columns)
    keyed = bool(fields & (KEYS.keys() | {layouts.MONTH_COUNT, layouts.WARD_COUNT}))
    return keyed and (bool(fields & COUNTS.keys()) or doubtful)


@dataclass(frozen=True, slots=True)
class _Where:
    """What one figure counts, but for its number."""

    area: Authority
    month: date
    place: Place | None
    rag: Rag | None
    part: Part


@dataclass(slots=True)
class Reader:
    """The figures of each area and month, out of tables and lines.

    `contexts`: for each sheet by its name, the area and month that it is about as far as it says so.
    """

    gazetteer: Gazetteer
    today: date
    contexts: Mapping[str, AreaMonth]
    findings: Findings
    _figures: dict[tuple[str, date], list[Figure]] = field(default_factory=lambda: defaultdict(list))
    _blanks: dict[tuple[str, date], list[Figure]] = field(default_factory=lambda: defaultdict(list))
    _notes: dict[tuple[str, date], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    _placings: dict[tuple[str, date], Placing] = field(default_factory=dict)
    _begins: dict[tuple[str, date], Cell] = field(default_factory=dict)
    _firsts: dict[object, tuple[Figure, int, int]] = field(default_factory=dict)
    """Of each thing said: its figure, its place among the others of its month, and its table."""
    _authorities: dict[str, Authority | None] = field(default_factory=dict)
    """The one that each text names: row after row names the same few."""
    _tables: int = 0
    _left_out: LeftOut = field(default_factory=LeftOut)

    def read(self, table: CohortTable) -> None:
        """The figures of a table, added to those before."""
        self._tables += 1
        self._left_out = LeftOut()
        rows = list(table.rows(self.findings, self._is_place(table)))
        self.findings.notes += notes(table)
        for row in rows:
            self._row(table, row)
        self._left_out.tell(len(rows), self.findings)

    def _is_place(self, table: CohortTable) -> Callable[[str], bool]:
        area, month = table.context.area or self.gazetteer.authorities[0], table.context.month or self.today

        @cache
        def is_place(text: str) -> bool:
            return self.gazetteer.resolve(text, area, month).kind is not PlaceKind.UNRECOGNISED

        return is_place

    def returns(self) -> tuple[Return, ...]:
        """What was read, by area and month."""
        # A month of blanks is no month (decision 116), nor is one of noughts to come (decision 141).
        given = {key for key, figures in self._figures.items() if any(f.says_something for f in figures)}
        keys = {key for key in given if not self._is_filled_ahead(key)}
        for key in sorted({*self._figures, *self._blanks} - keys):
            why = "nothing but 0, as in what follows" if key in given else "no figure"
            self.findings.left_out.append(
                f"{self._placings[key].area.name}, {key[1]:%B %Y}: {why}, so it is no month of this return."
            )
        for key in sorted(keys):
            known = self.gazetteer.ward_sets(self._placings[key].area)
            self.findings.refuse_month(month_fault(key[1], self.today, known), self._begins[key])
        made = [
            Return(
                Kind.IOM,
                self._placings[key].area,
                key[1],
                tuple(self._figures[key]),
                tuple(merged(self._notes[key])),
                blanks=tuple(self._blanks[key]),
            )
            for key in keys
        ]
        return tuple(sorted(made, key=lambda ret: (ret.area.name, ret.month)))

    def _is_filled_ahead(self, key: tuple[str, date]) -> bool:
        """Whether a month has noughts alone: of blank wards, or as all after it, and one before has more."""
        area, month = key
        # "Total | 0" under wards that are all blank is what a formula makes of them.
        if self._blanks[key] and not any(f.place or f.value for f in self._figures[key] if f.says_something):
            return True
        counted = [on for code, on in self._figures if code == area and self._counts_somebody((code, on))]
        is_cohort = any(figure.measure == Measure.COHORT for figure in self._figures[key])
        return bool(counted) and is_cohort and month > max(counted)

    def _counts_somebody(self, key: tuple[str, date]) -> bool:
        return any(figure.says_something and figure.value != 0 for figure in self._figures[key])

    def _row(self, table: CohortTable, row: TableRow) -> None:
        """The figures of a row; each cell is read, so that one that is wrong hides no other."""
        keys, sheet = table.keys(), table.block.sheet
        area = self._area(table, row)
        rag, part = rag_of(row.texts), part_of(row.texts)
        for name, wrong in ((layouts.RAG, rag), (_part_key(keys), part)):
            if isinstance(wrong, str) and not isinstance(wrong, Rag):
                self._left_out.add(sheet.cell(row.number, keys[name]), "unknown category", wrong)
        places: dict[object, Place | str | None] = {}
        sums: SumsByRag[_Where] = SumsByRag(table)
        for column, name in table.counts():
            value, cell = sheet.at(row.number, column), sheet.cell(row.number, column)
            count = self._count(value, cell)
            if count is None:
                continue
            month = self._month(table, row, column)
            if month is None or area is None or isinstance(part, str):
                continue
            text = table.ward_of(row, column)
            if (month, text) not in places:
                places[month, text] = self._place(table, row, text, area, month)
            place = places[month, text]
            if isinstance(place, str) or (isinstance(rag, str) and not isinstance(rag, Rag)):
                continue
            where = _Where(area, month, place, rag, part)
            if layouts.part_by_rag(name):
                sums.add(where, name, CountAt(value, cell, count))
            else:
                self._take(where, name, value, cell, count)
        for where, name, summed in sums.made():
            self._take(where, name, summed.value, summed.cell, summed.count)

    def line(self, sheet: str, name: str, value: Value, cell: Cell) -> None:
        """The figure of a count that stands beside its name, outside every table."""
        context, count = self.contexts[sheet], self._count(value, cell)
        if context.area and context.month and count is not None:
            self._take(_Where(context.area, context.month, None, None, Part()), name, value, cell, count)

    def _count(self, value: Value, cell: Cell) -> counts.WrittenCount | None:
        read = counts.count(value)
        if isinstance(read, Fault):
            self.findings.problem(read.code, read.message, cell)
            return None
        return read

    def _area(self, table: CohortTable, row: TableRow) -> Authority | None:
        column = table.keys().get(layouts.AREA)
        if column is None:
            return self._area_of_ward(table, row) if table.areas else table.context.area
        text = row.texts[layouts.AREA]
        # "Total" in the column of areas: all of the area that the sheet is about.
        if row.whole and is_whole(text):
            return table.context.area
        area = self._authority(text)
        if area is None:
            message = f"this {UNKNOWN_AREA}"
            self._left_out.add(table.block.sheet.cell(row.number, column), "unknown area", message)
        return area

    def _authority(self, text: str) -> Authority | None:
        if text not in self._authorities:
            self._authorities[text] = self.gazetteer.authority(text)
        return self._authorities[text]

    def _area_of_ward(self, table: CohortTable, row: TableRow) -> Authority | None:
        """The one of several areas that has the ward of a row; None, and a note, where none alone has it."""
        text, on = row.texts.get(layouts.WARD, ""), table.context.month or self.today
        having = [
            area
            for area in table.areas
            if self.gazetteer.resolve(text, area, on).kind in (PlaceKind.WARD, PlaceKind.ABOLISHED)
        ]
        if len(having) == 1:
            return having[0]
        areas = listed([area.name for area in table.areas])
        cell = table.block.sheet.cell(row.number, table.block.first)
        words = f"{cell}: not read, since it may be of {areas}. Give each area its own row."
        self.findings.notes.append(words)
        return None

    def _month(self, table: CohortTable, row: TableRow, column: int) -> date | None:
        own = table.keys().get(layouts.MONTH)
        month = table.month_of(column)
        if month is None and own is not None:
            month = row.month
            if month is None and not row.whole:
                message = "this is no month. Write it as 2026-10 or October 2026."
                self._left_out.add(table.block.sheet.cell(row.number, own), "no month", message)
            return month
        return month or table.context.month

    def _place(
        self, table: CohortTable, row: TableRow, text: str | None, area: Authority, month: date
    ) -> Place | str | None:
        """The place, None for the whole area, or "" where it is not to be known."""
        placing = self._placing(area, month)
        if text is None:
            return None
        cell = table.block.sheet.cell(row.number, table.keys().get(layouts.WARD, table.block.first))
        # "Whole area", "Haringey": the return's own statement of the whole (decision 44).
        if is_whole(text) or self._authority(text) == area:
            return None
        if not text:
            message = "a count without the name of a ward beside it. Name it, or write “Whole area”."
            self._left_out.add(cell, "no ward", message)
            return ""
        return placing.place(text, cell, self.findings) or ""

    def _placing(self, area: Authority, month: date) -> Placing:
        key = area.code, month
        if key not in self._placings:
            self._placings[key] = Placing(self.gazetteer, area, month)
        return self._placings[key]

    def _take(self, where: _Where, name: str, value: Value, cell: Cell, count: counts.WrittenCount) -> None:
        key = where.area.code, where.month
        self._placing(where.area, where.month)
        figure = count.put_into(_figure(where, name, value, cell))
        # A blank ward in a month is no figure, but no sum over it can be checked (decision 116).
        if count.blank:
            if figure.place:
                self._blanks[key].append(figure)
            return
        if figure.says_something:
            self._begins.setdefault(key, cell)
        if count.note:
            self._notes[key].append((str(cell), count.note))
        self._keep(key, figure)

    def _keep(self, key: tuple[str, date], figure: Figure) -> None:
        """A figure is kept once; the same thing said twice has to be the same number."""
        place = figure.place and place_key(figure.place)
        what = (key, figure.measure, figure.rag, place, figure.breakdown, figure.category)
        own = figure, len(self._figures[key]), self._tables
        first, place, table = self._firsts.setdefault(what, own)
        if first is figure:
            self._figures[key].append(figure)
        # "-" in one row and 3 in another, or "<5" in one table and 3 in another: the 3 is more than that.
        elif not figure.says_something:
            return
        elif not first.says_something or (first.value is None and table != self._tables):
            if first.says_something and self.findings.disagree(_words(figure), first, figure):
                return
            self._figures[key][place] = figure
            self._firsts[what] = figure, place, self._tables
        # Two rows of one table are two counts; in two tables they are one count said twice.
        elif table == self._tables and figure.place:
            message = f"{first.cell} already counts the same place and part. Put both into one row."
            self.findings.problem("row twice", message, figure.cell)
        else:
            self.findings.disagree(_words(figure), first, figure)


def _part_key(keys: Mapping[str, int]) -> str:
    return next(
        (name for name in keys if name not in (layouts.WARD, layouts.AREA, layouts.MONTH, layouts.RAG)), ""
    )


def _figure(where: _Where, name: str, value: Value, cell: Cell) -> Figure:
    """The figure of a cell, still without what is written there."""
    part = where.part
    own = layouts.breakdown_of(name)
    measure = _PLAIN.get(name) or _PLAIN.get(part.measure) or Measure.COHORT
    rag = Rag(name.partition(":")[2]) if name.startswith(f"{layouts.RAG}:") else where.rag
    return Figure(
        measure,
        None,
        cell,
        tidy(value),
        rag=rag,
        place=where.place,
        breakdown=own[0] if own else part.breakdown,
        category=own[1] if own else part.category,
        unit=_unit(measure, part.breakdown),
    )


def _unit(measure: Measure, breakdown: str) -> str:
    return "offences" if breakdown == Breakdown.OFFENCE else _UNITS.get(measure, "people")


def _words(figure: Figure) -> str:
    parts = [
        MEASURE_LABELS[figure.measure],
        figure.rag or "",
        figure.category,
        figure.place.as_written if figure.place else "",
    ]
    return ", ".join(filter(None, parts)).capitalize()


def lines(sheet: Sheet, tables: Sequence[CohortTable]) -> Iterator[tuple[str, Value, Cell]]:
    """The counts that stand beside their name outside every table: field, value and cell."""
    # "Red 5" inside a table is its row or heading, read already.
    inside: dict[int, list[range]] = defaultdict(list)
    for block in (table.block for table in tables if table.block.sheet is sheet):
        for row in range(block.heading, block.end):
            inside[row].append(range(block.first, block.last))
    for row, values in enumerate(sheet.rows):
        read = set(chain.from_iterable(inside[row])) if row in inside else ()
        outside = (column for column in range(len(values)) if column not in read)
        for column in outside:
            if sheet.text(row, column) and finding.is_line(sheet, row, column):
                name = headings.meaning(sheet.text(row, column).rstrip(" :")).field
                yield name, sheet.at(row, column + 1), sheet.cell(row, column + 1)
