"""By which day a return is due: a working day of the month after it (decision 258)."""

from datetime import date, timedelta
from functools import lru_cache

from probation_commission.analysis.openings import bank_holidays
from probation_commission.domain.days import month_after
from probation_commission.domain.receipts import DUE_DAY, last_month

_SATURDAY = 5
_A_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether it is from Monday to Friday, and no bank holiday of England and Wales."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


@lru_cache(maxsize=512)
def working_day(month: date, number: int) -> date:
    """That working day of a month, its first day given; counted on into the next where it has fewer."""
    day, left = month.replace(day=1) - _A_DAY, number
    while left:
        day += _A_DAY
        left -= is_working_day(day)
    return day


def number_of(day: date) -> int | None:
    """Which working day of its month a day is; None where it is none."""
    if not is_working_day(day):
        return None
    return sum(is_working_day(day.replace(day=before)) for before in range(1, day.day + 1))


def due_on(month: date, months: int = 1, day: int = DUE_DAY) -> date:
    """The last day on which a return of that many months, the first of them `month`, is in time."""
    return working_day(month_after(last_month(month, months)), day)


def days_late(received_on: date, month: date, months: int = 1, day: int = DUE_DAY) -> int:
    """By how many days a return came in after it was due; 0 where it was in time."""
    return max((received_on - due_on(month, months, day)).days, 0)
