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
from probation_commission.intake.cells import numbers
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import CsvRows, Value, plain
from probation_commission.intake.findings import Findings
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
_MOST_OF_THEM = 0.75
_NUMBERS = frozenset({"CRN", "PNC", "prison number"})
_SO_FAR = "These rows seem to be one person each. They can be counted, but"


@dataclass(frozen=True, slots=True)
class Source:
    """A list of people with all its rows below the headings."""

    of: NominalList
    rows: CsvRows | None
    """Of a CSV; a sheet of a workbook has them all."""

    def chunks(self) -> Iterable[ListChunk]:
        """The rows."""
        first = self.of.heading + 1
        return self.rows.chunks(first) if self.rows else [(first, self.of.sheet.rows[first:])]


def read(
    sources: Sequence[Source], file_name: str, sent: SentFile, findings: Findings
) -> tuple[tuple[Return, ...], tuple[Dropped, ...]]:
    """A return for each area and month, and what was dropped; what cannot be counted is a problem."""
    months: dict[tuple[str, date], ListMonth] = {}
    dropped: list[Dropped] = []
    for source in sources:
        tally = _Tally(source.of, findings)
        for first, rows in source.chunks():
            tally.take(first, rows)
        dropped += tally.dropped()
        for key, one in _Months(tally, file_name, sent.gazetteer, sent.today, findings).counted().items():
            if key in months:
                message = (
                    f"another sheet lists people of {one.area.name} in {one.month:%B %Y}, too. Keep one."
                )
                findings.problem("sheet twice", message, source.of.cell(source.of.heading, 0))
            months[key] = one
    ordered = sorted(months.values(), key=lambda one: (one.area.name, one.month))
    return tuple(one.as_return() for one in ordered), tuple(dropped)


@dataclass(slots=True)
class _Tally:
    """How many rows there are of each combination of the cells that count; no more is kept of a row."""

    of: NominalList
    findings: Findings
    counts: dict[tuple[Value, ...], RowCount] = field(default_factory=dict)
    uncounted: int = 0
    _filled: Counter[int] = field(default_factory=Counter)
    _samples: dict[int, list[Value]] = field(default_factory=dict)
    _first: dict[tuple[object, ...], int] = field(default_factory=dict)

    columns: tuple[int, ...] = ()
    """Those that tell rows apart."""

    def __post_init__(self) -> None:
        self.columns = tuple(dict.fromkeys((*self.of.by.values(), *self.of.place_columns)))

    def take(self, first: int, rows: Sequence[Sequence[Value]]) -> None:
        """Count rows, of which the first has this number."""
        used, width = self.columns, len(self.of.headings)
        identifying = [column for column, what in self.of.about.items() if what in _NUMBERS]
        for number, row in enumerate(rows, first):
            filled = [c for c, v in enumerate(row) if v != "" and not (isinstance(v, str) and v.isspace())]
            if not filled or self._repeats_headings(row):
                continue
            if len(filled) == 1 < width or _is_sum(row[filled[0]]):
                self.uncounted += 1
                continue
            self._filled.update(filled)
            if number - self.of.heading <= _SAMPLE:
                self._sample(row, filled)
            key = tuple([row[c] if c < len(row) else "" for c in used])
            count = self.counts.get(key)
            if count is None:
                self.counts[key] = RowCount(1, number, number)
            else:
                count.add(number)
            for column in identifying:
                self._require_first(row, column, number, key)

    def _repeats_headings(self, row: Sequence[Value]) -> bool:
        return row[0] == self.of.headings[0] and tuple(row) == self.of.headings

    def _sample(self, row: Sequence[Value], filled: Iterable[int]) -> None:
        for column in filled:
            self._samples.setdefault(column, []).append(row[column])

    def _require_first(self, row: Sequence[Value], column: int, number: int, key: tuple[Value, ...]) -> None:
        """Add a problem if the same person stands in an earlier row of the same area and month."""
        text = row[column] if column < len(row) else ""
        if not isinstance(text, str) or not signs.value(text):
            return
        apart = [
            key[self.columns.index(self.of.by[by])]
            for by in (Attribute.AREA, Attribute.MONTH)
            if by in self.of.by
        ]
        first = self._first.setdefault((column, plain(text).upper(), *apart), number)
        if first != number:
            earlier = self.of.cell(first, column)
            message = f"{earlier} holds the same {self.of.about[column]}. Keep one of the two rows."
            self.findings.problem("person twice", message, self.of.cell(number, column))

    def dropped(self) -> Iterator[Dropped]:
        """Every column that is not counted by, and those that gave a ward only."""
        kept = {column for by, column in self.of.by.items() if by is not Attribute.POSTCODE}
        for column in sorted(set(range(len(self.of.headings))) | set(self._filled)):
            if column not in kept and self._filled[column]:
                heading = self.of.sheet.text(self.of.heading, column)
                yield Dropped(
                    self.of.cell(self.of.heading, column),
                    heading if nominal_columns.repeatable(heading) else "",
                    self._what(column),
                    self._filled[column],
                )

    def _what(self, column: int) -> str:
        what = self.of.about.get(column)
        if column == self.of.by.get(Attribute.POSTCODE):
            what = POSTCODE
        if column in self.of.place_columns:
            return f"{what} (only its ward was taken)"
        return what or nominal_columns.held(self._samples.get(column, ()))


def _is_sum(value: Value) -> bool:
    return isinstance(value, str) and value.strip(" :").casefold() in {"total", "totals", "grand total"}


@dataclass(slots=True)
class _Months:
    """Shares the rows of one list out to areas and months."""

    tally: _Tally
    file_name: str
    gazetteer: Gazetteer
    today: date
    findings: Findings
    _areas: dict[Value, Authority | None] = field(default_factory=dict)
    _dates: dict[Value, date | None] = field(default_factory=dict)

    def counted(self) -> dict[tuple[str, date], ListMonth]:
        """What was counted of each area and month."""
        of, columns = self.tally.of, self.tally.columns
        area, month, from_wards = self._given()
        found: dict[tuple[str, date], ListMonth] = {}
        if not self.tally.counts:
            self.findings.problem("no figures", "No rows stand in this list. Fill it in and load it again.")
        if self._lacks(area, month):
            return found
        for key, count in self.tally.counts.items():
            row = dict(zip(columns, key, strict=True))
            whose = self._area(row, count.first) if Attribute.AREA in of.by else area
            when = self._month(row, count.first) if Attribute.MONTH in of.by else month
            if whose and when:
                one = found.get((whose.code, when))
                if one is None:
                    one = found[whose.code, when] = ListMonth(of, whose, when, self.gazetteer, self.findings)
                    if not month_fault(when, self.today):
                        self.findings.refuse_month(wards_fault(when, self.gazetteer.ward_sets(whose)))
                one.add(row, count)
        for one in found.values():
            one.notes = (*self._notes(from_wards),)
        return found

    def _notes(self, from_wards: bool) -> Iterator[str]:
        if from_wards:
            yield "Nothing says which area this is: it was taken from the wards and postcodes. Check it."
        if self.tally.uncounted:
            yield f"{plural(self.tally.uncounted, 'row is', 'rows are')} a total or a note and not counted."

    def _given(self) -> tuple[Authority | None, date | None, bool]:
        """Area and month of title, sheet or file name, and whether the wards told the area."""
        of = self.tally.of
        above = list(titles.above(of.sheet, of.heading))
        places = (above, [of.sheet.name], [self.file_name])
        month = next((m for values in places if (m := titles.month(values))), None)
        area = next((a for values in places if (a := titles.area(values, self.gazetteer))), None)
        if area or Attribute.AREA in of.by:
            return area, month, False
        area = self._area_of_wards(month or self.today)
        return area, month, area is not None

    def _area_of_wards(self, on: date) -> Authority | None:
        """The one area of which most people's wards are, where three of four are."""
        columns, places = self.tally.columns, self.tally.of.place_columns
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
        """Add a problem for what is said nowhere, and return whether anything is."""
        of, lacking = self.tally.of, len(self.findings.problems)
        if area is None and Attribute.AREA not in of.by:
            message = (
                f"{_SO_FAR} nothing says of which area. Add a column “area” or “ward”, or name the area in a "
                "title above the headings or in the file’s name. Nothing was kept."
            )
            self.findings.problem(CODE, message, of.cell(of.heading, 0))
        if month is None and Attribute.MONTH not in of.by:
            message = (
                f"{_SO_FAR} nothing says of which month. Write one month, such as “October 2026”, in a title "
                "above the headings or in the file’s name, or add a column “month”. Nothing was kept."
            )
            self.findings.problem(CODE, message, of.cell(of.heading, 0))
        elif month and Attribute.MONTH not in of.by:
            self.findings.refuse_month(month_fault(month, self.today))
        return len(self.findings.problems) > lacking

    def _area(self, row: dict[int, Value], number: int) -> Authority | None:
        column = self.tally.of.by[Attribute.AREA]
        if row[column] not in self._areas:
            area = self.gazetteer.authority(plain(str(row[column])))
            self._areas[row[column]] = area
            if area is None:
                message = "this is no area known here. Write the name of the local authority as the ONS does."
                self.findings.problem("unknown area", message, self._cell(number, column))
        return self._areas[row[column]]

    def _month(self, row: dict[int, Value], number: int) -> date | None:
        column = self.tally.of.by[Attribute.MONTH]
        if row[column] not in self._dates:
            month = numbers.month(row[column])
            self._dates[row[column]] = month
            if month is None:
                message = "this is no month. Write it as 2026-10 or October 2026."
                self.findings.problem("no month", message, self._cell(number, column))
            else:
                self.findings.refuse_month(month_fault(month, self.today), self._cell(number, column))
        return self._dates[row[column]]

    def _cell(self, row: int, column: int) -> Cell:
        return self.tally.of.cell(row, column)
