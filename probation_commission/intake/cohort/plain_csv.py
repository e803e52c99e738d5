"""IOM counts as a plain CSV: area, month, ward, RAG and count in any order, one count a row.

Read chunk by chunk. What a text means is looked up once: a good row costs a few look-ups and a figure.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.months import month_fault, wards_fault
from probation_commission.domain.places import Authority, Gazetteer, Place
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.domain.words import plural
from probation_commission.intake.cells import Fault, WrittenCount, counts, months, rag_in
from probation_commission.intake.files import FileRefusedError, Sheet, column_letters, plain
from probation_commission.intake.findings import UNKNOWN_AREA, Findings
from probation_commission.intake.people import signs
from probation_commission.intake.places import Placing, place_key

COLUMNS = ("area", "month", "ward", "rag", "count")
_ALL = frozenset(("", "all", "total", "whole area"))


# `None` is a RAG here, "all of them", so what was not looked up yet has a value of its own.
class _Unknown(Enum):
    RAG = "not looked up yet"


_UNKNOWN: Final = _Unknown.RAG
Chunk = tuple[int, Sequence[Sequence[str]]]


def heading(head: Sheet) -> tuple[int, dict[str, int]]:
    """The row of the headings and the column of each; it is the first row that holds anything."""
    row = next((row for row in range(len(head.rows)) if not head.is_blank(row)), 0)
    width = len(head.rows[row]) if head.rows else 0
    return row, {head.text(row, column).casefold(): column for column in range(width)}


def is_plain(head: Sheet) -> bool:
    """Whether these are the first rows of such a CSV."""
    return heading(head)[1].keys() >= set(COLUMNS)


def read(sheet: Sheet, gazetteer: Gazetteer, today: date, findings: Findings) -> tuple[Return, ...]:
    """One return for each area and month, sorted by both, of a sheet that is in memory."""
    row, columns = heading(sheet)
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        message = (
            f"The first row lacks the columns: {', '.join(missing)}. A CSV return has {', '.join(COLUMNS)}."
        )
        findings.problem("missing column", message)
        return ()
    texts = [[str(value) for value in values] for values in sheet.rows[row + 1 :]]
    return read_chunks(sheet, lambda first: [(first, texts)], gazetteer, today, findings)


def read_chunks(
    head: Sheet,
    chunks: Callable[[int], Iterable[Chunk]],
    gazetteer: Gazetteer,
    today: date,
    findings: Findings,
) -> tuple[Return, ...]:
    """One return for each area and month, sorted by both.

    `chunks` gives the rows from that number on. Raises `FileRefusedError` for one about a person.
    """
    row, columns = heading(head)
    reader = _Reader(columns, gazetteer, today, findings)
    reader.require_nobody(row, [str(value) for value in head.rows[row]])
    for first, rows in chunks(row + 1):
        reader.read(first, rows)
    return reader.returns()


@dataclass(slots=True)
class _AreaMonth:
    """One area in one month: its figures, what its places mean, and which row counts what."""

    placing: Placing
    places: dict[str, tuple[Place | None, object]]
    """Shared by the months of an area between which no ward came or went."""
    row_numbers: dict[object, int] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    blanks: list[Figure] = field(default_factory=list)

    def made(self) -> Return:
        """The return of it."""
        empty = len(self.blanks)
        notes = (f"{plural(empty, 'row')} without a count: no figure, which is not zero.",) if empty else ()
        figures, blanks = tuple(self.figures), tuple(self.blanks)
        return Return(Kind.IOM, self.placing.area, self.placing.month, figures, notes, blanks=blanks)


@dataclass(slots=True)
class _Reader:
    columns: Mapping[str, int]
    gazetteer: Gazetteer
    today: date
    findings: Findings
    _areas: dict[str, Authority | None] = field(default_factory=dict)
    _dates: dict[str, date | None] = field(default_factory=dict)
    _rags: dict[str, Rag | None] = field(default_factory=dict)
    _counts: dict[str, WrittenCount] = field(default_factory=dict)
    _months: dict[tuple[str, str], _AreaMonth] = field(default_factory=dict)
    _by_key: dict[tuple[str, date], _AreaMonth] = field(default_factory=dict)
    _places: dict[tuple[str, int], dict[str, tuple[Place | None, object]]] = field(default_factory=dict)
    _innocent: set[str] = field(default_factory=set)
    _blanks: list[tuple[int, Sequence[str]]] = field(default_factory=list)

    def read(self, first: int, rows: Sequence[Sequence[str]]) -> None:
        """The figures of these rows, added to those before; the first row has this number (from 0)."""
        area, month, ward, rag, count = (self.columns[name] for name in COLUMNS)
        letters, width = column_letters(count), max(self.columns.values()) + 1
        innocent, months, rags, counts = self._innocent, self._months, self._rags, self._counts
        # The fast way: a row of which every text was met before costs five look-ups (decision 51).
        for number, row in enumerate(rows, first):
            if not innocent.issuperset(row):
                self.require_nobody(number, row)
            # Programs leave out empty cells at the end of a row.
            if len(row) < width:
                if not any(map(str.strip, row)):
                    continue
                row = [*row, *[""] * (width - len(row))]  # noqa: PLW2901 (the same row, filled up)
            area_month = months.get((row[area], row[month]))
            known, colour = counts.get(row[count]), rags.get(row[rag], _UNKNOWN)
            place = area_month.places.get(row[ward]) if area_month else None
            if area_month is None or known is None or colour is _UNKNOWN or place is None:
                self._read_slowly(number, row)
                continue
            key = (colour, place[1])
            if area_month.row_numbers.setdefault(key, number) != number:
                self._refuse_twice(area_month.row_numbers[key], number)
                continue
            cell = Cell("", f"{letters}{number + 1}")
            area_month.figures.append(
                Figure(
                    Measure.COHORT,
                    known.number,
                    cell,
                    row[count],
                    colour,
                    place[0],
                    low=known.low,
                    high=known.high,
                    mark=known.mark,
                )
            )

    def require_nobody(self, number: int, row: Sequence[str]) -> None:
        """The check that no cell names a person, else `FileRefusedError`; a text is looked at once."""
        for column, text in enumerate(row):
            # What names nobody in one row names nobody in the next.
            if text not in self._innocent:
                if problem := signs.in_cell(plain(text), _cell(number, column)):
                    raise FileRefusedError(problem)
                self._innocent.add(text)

    def _read_slowly(self, number: int, row: Sequence[str]) -> None:
        """The figure of a row, each cell read, so that one that is wrong hides no other, and remembered."""
        if not any(map(str.strip, row)):
            return
        # Nothing else of it is looked at, so that no month is refused for its blanks (decision 116).
        if not plain(self._text(row, "count")):
            self._blanks.append((number, row))
            return
        area, month = self._area(number, row), self._month(number, row)
        rag, rag_is_known = self._rag(number, row)
        count = self._count(number, row)
        if area is None or month is None:
            return
        possible = month_fault(month, self.today) is None
        area_month = self._by_key.get((area.code, month))
        if area_month is None:
            # May and June 2023 have the same wards: "Bruce Grv" is looked up once for both (decision 51).
            places = self._places.setdefault((area.code, self.gazetteer.period(month)), {})
            area_month = self._by_key[area.code, month] = _AreaMonth(
                Placing(self.gazetteer, area, month), places
            )
            if possible:
                fault = wards_fault(month, self.gazetteer.ward_sets(area))
                self.findings.refuse_month(fault, self._cell(number, "month"))
        # A month that can't be is never remembered, so that each of its rows comes here and is refused.
        if possible:
            self._months[self._text(row, "area"), self._text(row, "month")] = area_month
        place, place_is_known = self._place(number, row, area_month)
        if count is None or not rag_is_known or not place_is_known:
            return
        key = (rag, place and place_key(place))
        if area_month.row_numbers.setdefault(key, number) != number:
            self._refuse_twice(area_month.row_numbers[key], number)
            return
        written = plain(self._text(row, "count"))
        figure = count.put_into(
            Figure(Measure.COHORT, None, self._cell(number, "count"), written, rag, place)
        )
        area_month.figures.append(figure)

    def _leave_out(self, number: int, row: Sequence[str]) -> None:
        """A row without a count, if it is of a month that has figures: a blank (`Return.blanks`)."""
        area = self.gazetteer.authority(plain(self._text(row, "area")))
        month = months.month(self._text(row, "month"), serial=True)
        area_month = self._by_key.get((area.code, month)) if area and month else None
        rag, text = rag_in(plain(self._text(row, "rag"))), plain(self._text(row, "ward"))
        if area_month is None or text.casefold() in _ALL:
            return
        cell = self._cell(number, "count")
        place = area_month.placing.place(text, cell, Findings())
        if place and (rag, place_key(place)) not in area_month.row_numbers:
            area_month.blanks.append(Figure(Measure.COHORT, None, cell, "", rag, place))

    def returns(self) -> tuple[Return, ...]:
        """What was read, by area and month."""
        for blank in self._blanks:
            self._leave_out(*blank)
        returns = [
            area_month.made()
            for area_month in self._by_key.values()
            if any(figure.says_something for figure in area_month.figures)
        ]
        return tuple(sorted(returns, key=lambda ret: (ret.area.name, ret.month)))

    def _text(self, row: Sequence[str], name: str) -> str:
        return row[self.columns[name]]

    def _cell(self, number: int, name: str) -> Cell:
        return _cell(number, self.columns[name])

    def _area(self, number: int, row: Sequence[str]) -> Authority | None:
        text = self._text(row, "area")
        if text not in self._areas:
            self._areas[text] = self.gazetteer.authority(plain(text))
        area = self._areas[text]
        if area is None:
            self.findings.problem("unknown area", f"this {UNKNOWN_AREA}", self._cell(number, "area"))
        return area

    def _month(self, number: int, row: Sequence[str]) -> date | None:
        text = self._text(row, "month")
        if text not in self._dates:
            self._dates[text] = months.month(text, serial=True)
        month, cell = self._dates[text], self._cell(number, "month")
        if month is None:
            self.findings.problem("no month", "this is no month. Write it as 2026-10 or October 2026.", cell)
        else:
            self.findings.refuse_month(month_fault(month, self.today), cell)
        return month

    def _rag(self, number: int, row: Sequence[str]) -> tuple[Rag | None, bool]:
        text = self._text(row, "rag")
        rag = rag_in(plain(text))
        if rag or plain(text).casefold() in _ALL:
            self._rags[text] = rag
            return rag, True
        message = "this is no RAG. Write red, amber, green or blue, or leave it empty for all."
        self.findings.problem("unknown RAG", message, self._cell(number, "rag"))
        return None, False

    def _count(self, number: int, row: Sequence[str]) -> WrittenCount | None:
        text = self._text(row, "count")
        count = counts.count(text)
        if isinstance(count, Fault):
            return self.findings.count(text, self._cell(number, "count"))
        # The fast way keeps what stands in the row, so " 5" is read each time anew and kept as "5".
        if text == plain(text):
            self._counts[text] = count
        return count

    def _place(self, number: int, row: Sequence[str], area_month: _AreaMonth) -> tuple[Place | None, bool]:
        text = self._text(row, "ward")
        if plain(text).casefold() in _ALL:
            area_month.places[text] = (None, None)
            return None, True
        place = area_month.placing.place(plain(text), self._cell(number, "ward"), self.findings)
        if place is not None:
            area_month.places[text] = (place, place_key(place))
        return place, place is not None

    def _refuse_twice(self, first: int, number: int) -> None:
        earlier, cell = self._cell(first, "count"), self._cell(number, "count")
        message = f"{earlier} already counts this area, month, ward and RAG. Keep one of the two rows."
        self.findings.problem("row twice", message, cell)


def _cell(row: int, column: int) -> Cell:
    return Cell("", f"{column_letters(column)}{row + 1}")
