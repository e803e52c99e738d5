"""Whole working days of England and Wales between two days."""

from datetime import date

import holidays
import numpy as np
from numpy.typing import NDArray

_SATURDAY = 5


class WorkingDays:
    """How many there are between any two days of some years, asked of many at once.

    After the first day up to the last: 0 on the day itself, 1 on the next working day; from a Saturday to the
    Monday after it is 1. Days are the numbers that `date.toordinal` gives.
    """

    def __init__(self, first: date, last: date) -> None:
        self._first = first.toordinal()
        off = holidays.country_holidays("GB", subdiv="ENG", years=range(first.year, last.year + 1))
        days = map(date.fromordinal, range(self._first, last.toordinal() + 1))
        works = [day.weekday() < _SATURDAY and day not in off for day in days]
        self._by_then = np.cumsum(works, dtype=np.int32)

    def between(self, begins: NDArray[np.int32], ends: NDArray[np.int32]) -> NDArray[np.int32]:
        """How many between each two; all lie in the years, and no end before its beginning."""
        counted: NDArray[np.int32] = self._by_then[ends - self._first] - self._by_then[begins - self._first]
        return counted
