"""A matrix of travel times from a file: every time of it, or all that is wrong with it at once."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from probation_commission.domain.hubs import WEEKDAYS
from probation_commission.domain.places import WARD_CODE, Ward
from probation_commission.domain.returns import Cell, Problem
from probation_commission.domain.travel import LONGEST, Mode, TravelKind, TravelTime
from probation_commission.intake.fault import ReadingError, without_words
from probation_commission.intake.files import FileRefusedError, Sheet, Value, sheets
from probation_commission.intake.people import found_in

COLUMNS = ("from_ward", "to_hub", "minutes", "mode", "day", "time", "as_of")
"""The headings, in any order."""
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?::00)?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_DAYS = {name.casefold(): number for number, name in enumerate(WEEKDAYS)} | {
    name[:3].casefold(): number for number, name in enumerate(WEEKDAYS)
}


@dataclass(frozen=True, slots=True)
class TravelPlaces:
    """What a row can name: wards of today by code or name, and places by slug or name."""

    wards: Mapping[str, str | None]
    """The code of each ward by its code or name in small letters; None: several wards are called so."""
    hubs: Mapping[str, str | None]
    """The slug of each place likewise."""
    confidential: Collection[str] = frozenset()
    """Slugs of places of which nobody is told where they are: no way leads to them."""


@dataclass(frozen=True, slots=True)
class TravelFile:
    """What a file says, a matrix a kind, or what is wrong with it."""

    times: Mapping[TravelKind, tuple[TravelTime, ...]] = field(default_factory=dict)
    as_of: Mapping[TravelKind, date] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def known(
    wards: Iterable[Ward], hubs: Iterable[tuple[str, str]], confidential: Collection[str]
) -> TravelPlaces:
    """What rows can name: these wards, and these places by slug and name."""
    every = [(ward.code, ward.name) for ward in wards]
    return TravelPlaces(_by_name(every), _by_name(hubs), confidential)


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    several = list(pairs)
    for code, name in several:
        key = _bare(name)
        found[key] = None if key in found else code
    return found | {code.casefold(): code for code, _ in several}


def read(content: bytes, places: TravelPlaces, today: date) -> TravelFile:
    """The times of a file; never raises for what is in it.

    Raises `ReadingError` where this code is wrong, so that no log shows what was being read.
    """
    try:
        return _read(content, places, today)
    except FileRefusedError as refusal:
        return TravelFile(problems=(refusal.problem,))
    except Exception as error:  # noqa: BLE001 (its words may be somebody's, decision 50)
        fault = without_words(error)
    raise ReadingError(fault)


def _read(content: bytes, places: TravelPlaces, today: date) -> TravelFile:
    _, every = sheets.sheets(content)
    for sheet in every:
        if head := _heading(sheet):
            return _Reader(sheet, head[1], places, today).rows_after(head[0])
    needed = ", ".join(COLUMNS)
    message = f"No row of headings has all of {needed}. Take the template, or name the columns so."
    return TravelFile(problems=(Problem("missing column", message),))


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the column of each."""
    for row in range(min(len(sheet.rows), _FIRST_ROWS)):
        found = {
            _bare(sheet.text(row, column)).replace(" ", "_"): column for column in range(len(sheet.rows[row]))
        }
        if set(COLUMNS) <= found.keys():
            return row, {name: found[name] for name in COLUMNS}
    return None


_FIRST_ROWS = 20


class _Reader:
    """The rows of one sheet, and what is wrong with them."""

    def __init__(self, sheet: Sheet, columns: Mapping[str, int], places: TravelPlaces, today: date) -> None:
        self._sheet, self._columns, self._places, self._today = sheet, columns, places, today
        self._known_words = {word for name in (*places.wards, *places.hubs) for word in name.split()}
        self._problems: list[Problem] = []
        self._times: dict[TravelKind, dict[tuple[str, str], int]] = {}
        self._as_of: dict[TravelKind, date] = {}

    def rows_after(self, heading: int) -> TravelFile:
        for row in range(heading + 1, len(self._sheet.rows)):
            # A row of the template of which nobody knows the minutes says nothing.
            if not self._sheet.is_blank(row) and str(self._at(row, "minutes")).strip():
                self._read(row)
        if not self._times and not self._problems:
            self._problems.append(
                Problem("no rows", "No row has any minutes. Fill them in and load the file again.")
            )
        if self._problems:
            return TravelFile(problems=tuple(self._problems))
        times = {
            kind: tuple(TravelTime(ward, hub, minutes) for (ward, hub), minutes in of_kind.items())
            for kind, of_kind in self._times.items()
        }
        return TravelFile(times, self._as_of)

    def _read(self, row: int) -> None:
        before = len(self._problems)
        ward, hub = self._ward(row), self._hub(row)
        minutes, mode = self._minutes(row), self._mode(row)
        weekday, at, as_of = self._weekday(row), self._time(row), self._day(row)
        if len(self._problems) > before or mode is None or at is None or as_of is None:
            return
        kind = TravelKind(mode, weekday, at)
        if self._as_of.setdefault(kind, as_of) != as_of:
            self._tell(row, "as_of", "the rows of one mode, day and time have one day that they are as of.")
        of_kind = self._times.setdefault(kind, {})
        if (ward, hub) in of_kind:
            self._tell(
                row, "minutes", "this ward and place stand in an earlier row of the same mode and time."
            )
        of_kind[ward, hub] = minutes

    def _at(self, row: int, column: str) -> Value:
        return self._sheet.at(row, self._columns[column])

    def _tell(self, row: int, column: str, words: str) -> None:
        cell: Cell = self._sheet.cell(row, self._columns[column])
        self._problems.append(Problem(f"travel {column}", f"{cell}: {words}", cell))

    def _ward(self, row: int) -> str:
        return self._named(row, "from_ward", self._places.wards, "ward of today of the areas covered here")

    def _hub(self, row: int) -> str:
        slug = self._named(row, "to_hub", self._places.hubs, "place of the directory")
        if slug in self._places.confidential:
            # From three wards and three times anybody could tell where it is.
            self._tell(row, "to_hub", "this place is confidential: no way to it is kept. Take the row out.")
        return slug

    def _named(self, row: int, column: str, by_name: Mapping[str, str | None], what: str) -> str:
        text = str(self._at(row, column))
        key = _bare(text)
        if key in by_name and by_name[key] is None:
            self._tell(row, column, f"several are called {self._repeated(text)}: write its code instead.")
        elif key not in by_name:
            self._tell(row, column, f"{self._repeated(text)} is no {what}. Write its name or code as there.")
        return by_name.get(key) or ""

    def _repeated(self, text: str) -> str:
        """What stands in a cell, if it looks like a place's name: anything else could be somebody's."""
        words = {word for word in _bare(text).split() if len(word) > _SHORT}
        is_like_one = words & self._known_words or WARD_CODE.fullmatch(text.strip())
        return f"“{text[:_QUOTED]}”" if is_like_one and not found_in(text) else "what stands there"

    def _minutes(self, row: int) -> int:
        value = self._at(row, "minutes")
        number = _number(value)
        if number is None or not 0 <= number <= LONGEST:
            self._tell(row, "minutes", f"write whole minutes from 0 to {LONGEST}.")
            return 0
        return number

    def _mode(self, row: int) -> Mode | None:
        text = _bare(str(self._at(row, "mode")))
        if text in set(Mode):
            return Mode(text)
        self._tell(row, "mode", f"write one of: {', '.join(Mode)}.")
        return None

    def _weekday(self, row: int) -> int:
        text = _bare(str(self._at(row, "day")))
        if text not in _DAYS:
            self._tell(row, "day", "write a weekday, such as Tuesday.")
        return _DAYS.get(text, 0)

    def _time(self, row: int) -> time | None:
        value = self._at(row, "time")
        if isinstance(value, datetime):
            value = value.time()
        if isinstance(value, time):
            return value.replace(second=0, microsecond=0)
        if found := _TIME.fullmatch(_bare(str(value))):
            return time(int(found[1]), int(found[2]))
        self._tell(row, "time", "write the time of the day as 10:00.")
        return None

    def _day(self, row: int) -> date | None:
        day = _day(self._at(row, "as_of"))
        if day is None:
            self._tell(row, "as_of", "write the day as 2026-05-01 or 01/05/2026.")
        elif day > self._today:
            self._tell(row, "as_of", "this day is still ahead: write the day of the timetable.")
        return day


_QUOTED, _SHORT = 40, 3


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())


def _number(value: Value) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if value == int(value) else None
    text = str(value).strip()
    return int(text) if text.isascii() and text.isdigit() else None


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        return None
