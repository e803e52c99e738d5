"""A list of people, counted in memory: by area, month, ward, RAG and the agreed breakdowns.

What a cell holds goes into no message, figure or note: only where it stands, and what kind of thing it is.
Places are named as the ONS names them, categories come from closed lists.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from probation_commission.domain.months import month_fault, wards_fault
from probation_commission.domain.places import Authority, Gazetteer
from probation_commission.domain.returns import Cell, Dropped, Return
from probation_commission.domain.words import plural
from probation_commission.intake.cells import months as cell_months
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import CsvRows, Value, plain
from probation_commission.intake.findings import UNKNOWN_AREA, Findings
from probation_commission.intake.people import columns as nominal_columns
from probation_commission.intake.people import signs, titles
from probation_commission.intake.people.columns import POSTCODE, Attribute
from probation_commission.intake.people.counts import ListMonth, RowCount, place_of
from probation_commission.intake.people.lists import NominalList

ListChunk = tuple[int, Sequence[Sequence[Value]]]
"""The number of the first row (from 0), and rows."""
CODE = "cannot be counted"
_SAMPLE = 200
"""Rows by which a column without a telling heading is judged."""
# Three of four: some of a cohort live in the next borough, and with fewer it may be anybody's list.
_MOST_OF_THEM = 0.75
# What is one person's alone; two may share a name or a birthday.
_NUMBERS = frozenset({"CRN", "PNC", "prison number"})
_SO_FAR = "These rows seem to be one person each. They can be counted, but"


@dataclass(frozen=True, slots=True)
class Source:
    """A list of people with all its rows below the headings."""

    nominals: NominalList
    rows: CsvRows | None
    """Of a CSV; a sheet of a workbook has them all."""

    def chunks(self) -> Iterable[ListChunk]:
        """The rows."""
        first = self.nominals.heading + 1
        return self.rows.chunks(first) if self.rows else [(first, self.nominals.sheet.rows[first:])]


def read(
    sources: Sequence[Source], file_name: str, file: SentFile, findings: Findings
) -> tuple[tuple[Return, ...], tuple[Dropped, ...]]:
    """A return for each area and month, and what was dropped; what cannot be counted is a problem."""
    months: dict[tuple[str, date], ListMonth] = {}
    dropped: list[Dropped] = []
    for source in sources:
        tally = _Tally(source.nominals, findings)
        for first, rows in source.chunks():
            tally.take(first, rows)
        dropped += tally.dropped()
        counted = _Months(tally, file_name, file.gazetteer, file.today, findings).counted()
        for key, list_month in counted.items():
            if key in months:
                area, month = list_month.area.name, list_month.month
                message = f"another sheet lists people of {area} in {month:%B %Y}, too. Keep one."
                findings.problem("sheet twice", message, source.nominals.cell(source.nominals.heading, 0))
            months[key] = list_month
    ordered = sorted(months.values(), key=lambda counts: (counts.area.name, counts.month))
    return tuple(list_month.as_return() for list_month in ordered), tuple(dropped)


@dataclass(slots=True)
class _Tally:
    """How many rows there are of each combination of the cells that count; no more is kept of a row."""

    nominals: NominalList
    findings: Findings
    counts: dict[tuple[Value, ...], RowCount] = field(default_factory=dict)
    uncounted: int = 0
    _filled: Counter[int] = field(default_factory=Counter)
    _samples: dict[int, list[Value]] = field(default_factory=dict)
    _first: dict[tuple[object, ...], int] = field(default_factory=dict)

    columns: tuple[int, ...] = ()
    """Those that tell rows apart."""

    def __post_init__(self) -> None:
        self.columns = tuple(
            dict.fromkeys((*self.nominals.key_columns.values(), *self.nominals.place_columns))
        )

    def take(self, first: int, rows: Sequence[Sequence[Value]]) -> None:
        """More rows, of which the first has this number."""
        used, width = self.columns, len(self.nominals.headings)
        identifying = [column for column, what in self.nominals.about.items() if what in _NUMBERS]
        for number, row in enumerate(rows, first):
            filled = [
                column
                for column, value in enumerate(row)
                if value != "" and not (isinstance(value, str) and value.isspace())
            ]
            if not filled or self._repeats_headings(row):
                continue
            # "Data as at 31/10/2026", or "Total" and its sum, under the rows.
            if len(filled) == 1 < width or _is_sum(row[filled[0]]):
                self.uncounted += 1
                continue
            self._filled.update(filled)
            # A column is judged by its first rows alone: no more of what they hold is kept meanwhile.
            if number - self.nominals.heading <= _SAMPLE:
                self._sample(row, filled)
            key = tuple([row[column] if column < len(row) else "" for column in used])
            count = self.counts.get(key)
            if count is None:
                self.counts[key] = RowCount(1, number, number)
            else:
                count.add(number)
            for column in identifying:
                self._require_first(row, column, number, key)

    def _repeats_headings(self, row: Sequence[Value]) -> bool:
        return row[0] == self.nominals.headings[0] and tuple(row) == self.nominals.headings

    def _sample(self, row: Sequence[Value], filled: Iterable[int]) -> None:
        for column in filled:
            self._samples.setdefault(column, []).append(row[column])

    def _require_first(self, row: Sequence[Value], column: int, number: int, key: tuple[Value, ...]) -> None:
        """A problem more, if the same person stands in an earlier row of the same area and month."""
        text = row[column] if column < len(row) else ""
        # "awaited" in the column CRN may stand for several.
        if not isinstance(text, str) or not signs.value(text):
            return
        apart = [
            key[self.columns.index(self.nominals.key_columns[attribute])]
            for attribute in (Attribute.AREA, Attribute.MONTH)
            if attribute in self.nominals.key_columns
        ]
        # Twice in one month would be counted twice (decision 51); a month later it is no repetition.
        first = self._first.setdefault((column, plain(text).upper(), *apart), number)
        if first != number:
            earlier = self.nominals.cell(first, column)
            message = f"{earlier} holds the same {self.nominals.about[column]}. Keep one of the two rows."
            self.findings.problem("person twice", message, self.nominals.cell(number, column))

    def dropped(self) -> Iterator[Dropped]:
        """Every column that is not counted by, and those that gave a ward only."""
        kept = {column for key, column in self.nominals.key_columns.items() if key is not Attribute.POSTCODE}
        for column in sorted(set(range(len(self.nominals.headings))) | set(self._filled)):
            if column not in kept and self._filled[column]:
                heading = self.nominals.sheet.text(self.nominals.heading, column)
                yield Dropped(
                    self.nominals.cell(self.nominals.heading, column),
                    # "Kevin's notes" is listed by its kind and number of rows alone (decision 48).
                    heading if nominal_columns.repeatable(heading) else "",
                    self._what(column),
                    self._filled[column],
                )

    def _what(self, column: int) -> str:
        what = self.nominals.about.get(column)
        if column == self.nominals.key_columns.get(Attribute.POSTCODE):
            what = POSTCODE
        if column in self.nominals.place_columns:
            return f"{what} (only its ward was taken)"
        return what or nominal_columns.held(self._samples.get(column, ()))


def _is_sum(value: Value) -> bool:
    return isinstance(value, str) and value.strip(" :").casefold() in {"total", "totals", "grand total"}


@dataclass(slots=True)
class _Months:
    """The rows of one list, shared out to areas and months."""

    tally: _Tally
    file_name: str
    gazetteer: Gazetteer
    today: date
    findings: Findings
    _areas: dict[Value, Authority | None] = field(default_factory=dict)
    _dates: dict[Value, date | None] = field(default_factory=dict)

    def counted(self) -> dict[tuple[str, date], ListMonth]:
        """What was counted of each area and month."""
        nominals, columns = self.tally.nominals, self.tally.columns
        area, month, from_wards = self._given()
        months: dict[tuple[str, date], ListMonth] = {}
        if not self.tally.counts:
            self.findings.problem("no figures", "No rows stand in this list. Fill it in and load it again.")
        if self._lacks(area, month):
            return months
        for key, count in self.tally.counts.items():
            row = dict(zip(columns, key, strict=True))
            row_area = self._area(row, count.first) if Attribute.AREA in nominals.key_columns else area
            row_month = self._month(row, count.first) if Attribute.MONTH in nominals.key_columns else month
            if row_area and row_month:
                list_month = months.get((row_area.code, row_month))
                if list_month is None:
                    list_month = months[row_area.code, row_month] = ListMonth(
                        nominals, row_area, row_month, self.gazetteer, self.findings
                    )
                    if not month_fault(row_month, self.today):
                        ward_sets = self.gazetteer.ward_sets(row_area)
                        self.findings.refuse_month(wards_fault(row_month, ward_sets))
                list_month.add(row, count)
        for list_month in months.values():
            list_month.notes = (*self._notes(from_wards),)
        return months

    def _notes(self, from_wards: bool) -> Iterator[str]:
        if from_wards:
            yield "Nothing says which area this is: it was taken from the wards and postcodes. Check it."
        if self.tally.uncounted:
            yield f"{plural(self.tally.uncounted, 'row is', 'rows are')} a total or a note and not counted."

    def _given(self) -> tuple[Authority | None, date | None, bool]:
        """Area and month of title, sheet or file name, and whether the wards told the area."""
        nominals = self.tally.nominals
        above = list(titles.above(nominals.sheet, nominals.heading))
        # Title before sheet before file: the nearer to the rows, the surer.
        places = (above, [nominals.sheet.name], [self.file_name])
        month = next((m for values in places if (m := titles.month(values))), None)
        area = next((a for values in places if (a := titles.area(values, self.gazetteer))), None)
        if area or Attribute.AREA in nominals.key_columns:
            return area, month, False
        # By the wards of that month, which need not be today's.
        area = self._area_of_wards(month or self.today)
        return area, month, area is not None

    def _area_of_wards(self, on: date) -> Authority | None:
        """The one area of which most people's wards are, where three of four are."""
        columns, places = self.tally.columns, self.tally.nominals.place_columns
        votes: Counter[Authority] = Counter()
        for key, count in self.tally.counts.items():
            values = [value for column, value in zip(columns, key, strict=True) if column in places]
            for area in self.gazetteer.authorities:
                place = place_of(values, self.gazetteer, area, on)
                if place and place.ward and place.ward.authority == area:
                    votes[area] += count.rows
        best = votes.most_common(1)
        return best[0][0] if best and best[0][1] >= _MOST_OF_THEM * votes.total() else None

    def _lacks(self, area: Authority | None, month: date | None) -> bool:
        """Whether area or month is said nowhere; each of them is a problem then."""
        nominals, lacking = self.tally.nominals, len(self.findings.problems)
        if area is None and Attribute.AREA not in nominals.key_columns:
            message = (
                f"{_SO_FAR} nothing says of which area. Add a column “area” or “ward”, or name the area in a "
                "title above the headings or in the file’s name. Nothing was kept."
            )
            self.findings.problem(CODE, message, nominals.cell(nominals.heading, 0))
        if month is None and Attribute.MONTH not in nominals.key_columns:
            message = (
                f"{_SO_FAR} nothing says of which month. Write one month, such as “October 2026”, in a title "
                "above the headings or in the file’s name, or add a column “month”. Nothing was kept."
            )
            self.findings.problem(CODE, message, nominals.cell(nominals.heading, 0))
        elif month and Attribute.MONTH not in nominals.key_columns:
            self.findings.refuse_month(month_fault(month, self.today))
        return len(self.findings.problems) > lacking

    def _area(self, row: dict[int, Value], number: int) -> Authority | None:
        column = self.tally.nominals.key_columns[Attribute.AREA]
        if row[column] not in self._areas:
            area = self.gazetteer.authority(plain(str(row[column])))
            self._areas[row[column]] = area
            if area is None:
                message = f"this {UNKNOWN_AREA}"
                self.findings.problem("unknown area", message, self._cell(number, column))
        return self._areas[row[column]]

    def _month(self, row: dict[int, Value], number: int) -> date | None:
        column = self.tally.nominals.key_columns[Attribute.MONTH]
        if row[column] not in self._dates:
            month = cell_months.month(row[column], serial=True)
            self._dates[row[column]] = month
            if month is None:
                message = "this is no month. Write it as 2026-10 or October 2026."
                self.findings.problem("no month", message, self._cell(number, column))
            else:
                self.findings.refuse_month(month_fault(month, self.today), self._cell(number, column))
        return self._dates[row[column]]

    def _cell(self, row: int, column: int) -> Cell:
        return self.tally.nominals.cell(row, column)
