"""The day on which a moment of a report fell in London, as RaM writes it or Excel has rewritten it."""

import re
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from probation_commission.domain.days import day_of

BLANK, UNREADABLE, IMPOSSIBLE = 0, -1, -2
"""In the place of a day: nothing stands there, no day, or one that can't be."""
FIRST_DAY = date(2010, 1, 1)
"""No referral is older: a day before it is a slip."""
UNDECIDED = -1_000_000
"""From here down: a day such as 04/05/2026, day first or month first as the rest of the file says."""
_CLOCK = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp][Mm])?)?"
_EXCEL = re.compile(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}}){_CLOCK}")
_NAMED = re.compile(rf"(\d{{1,2}})[ -]([A-Za-z]{{3,9}})[ -](\d{{4}}|\d{{2}}){_CLOCK}")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
_THIS_CENTURY = 2000
_DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?"
_ISO = re.compile(rf"{_DAY}(?:{_TIME}(?:Z|[+-]\d{{2}}:?\d{{2}})?)?")
_EXCEL_BEGINS = date(1899, 12, 30)
_MOST = 200_000
"""Spellings that are remembered: a million rows have many seconds and few hours."""
_AS_RAM_WRITES = len("2026-05-04T09:12:31.123+01:00")
_OFFSET = len("2026-05-04T09:12:31.123")
_HOUR = len("2026-05-04T09")
_BY_HOUR = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2})([+-]\d{2}:\d{2})")
_ASKED_IN_FULL = -3
"""Of an hour of a broken offset, which may lie in two days."""


class Days(dict[object, int]):
    """The number of the day that each cell means, as `date.toordinal` gives it, or what stands for none."""

    def __init__(self, today: date) -> None:
        super().__init__({"": BLANK, None: BLANK})
        self._first, self._last = FIRST_DAY.toordinal(), today.toordinal()
        self.is_day_first = self.is_month_first = False
        """Whether a day stands there that can be read so alone, as 31/12/2026 or 12/31/2026."""

    def of(self, column: tuple[object, ...]) -> list[int]:
        """The days of a column."""
        try:
            # An hour of a whole offset lies within one day, so that few spellings are left to be read.
            days = [
                self[cell[:_HOUR] + cell[_OFFSET:]] if len(cell) == _AS_RAM_WRITES else self[cell]  # type: ignore[index,arg-type]
                for cell in column
            ]
        except TypeError:  # a sheet's own dates have no length
            return [self[cell] for cell in column]
        if _ASKED_IN_FULL in days:
            return [
                self[cell] if day == _ASKED_IN_FULL else day for cell, day in zip(column, days, strict=True)
            ]
        return days

    def __missing__(self, cell: object) -> int:
        if len(self) > _MOST:
            self.clear()
        if isinstance(cell, str) and (match := _BY_HOUR.fullmatch(cell)):
            whole = match[2].endswith(":00")
            self[cell] = number = self[f"{match[1]}:00{match[2]}"] if whole else _ASKED_IN_FULL
            return number
        if isinstance(cell, str) and (match := _EXCEL.fullmatch(cell.strip())):
            number = self._slashed(int(match[1]), int(match[2]), int(match[3]))
        else:
            day = _day(cell)
            number = self._number(day) if day else BLANK if str(cell).isspace() else UNREADABLE
        self[cell] = number
        return number

    def settled(self, days: NDArray[np.int32]) -> NDArray[np.int32]:
        """The days once all cells were seen: those undecided are read as the others of the file are.

        Day first where none says, as Excel in English here writes them; unreadable where they say both.
        """
        undecided = days <= UNDECIDED
        if not undecided.any():
            return days
        codes, at = np.unique(days[undecided], return_inverse=True)
        settled = days.copy()
        settled[undecided] = np.array([self._settled(int(code)) for code in codes], np.int32)[at]
        return settled

    def _number(self, day: date) -> int:
        number = day.toordinal()
        return number if self._first <= number <= self._last else IMPOSSIBLE

    def _slashed(self, one: int, other: int, year: int) -> int:
        first, last = _on(year, other, one), _on(year, one, other)
        if first and last and first != last:
            return UNDECIDED - (year * 10_000 + one * 100 + other)
        if first != last:
            self.is_day_first |= first is not None
            self.is_month_first |= last is not None
        day = first or last
        return self._number(day) if day else UNREADABLE

    def _settled(self, code: int) -> int:
        if self.is_day_first and self.is_month_first:
            return UNREADABLE
        year, rest = divmod(UNDECIDED - code, 10_000)
        one, other = divmod(rest, 100)
        return self._number(date(year, one, other) if self.is_month_first else date(year, other, one))


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(cell: object) -> date | None:
    """The day in London; None of a cell that is no day. Of a moment without an offset it is its own day."""
    if isinstance(cell, datetime):
        return day_of(cell) if cell.tzinfo else cell.date()
    if isinstance(cell, date):
        return cell
    try:
        # A day of Excel that lost its format on the way.
        if isinstance(cell, int | float):
            return _EXCEL_BEGINS + timedelta(days=int(cell))
        return _written(str(cell).strip())
    except (ValueError, OverflowError):
        return None


def _written(text: str) -> date | None:
    """Raises `ValueError` for a day that no calendar has."""
    if match := _NAMED.fullmatch(text):
        # 4 May 2026 and 04-May-26; "sept" besides, as some write it.
        named = (name for name in _MONTHS if match[2].casefold() in {name, name[:3], name[:4]})
        if (month := next(named, None)) is None:
            return None
        year = int(match[3]) + (_THIS_CENTURY if len(match[3]) == len("26") else 0)
        return date(year, _MONTHS.index(month) + 1, int(match[1]))
    return _day(datetime.fromisoformat(text)) if _ISO.fullmatch(text) else None
