"""Counts of a tracker by month: a row a month and a column a count, or the other way round."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from probation_commission.domain import referrals, trackers
from probation_commission.domain.days import in_full
from probation_commission.domain.layouts import Doubts
from probation_commission.domain.places import Authority
from probation_commission.domain.returns import Cell, Dropped, Figure, Return
from probation_commission.domain.trackers import TRACKERS, Tracker, TrackerCount, TrackerMeasure
from probation_commission.intake.cells import Fault, counts, days, months, while_reading, written
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.files import Sheet, Value, plain
from probation_commission.intake.findings import UNKNOWN_AREA, Findings
from probation_commission.intake.trackers import unread, whose, words

_ROWS = 20
_TOTAL = re.compile(r"(?:grand )?totals?|sum|all", re.IGNORECASE)
_HOURS = re.compile(r"\d{1,5}(?:\.\d{1,4})?", re.ASCII)


class _Found(NamedTuple):
    """A table: the row of its headings, the columns of months and areas (-1: none), and of each count.

    `across`: the months stand in the row of headings, and each count has a row.
    """

    sheet: Sheet
    heading: int
    month: int
    area: int
    counts: dict[int, TrackerCount]
    across: bool
    above: int
    """The first row that may hold a title of this block."""
    end: int
    """The row after its last."""


class _Place(NamedTuple):
    """Whose and which month's a count is, and where that stands."""

    area: Authority
    month: date
    on: date


def stand_in(file: SentFile, tracker: Tracker) -> bool:
    """Whether a sheet has the counts of this tracker, or its headings alone."""
    return bool(_found(file, tracker))


def counted_under(sheet: Sheet, heading: int) -> bool:
    """Whether a row heads counts of a tracker by month, and numbers stand under all of them that hold any."""
    for tracker in TRACKERS.values():
        if found := _down(sheet, heading, tracker):
            values = [
                value
                for column in found.counts
                for row in range(heading + 1, len(sheet.rows))
                if _is_given(value := sheet.at(row, column))
            ]
            return bool(values) and all(map(_may_be_count, values))
    return False


def _may_be_count(value: Value) -> bool:
    return not isinstance(counts.count(value), Fault) or bool(_HOURS.fullmatch(str(value).strip()))


def _found(file: SentFile, tracker: Tracker) -> list[_Found]:
    return [found for sheet in file.sheets for found in _in_sheet(sheet, tracker)]


def _in_sheet(sheet: Sheet, tracker: Tracker) -> list[_Found]:
    """Every block of counts, one below the other: each area may have its own."""
    found: list[_Found] = []
    for row in range(len(sheet.rows)):
        # A long sheet that is none is not looked through for each tracker.
        if not found and row >= _ROWS:
            break
        one = _down(sheet, row, tracker) or _across(sheet, row, tracker)
        # A row of months below the first, whose counts stand further down, is of one block alone.
        if one and found and one.across and found[-1].across and not _heads(found[-1], row):
            continue
        if one:
            if found:
                found[-1] = _until(found[-1], row)
                one = one._replace(above=_titles_from(sheet, found[-1], row))
            found.append(one)
    return found


def _heads(before: _Found, row: int) -> bool:
    """Whether the counts of the block before have begun above this row of months."""
    return any(below < row for below in before.counts)


def _until(before: _Found, row: int) -> _Found:
    """A block that ends where the next begins."""
    counts = {at: one for at, one in before.counts.items() if not before.across or at < row}
    return before._replace(counts=counts, end=row)


def _titles_from(sheet: Sheet, before: _Found, row: int) -> int:
    """The row below the last one with more than a title in it, above this block."""
    first = row
    while first > before.heading + 1 and sum(map(_is_given, sheet.rows[first - 1])) <= 1:
        first -= 1
    return first


def _down(sheet: Sheet, row: int, tracker: Tracker) -> _Found | None:
    """The months stand one below the other."""
    headings = [sheet.text(row, column) for column in range(len(sheet.rows[row]))]
    month = next((number for number, text in enumerate(headings) if words.is_month(text)), -1)
    if month < 0:
        return None
    # "Ward | In custody" is the cohort's.
    if any(words.tidy(text).startswith("ward") for text in headings):
        return None
    named = {number: one for number, text in enumerate(headings) if (one := words.count_of(tracker, text))}
    area = next((number for number, text in enumerate(headings) if words.is_area(text)), -1)
    if not words.enough(tracker, {*named.values()}):
        return None
    return _Found(sheet, row, month, area, named, False, 0, len(sheet.rows))


def _across(sheet: Sheet, row: int, tracker: Tracker) -> _Found | None:
    """The months stand in a row, and each count has a row below, down to the next row of months."""
    if not _months_in(sheet, row):
        return None
    named: dict[int, TrackerCount] = {}
    for below in range(row + 1, len(sheet.rows)):
        if one := words.count_of(tracker, sheet.text(below, 0)):
            named[below] = one
        # Of a year over its months there are two rows; of a column of days one in each.
        elif (named or below > row + 1) and _months_in(sheet, below):
            break
    if not words.enough(tracker, {*named.values()}):
        return None
    return _Found(sheet, row, -1, -1, named, True, 0, len(sheet.rows))


def _months_in(sheet: Sheet, row: int) -> list[int]:
    return [column for column in range(1, len(sheet.rows[row])) if _month(sheet.at(row, column))]


def read(file: SentFile, tracker: Tracker, findings: Findings) -> FileContents:
    """One return for each area and month, or the area that is to be said first."""
    table = _Counts(file, tracker, findings)
    for found in _found(file, tracker):
        table.refuse_beside(found)
        table.take(found)
    # Refused for other reasons, it is read again once that is mended, and asked about then.
    if table.lacks_area and not findings.problems:
        return FileContents((), Doubts(tracker.kind, area=None, area_asked=True))
    dropped = tuple(table.unread())
    return FileContents(tuple(table.returns()), notes=tuple(map(unread.note, dropped)), dropped=dropped)


@dataclass(slots=True)
class _Counts:
    """The counts of a tracker by area and month."""

    file: SentFile
    tracker: Tracker
    findings: Findings
    lacks_area: bool = False
    _read: dict[str, unread.Region] = field(default_factory=dict)
    """Of each sheet with a table, from which row on and which cells of it were read."""
    _figures: dict[tuple[str, date], dict[TrackerCount, Figure]] = field(default_factory=dict)
    _places: dict[tuple[str, date], _Place] = field(default_factory=dict)
    _notes: dict[tuple[str, date], list[str]] = field(default_factory=dict)

    def take(self, found: _Found) -> None:
        """All counts of a table."""
        titled = self._titled(found)
        region = self._read.get(found.sheet.name)
        cells: set[tuple[int, int]] = set(region.cells) if region else set()
        heading = min(found.heading, region.heading) if region else found.heading
        self._read[found.sheet.name] = unread.Region(found.sheet, heading, cells)
        for place, one, (row, column) in self._cells(found, titled):
            cells.add((row, column))
            value = found.sheet.at(row, column)
            self._put(place, one, value, found.sheet.cell(row, column))

    def refuse_beside(self, found: _Found) -> None:
        """A problem where a count stands twice, or labels stand in a second column: a block beside another.

        Of two blocks beside each other nobody could say which month and area the second is of.
        """
        sheet, seen = found.sheet, dict[TrackerCount, int]()
        for at, one in found.counts.items():
            first = seen.setdefault(one, at)
            if first != at:
                where = (at, 0) if found.across else (found.heading, at)
                message = (
                    f"“{one.heading}” stands twice in this table. Keep one, and put tables of two areas one "
                    "below the other, each under its own headings with the area above it."
                )
                self.findings.problem("count twice", message, sheet.cell(*where))
                return
        for row in found.counts if found.across else ():
            beside = range(1, len(sheet.rows[row]))
            if at := next((one for one in beside if words.count_of(self.tracker, sheet.text(row, one))), 0):
                message = (
                    "a second table stands beside the first. Put them one below the other, each under its "
                    "own months with the area above it."
                )
                self.findings.problem("table beside", message, sheet.cell(row, at))
                return

    def _titled(self, found: _Found) -> Authority | None:
        """The area of title, sheet or file name, or as somebody said; None where several are named."""
        rows = found.sheet.rows
        above = [value for row in rows[found.above : found.heading] for value in row if value != ""]
        # "Releases, Darlington | April | May": in the corner of a table.
        above += [rows[found.heading][0]] if found.across else []
        # A block without a title of its own is of the area above it.
        first = _in_sheet(found.sheet, self.tracker)[0] if found.above else found
        over = [value for row in rows[: first.heading] for value in row if value != ""]
        gazetteer = self.file.gazetteer
        own, several = whose.area(above, "", "", gazetteer)
        if own is None and not several:
            own, several = whose.area(over, found.sheet.name, self.file.file_name, gazetteer)
        return own or self.file.area_month.area

    def _cells(
        self, found: _Found, titled: Authority | None
    ) -> Iterator[tuple[_Place, TrackerCount, tuple[int, int]]]:
        sheet = found.sheet
        if found.across:
            for column in range(1, len(sheet.rows[found.heading])):
                on = _month(sheet.at(found.heading, column))
                if on is None:
                    continue
                if titled is None:
                    self.lacks_area = True
                    return
                place = _Place(titled, on.replace(day=1), on)
                yield from ((place, one, (row, column)) for row, one in found.counts.items())
            return
        for row in range(found.heading + 1, found.end):
            given = [column for column in found.counts if _is_given(sheet.at(row, column))]
            said = sheet.at(row, found.month)
            if not given or (isinstance(said, str) and _TOTAL.fullmatch(plain(said))):
                continue
            if of_row := self._place(found, row, titled):
                yield from ((of_row, found.counts[column], (row, column)) for column in given)

    def _place(self, found: _Found, row: int, titled: Authority | None) -> _Place | None:
        sheet, area = found.sheet, titled
        text = plain(str(sheet.at(row, found.area))) if found.area >= 0 else ""
        if text:
            area = referrals.area(text, self.file.gazetteer)
            if area is None:
                where = sheet.cell(row, found.area)
                self.findings.problem("unknown area", f"this {UNKNOWN_AREA}", where)
                return None
        on = _month(sheet.at(row, found.month))
        if on is None:
            message = "this is no month. Write it as 2026-10 or October 2026."
            self.findings.problem("no month", message, sheet.cell(row, found.month))
            return None
        if area is None:
            self.lacks_area = True
            return None
        return _Place(area, on.replace(day=1), on)

    def _put(self, place: _Place, one: TrackerCount, value: Value, cell: Cell) -> None:
        figure = Figure(
            one.measure,
            None,
            cell,
            written(value),
            breakdown=one.breakdown,
            category=one.category,
            unit=one.unit,
            # The day itself: a caseload is of a date, kept under its month.
            period=place.on.isoformat() if self.tracker.kind in trackers.DATED and place.on.day > 1 else "",
        )
        noted = len(self.findings.notes)
        if one.measure is TrackerMeasure.HOURS:
            counted = self._hours(figure, value)
        else:
            count = self.findings.count(value, cell)
            counted = count.put_into(figure) if count and not count.blank else None
        notes = self.findings.notes[noted:]
        del self.findings.notes[noted:]
        if counted is None:
            return
        if one.category == trackers.SETTLED and not trackers.is_settled_known(place.month, self.file.today):
            known_on = in_full(trackers.later(place.month, trackers.SETTLED_AFTER + 1))
            message = (
                f"who was released in {place.month:%B %Y} can be settled after three months only from "
                f"{known_on} on. Leave it empty until then."
            )
            self.findings.problem("too young", message, cell)
            return
        key = (place.area.code, place.month)
        figures = self._figures.setdefault(key, {})
        if before := figures.get(one):
            message = (
                f"{before.cell} already gives this count of {place.area.name} in {place.month:%B %Y}. "
                "Keep one of them."
            )
            self.findings.problem("row twice", message, cell)
            return
        figures[one] = counted
        self._places.setdefault(key, place)
        self._notes.setdefault(key, []).extend(notes)

    def _hours(self, figure: Figure, value: Value) -> Figure | None:
        """Hours may be parts of one."""
        text = f"{value:g}" if isinstance(value, int | float) else plain(str(value))
        if _HOURS.fullmatch(text):
            return Figure(figure.measure, float(text), figure.cell, figure.as_written, unit=figure.unit)
        message = "this is no number of hours. Write digits alone, 0 where there were none."
        self.findings.problem("no number", message, figure.cell)
        return None

    def unread(self) -> Iterator[Dropped]:
        """The columns with words that are none of a month, an area or a count."""
        for region in self._read.values():
            yield from unread.words_in(region, self._name(region.sheet.name), self._is_known)

    def _is_known(self, text: str) -> bool:
        return (
            bool(_TOTAL.fullmatch(plain(text)))
            or referrals.area(text, self.file.gazetteer) is not None
            or _month(text) is not None
            or any(words.count_of(tracker, text) for tracker in trackers.TRACKERS.values())
            or words.is_month(text)
            or words.is_area(text)
        )

    def _name(self, sheet: str) -> str:
        """The name of a sheet as it is kept."""
        number = [one.name for one in self.file.sheets].index(sheet) + 1
        return unread.sheet_name(sheet, number, self.file.gazetteer) if sheet else ""

    def returns(self) -> Iterator[Return]:
        """One for each area and month, sorted."""
        names = {one.name: self._name(one.name) for one in self.file.sheets}
        for key in sorted(self._figures, key=lambda key: (self._places[key].area.name, key[1])):
            place, found = self._places[key], self._figures[key].values()
            figures = tuple(replace(one, cell=Cell(names[one.cell.sheet], one.cell.ref)) for one in found)
            if not any(figure.says_something for figure in figures):
                continue
            dated = self.tracker.kind in trackers.DATED and place.on.day > 1
            notes = [f"As at {in_full(place.on)}."] if dated else []
            yield Return(self.tracker.kind, place.area, place.month, figures, (*notes, *self._notes[key]))


def _is_given(value: Value) -> bool:
    return value != "" and bool(str(value).strip())


def _month(value: Value) -> date | None:
    """The day that a cell says, or the first of its month."""
    return _month_of(value) if isinstance(value, str) else days.day(value) or months.month(value, serial=True)


# Each row of a sheet may be the one of the months, of each tracker.
@while_reading
def _month_of(text: str) -> date | None:
    return days.day(text) or months.month(text, serial=True)
