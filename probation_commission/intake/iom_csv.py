"""IOM counts as a plain CSV: area, month, ward, RAG and count in any order, one count a row."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.places import Authority, Gazetteer, Place
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.intake import numbers
from probation_commission.intake.findings import Findings, Placing, rag_in
from probation_commission.intake.iom import refuse_future
from probation_commission.intake.iom_wards import identity
from probation_commission.intake.spreadsheet import Sheet

COLUMNS = ("area", "month", "ward", "rag", "count")
_ALL = frozenset(("", "all", "total", "whole area"))


def read(sheet: Sheet, gazetteer: Gazetteer, today: date, findings: Findings) -> tuple[Return, ...]:
    """Return one return for each area and month, sorted by both."""
    heading = next((row for row in range(len(sheet.rows)) if not sheet.is_blank(row)), 0)
    columns = {sheet.text(heading, column).casefold(): column for column in range(len(sheet.rows[heading]))}
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        message = (
            f"The first row lacks the columns: {', '.join(missing)}. A CSV return has {', '.join(COLUMNS)}."
        )
        findings.problem("missing column", message)
        return ()
    reader = _Reader(sheet, columns, gazetteer, today, findings)
    for row in range(heading + 1, len(sheet.rows)):
        if not sheet.is_blank(row):
            reader.read_row(row)
    return reader.returns()


@dataclass(slots=True)
class _Reader:
    sheet: Sheet
    columns: Mapping[str, int]
    gazetteer: Gazetteer
    today: date
    findings: Findings
    _areas: dict[str, Authority | None] = field(default_factory=dict)
    _months: dict[str, date | None] = field(default_factory=dict)
    _placings: dict[tuple[str, date], Placing] = field(default_factory=dict)
    _seen: dict[object, Cell] = field(default_factory=dict)
    _figures: dict[tuple[str, date], list[Figure]] = field(default_factory=lambda: defaultdict(list))

    def read_row(self, row: int) -> None:
        """Read each cell of a row, so that one that is wrong hides no other."""
        area, month = self._area(row), self._month(row)
        rag, rag_is_known = self._rag(row)
        cell, written = self._cell(row, "count"), self._text(row, "count")
        number = self.findings.count(written, cell)
        if area is None or month is None:
            return
        place, place_is_known = self._place(row, area, month)
        if number is not None and rag_is_known and place_is_known:
            self._keep(area, month, Figure(Measure.COHORT, number, cell, written, rag=rag, place=place))

    def returns(self) -> tuple[Return, ...]:
        """Return what was read, by area and month."""
        found = [
            Return(Kind.IOM, self._placings[key].area, key[1], tuple(figures))
            for key, figures in self._figures.items()
        ]
        return tuple(sorted(found, key=lambda one: (one.area.name, one.month)))

    def _text(self, row: int, name: str) -> str:
        return self.sheet.text(row, self.columns[name])

    def _cell(self, row: int, name: str) -> Cell:
        return self.sheet.cell(row, self.columns[name])

    def _area(self, row: int) -> Authority | None:
        text = self._text(row, "area")
        if text not in self._areas:
            self._areas[text] = self.gazetteer.authority(text)
        area = self._areas[text]
        if area is None:
            message = "this is no area known here. Write the name of the local authority as the ONS does."
            self.findings.problem("unknown area", message, self._cell(row, "area"))
        return area

    def _month(self, row: int) -> date | None:
        text = self._text(row, "month")
        if text not in self._months:
            self._months[text] = numbers.month(text)
        month, cell = self._months[text], self._cell(row, "month")
        if month is None:
            self.findings.problem("no month", "this is no month. Write it as 2026-10 or October 2026.", cell)
        else:
            refuse_future(month, cell, self.today, self.findings)
        return month

    def _rag(self, row: int) -> tuple[Rag | None, bool]:
        text = self._text(row, "rag")
        if text.casefold() in _ALL:
            return None, True
        rag = rag_in(text)
        if rag is None:
            message = "this is no RAG. Write red, amber, green or blue, or leave it empty for all."
            self.findings.problem("unknown RAG", message, self._cell(row, "rag"))
        return rag, rag is not None

    def _place(self, row: int, area: Authority, month: date) -> tuple[Place | None, bool]:
        placing = self._placings.get((area.code, month))
        if placing is None:
            placing = self._placings[area.code, month] = Placing(self.gazetteer, area, month)
        text = self._text(row, "ward")
        if text.casefold() in _ALL:
            return None, True
        place = placing.place(text, self._cell(row, "ward"), self.findings)
        return place, place is not None

    def _keep(self, area: Authority, month: date, figure: Figure) -> None:
        place = figure.place and identity(figure.place)
        first = self._seen.setdefault((area.code, month, figure.rag, place), figure.cell)
        if first != figure.cell:
            message = f"{first} already counts this area, month, ward and RAG. Keep one of the two rows."
            self.findings.problem("row twice", message, figure.cell)
            return
        self._figures[area.code, month].append(figure)
