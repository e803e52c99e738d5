"""A list with a row a person or case, counted in memory: by area and month, and nothing of a row is kept.

Only the columns that are counted by are looked at. What a cell holds goes into no message, figure or note:
only where it stands (decision 253).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from probation_commission.domain import referrals, trackers
from probation_commission.domain.days import in_full, month_after, months_from
from probation_commission.domain.places import Authority
from probation_commission.domain.returns import Cell, Dropped, Figure, Kind, Return
from probation_commission.domain.trackers import (
    HALF,
    RowColumn,
    Stretch,
    TrackerBreakdown,
    TrackerMeasure,
)
from probation_commission.domain.words import listed, plural
from probation_commission.intake.cells import days as cell_days
from probation_commission.intake.cells import months as cell_months
from probation_commission.intake.file import SentFile
from probation_commission.intake.files import CsvRows, Value, column_letters, plain
from probation_commission.intake.findings import UNKNOWN_AREA, Findings
from probation_commission.intake.people import NOT_NEEDED, about_people, repeatable, titles
from probation_commission.intake.trackers import whose, words
from probation_commission.intake.trackers.lists import TrackerList

_AMOUNT = re.compile(r"\d{1,5}(?:\.\d{1,4})?", re.ASCII)
_LONGEST_GAP = 12
"""Months without a row from which on a list is not taken to be all of them (decision 264)."""
_ENDING = {
    Kind.WANTED: "a day on which somebody was found",
    Kind.DIVERSION: "a status of a diversion that is over",
}
_ONGOING = frozenset(
    {
        *("", "-", "–", "still wanted", "outstanding", "wanted", "still outstanding", "at large"),
        *("ongoing", "open", "current", "not yet", "not found"),
    }
)


def read(
    lists: Sequence[TrackerList], rows: CsvRows | None, file: SentFile, findings: Findings
) -> tuple[tuple[Return, ...], tuple[Dropped, ...]]:
    """A return for each area and month, and what was dropped; what cannot be counted is a problem.

    `rows`: those of a CSV, of which `lists` holds the first alone.
    """
    returns: list[Return] = []
    dropped: list[Dropped] = []
    for one in lists:
        count = _Count(one, file, findings)
        first = one.heading + 1
        for number, chunk in rows.chunks(first) if rows else [(first, one.sheet.rows[first:])]:
            count.take(number, chunk)
        returns += count.returns()
        dropped += count.dropped()
    _refuse_twice(returns, findings)
    return tuple(sorted(returns, key=lambda ret: (ret.kind, ret.area.name, ret.month))), tuple(dropped)


def _refuse_twice(returns: Iterable[Return], findings: Findings) -> None:
    for key, times in Counter(ret.key for ret in returns).items():
        if times > 1:
            kind, _, area_code, month = key
            message = (
                f"two sheets list {kind.label} of {area_code} in {month:%B %Y}. Put them into one sheet."
            )
            findings.problem("sheet twice", message)


_Key = tuple[str, date, str]
"""Code of the area, month, category."""


@dataclass(slots=True)
class _Count:
    """What was counted of one list so far; no row stays."""

    one: TrackerList
    file: SentFile
    findings: Findings
    _areas: dict[str, Authority] = field(default_factory=dict)
    _area_by_text: dict[str, Authority | None] = field(default_factory=dict)
    _counts: Counter[_Key] = field(default_factory=Counter)
    _amounts: dict[TrackerMeasure, Counter[_Key]] = field(default_factory=dict)
    _found: Counter[tuple[str, date, str, int]] = field(default_factory=Counter)
    """People by area, half-year begun, reason and days until they were found."""
    _open: Counter[tuple[str, date, str]] = field(default_factory=Counter)
    """Those still wanted, by area, the day from which and reason."""
    _reversed: Counter[tuple[str, date, str]] = field(default_factory=Counter)
    _ended: bool = False
    """Whether any row tells of an end: somebody found, a diversion that is over."""
    _unanswered: set[tuple[str, date]] = field(default_factory=set)
    """Areas and months of release where a row says nothing of who is settled."""
    _held_back: set[date] = field(default_factory=set)
    _filled: Counter[int] = field(default_factory=Counter)
    _unsaid: Counter[str] = field(default_factory=Counter)
    _latest: date | None = None
    _first: int = 0
    _last: int = 0

    @property
    def kind(self) -> Kind:
        """That of its tracker."""
        return self.one.tracker.kind

    def take(self, first: int, rows: Sequence[Sequence[Value]]) -> None:
        """More rows, of which the first has this number."""
        counted = {*self.one.columns.values(), *self.one.ends}
        for number, row in enumerate(rows, first):
            filled = [at for at, value in enumerate(row) if value != "" and str(value).strip()]
            # "Data as at 31/10/2026" stands alone under the rows; what nothing is counted by is no row.
            if len(filled) < 2 or not counted.intersection(filled):  # noqa: PLR2004
                continue
            self._filled.update(at for at in filled if at not in counted)
            self._row(number, row)

    def _row(self, number: int, row: Sequence[Value]) -> None:
        cells = {name: row[at] if at < len(row) else "" for name, at in self.one.columns.items()}
        area = self._area(number, cells)
        span = self._span(number, cells[RowColumn.FROM])
        if span is None:
            return
        begun, last = span
        until = self._until(number, row) if self.kind is Kind.WANTED else None
        if area is None or self._ahead(number, RowColumn.FROM, begun):
            return
        if until and self._ahead(number, RowColumn.UNTIL, until):
            return
        self._first, self._last = self._first or number, number
        self._latest = max(filter(None, (self._latest, last, until)))
        self._areas[area.code] = area
        take: Mapping[Kind, Callable[[str, date, Mapping[RowColumn, Value], int], None]] = {
            Kind.WANTED: lambda code, day, cells, number: self._wanted(code, (day, until), cells, number),
            Kind.BREACH: self._with_why,
            Kind.DIVERSION: self._with_why,
            Kind.RELEASE: self._released,
        }
        take[self.kind](area.code, begun, cells, number)

    def _area(self, number: int, cells: Mapping[RowColumn, Value]) -> Authority | None:
        if RowColumn.AREA not in cells:
            return self._given()
        text = plain(str(cells[RowColumn.AREA]))
        if text not in self._area_by_text:
            self._area_by_text[text] = area = referrals.area(text, self.file.gazetteer)
            if area is None:
                where = self._cell(number, RowColumn.AREA)
                self.findings.problem("unknown area", f"this {UNKNOWN_AREA}", where)
        return self._area_by_text[text]

    def _given(self) -> Authority | None:
        """The area of title, sheet or file name, or as somebody said."""
        if "" not in self._area_by_text:
            above = titles.above(self.one.sheet, self.one.heading)
            found, several = whose.area(above, self.one.sheet.name, self.file.file_name, self.file.gazetteer)
            area = self.file.area_month.area or found
            self._area_by_text[""] = area
            if area is None:
                what = "several areas are named" if several else "nothing says of which area these rows are"
                message = (
                    f"{what}. Add a column “Area”, or name the one area in a title above the headings or in "
                    "the file’s name. Nothing was kept."
                )
                self.findings.problem("cannot be counted", message, self.one.cell(self.one.heading, 0))
        return self._area_by_text[""]

    def _span(self, number: int, value: Value) -> tuple[date, date] | None:
        """The day of a cell, twice, or the first and last of its month; a problem where it is neither."""
        if found := cell_days.day(value):
            return found, found
        # How long somebody was wanted is told by days alone.
        month = None if self.kind is Kind.WANTED else cell_months.month(value, serial=True)
        if month:
            last = month_after(month) - timedelta(days=1)
            return month, max(month, min(last, self.file.today))
        message = "this is no day. Write it as 31/10/2026 or 2026-10-31."
        self.findings.problem("no day", message, self._cell(number, RowColumn.FROM))
        return None

    def _until(self, number: int, row: Sequence[Value]) -> date | None:
        """The first of the days on which it ended, by whichever column; None where no column says one."""
        found = []
        for at in self.one.ends:
            value = row[at] if at < len(row) else ""
            if words.tidy(str(value)) in _ONGOING:
                continue
            if day := cell_days.day(value):
                found.append(day)
                continue
            # "Not known" is not still wanted.
            message = "this is no day. Write it as 31/10/2026, and leave it empty of who is still wanted."
            self.findings.problem("no day", message, self.one.cell(number, at))
        return min(found, default=None)

    def _ahead(self, number: int, column: RowColumn, on: date) -> bool:
        if on > self.file.today:
            message = "this day is still ahead. Correct it."
            self.findings.problem("day ahead", message, self._cell(number, column))
        return on > self.file.today

    def _wanted(
        self, code: str, span: tuple[date, date | None], cells: Mapping[RowColumn, Value], number: int
    ) -> None:
        begun, until = span
        reason = self._why(cells) or trackers.OTHER
        self._counts[code, begun.replace(day=1), reason] += 1
        for column, measure in (
            (RowColumn.OFFENCES, TrackerMeasure.OFFENCES),
            (RowColumn.HOURS, TrackerMeasure.HOURS),
        ):
            if column in cells:
                self._add(measure, (code, begun.replace(day=1), reason), cells[column], (number, column))
        half = trackers.half_of(begun)
        self._ended = self._ended or until is not None
        if until is None:
            self._open[code, begun, reason] += 1
        elif until < begun:
            self._reversed[code, half, reason] += 1
        else:
            self._found[code, half, reason, (until - begun).days] += 1

    def _add(self, measure: TrackerMeasure, key: _Key, value: Value, where: tuple[int, RowColumn]) -> None:
        of_measure = self._amounts.setdefault(measure, Counter())
        of_measure[key] += 0
        text = f"{value:g}" if isinstance(value, int | float) else plain(str(value))
        if not text:
            self._unsaid[f"without {measure}, adding nothing to them"] += 1
        elif _AMOUNT.fullmatch(text) and (measure is TrackerMeasure.HOURS or float(text).is_integer()):
            # Hundredths of hours, so that sums of decimals stay what they are.
            of_measure[key] += round(float(text) * 100)
        else:
            message = "this is no number. Write digits alone, 0 where there was none."
            self.findings.problem("no number", message, self._cell(*where))

    def _why(self, cells: Mapping[RowColumn, Value]) -> str | None:
        found = words.why(self.kind, cells.get(RowColumn.WHY, ""))
        if found is None and RowColumn.WHY in cells:
            what = "status" if self.kind is Kind.DIVERSION else "reason"
            instead = "“started” alone" if self.kind is Kind.DIVERSION else f"“{trackers.OTHER}”"
            self._unsaid[f"without a {what} that is known here, counted under {instead}"] += 1
        return found

    def _with_why(self, code: str, begun: date, cells: Mapping[RowColumn, Value], _number: int) -> None:
        month = begun.replace(day=1)
        if self.kind is Kind.DIVERSION and words.not_started(cells[RowColumn.WHY]):
            self._unsaid["of a diversion that has not started, not counted"] += 1
            return
        found = self._why(cells)
        if self.kind is Kind.DIVERSION:
            self._counts[code, month, trackers.STARTED] += 1
            if found and found != trackers.STARTED:
                self._ended = True
                self._counts[code, month, found] += 1
        else:
            self._counts[code, month, found or trackers.OTHER] += 1

    def _released(self, code: str, begun: date, cells: Mapping[RowColumn, Value], number: int) -> None:
        month, homeless = begun.replace(day=1), words.homeless(cells[RowColumn.NO_ABODE])
        self._counts[code, month, trackers.RELEASED] += 1
        if homeless is None and words.is_number(cells[RowColumn.NO_ABODE]):
            message = "this is a number, and of one person “Yes” or “No” stands here. Counts go by month."
            self.findings.problem("no yes or no", message, self._cell(number, RowColumn.NO_ABODE))
        elif homeless is None:
            self._unsaid["without a word on no fixed abode, counted as with an address"] += 1
        of_cas3 = cells.get(RowColumn.CAS3, "")
        if used := words.cas3(of_cas3):
            self._counts[code, month, used] += 1
        elif not words.is_no_cas3(of_cas3):
            self._unsaid["with a word on CAS3 that is not known here, counted as neither"] += 1
        if homeless:
            settled = words.settled(cells.get(RowColumn.SETTLED, ""))
            self._counts[code, month, trackers.NO_ABODE] += 1
            self._counts[code, month, trackers.SETTLED] += settled is True
            if settled is None:
                self._unanswered.add((code, month))

    def returns(self) -> Iterator[Return]:
        """One for each area and month, from the first to the file's own latest date; the empty ones too."""
        if self._latest is None:
            if not self.findings.problems:
                self.findings.problem(
                    "no figures", "No rows stand in this list. Fill it in and load it again."
                )
            return
        if self._cannot_be_all():
            return
        last = self._last_month()
        for code, area in self._areas.items():
            counted = [month for of_area, month, _ in self._counts if of_area == code]
            if not counted:
                continue
            first = month = min(counted)
            while month <= last:
                figures = tuple(self._of_month(code, month))
                yield Return(
                    *(self.kind, area, month, figures, self._notes(month)),
                    partial=self._latest < month_after(month) - timedelta(days=1),
                    as_of=self._latest,
                )
                month = month_after(month)
            if self.kind is Kind.WANTED:
                yield from self._halves(area, first, last)

    def _last_month(self) -> date:
        """That of the file's latest day, unless years lie between it and the last row that begins."""
        # Of a list of those who have not started nobody is counted.
        latest = (self._latest or date.min).replace(day=1)
        begun = max((month for _, month, _ in self._counts), default=latest)
        last = max(begun, latest)
        # Somebody found after years says nothing of who became wanted in between.
        return begun if months_from(begun, last) > _LONGEST_GAP else last

    def _cannot_be_all(self) -> bool:
        """Whether the rows are no whole list of their months, so that one without a row says nothing."""
        months = {(code, month) for code, month, _ in self._counts}
        began = sorted({month for _, month in months})
        found = False
        if self.kind in _ENDING and not self._ended and len(began) > 1:
            found = True
            message = (
                f"no row has {_ENDING[self.kind]}, so this seems to be a list of current cases: whoever is "
                "off it by now would be missing from every month before. Send the whole list, with those "
                "that are over, or counts by month."
            )
            self.findings.problem("current cases", message, self.one.cell(self.one.heading, 0))
        for code, area in self._areas.items():
            mine = sorted(month for of_area, month in months if of_area == code)
            for before, after in pairwise([*mine, self._last_month()]):
                if months_from(before, after) <= _LONGEST_GAP + 1:
                    continue
                found = True
                message = (
                    f"of {area.name} no row begins between {before:%B %Y} and {after:%B %Y}, so all months "
                    "between would count nobody. Correct the day if it is a slip; if it is right, send the "
                    f"rows up to {before:%B %Y} as a file of their own."
                )
                self.findings.problem(
                    "gap in the list",
                    message,
                    self.one.cell(self.one.heading, self.one.columns[RowColumn.FROM]),
                )
        return found

    def _of_month(self, code: str, month: date) -> Iterator[Figure]:
        for one in self.one.tracker.counts:
            if one.measure in {TrackerMeasure.OFFENCES, TrackerMeasure.HOURS}:
                continue
            if not self._is_asked(one.category, code, month):
                continue
            count = self._counts[code, month, one.category]
            yield self._figure(one.measure, one.breakdown, one.category, count, unit=one.unit)
        for measure, amounts in self._amounts.items():
            unit = "hours" if measure is TrackerMeasure.HOURS else "offences"
            for reason in (trackers.RECALL, trackers.FAILURE, trackers.PACE, trackers.OTHER):
                value = amounts[code, month, reason] / 100
                yield self._figure(measure, TrackerBreakdown.REASON, reason, value, unit=unit)

    def _is_asked(self, category: str, code: str, month: date) -> bool:
        """Whether the list has a column for it, and it is late enough to know."""
        columns = self.one.columns
        if category in {trackers.CAS3_USED, trackers.CAS3_REFUSED}:
            return RowColumn.CAS3 in columns
        if category == trackers.SETTLED:
            if RowColumn.SETTLED not in columns:
                return False
            # The last release says nothing of when the list was looked through: an answer in each row does.
            answered = (code, month) not in self._unanswered
            on = self.file.today if answered else self._latest or date.min
            known = trackers.is_settled_known(month, on)
            if not known and self._counts[code, month, trackers.NO_ABODE]:
                self._held_back.add(month)
            return known
        return True

    def _halves(self, area: Authority, first: date, last: date) -> Iterator[Return]:
        """How long people were wanted, by the half-year in which it began."""
        start = first
        while start <= last:
            half = trackers.half_of(start)
            end = trackers.later(half, HALF)
            months = months_from(start, min(end, month_after(last)))
            figures = list(self._days(area.code, half))
            total = sum(figure.value or 0 for figure in figures)
            figures.insert(0, self._figure(TrackerMeasure.DAYS, "", "", total))
            # A list that begins in the middle of a half-year never stands for all of it: it has another
            # first month, and so supersedes no whole one (decision 253).
            yield Return(
                *(Kind.WANTED_DAYS, area, start, tuple(figures), self._notes(last)),
                months=max(months, 1),
                as_of=self._latest,
            )
            start = end

    def _days(self, code: str, half: date) -> Iterator[Figure]:
        by_days: Counter[tuple[str, str]] = Counter()
        for (of_area, of_half, reason, days), count in self._found.items():
            if (of_area, of_half) == (code, half):
                by_days[reason, trackers.days_category(Stretch.FOUND, days)] += count
        for (of_area, begun, reason), count in self._open.items():
            if of_area == code and trackers.half_of(begun) == half:
                days = ((self._latest or begun) - begun).days
                by_days[reason, trackers.days_category(Stretch.WANTED, days)] += count
        for (of_area, of_half, reason), count in self._reversed.items():
            if (of_area, of_half) == (code, half):
                by_days[reason, trackers.days_category(Stretch.REVERSED)] += count
        for (reason, category), count in sorted(by_days.items()):
            yield self._figure(TrackerMeasure.DAYS, reason, category, count)

    def _figure(
        self, measure: TrackerMeasure, breakdown: str, category: str, value: float, *, unit: str = "people"
    ) -> Figure:
        # Of no row of its own: the stretch in which the days or months stand.
        letters = column_letters(self.one.columns[RowColumn.FROM])
        cell = Cell(self.one.name, f"{letters}{self._first + 1}:{letters}{self._last + 1}")
        return Figure(measure, float(value), cell, "", breakdown=breakdown, category=category, unit=unit)

    def _notes(self, month: date) -> tuple[str, ...]:
        """What is to be said of the last month's return, of those that the whole list says."""
        latest = self._latest
        if latest is None or month != self._last_month():
            return ()
        so_far = (
            ()
            if (latest + timedelta(days=1)).day == 1
            else (f"Counted up to {in_full(latest)}, the file’s latest date.",)
        )
        held_back = listed(f"{one:%B %Y}" for one in sorted(self._held_back))
        why = "three months are not over, or rows that began then have no answer."
        settled = (f"Who is settled is left out of {held_back}: {why}",) if held_back else ()
        unsaid = (f"{plural(count, 'row')} {what}." for what, count in self._unsaid.items())
        wrong = sum(self._reversed.values())
        reversed_ = (
            (f"{plural(wrong, 'row')} with the end before the beginning: counted apart.",) if wrong else ()
        )
        return (*so_far, *settled, *unsaid, *reversed_)

    def dropped(self) -> Iterator[Dropped]:
        """Every other column that holds something: none of them was looked at."""
        for column, rows in sorted(self._filled.items()):
            heading = self.one.sheet.text(self.one.heading, column)
            yield Dropped(
                self.one.cell(self.one.heading, column),
                heading if repeatable(heading) else "",
                about_people(heading) or NOT_NEEDED,
                rows,
            )

    def _cell(self, row: int, column: RowColumn) -> Cell:
        return self.one.cell(row, self.one.columns[column])
