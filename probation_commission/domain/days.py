"""Days as people here read them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    """What day it is in London."""
    return datetime.now(LONDON).date()


def now() -> datetime:
    """What the clock says in London, to the quarter of an hour: what is open does not change more often."""
    moment = datetime.now(LONDON)
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0, tzinfo=None)


def month_after(month: date) -> date:
    """The first day of the month after that one."""
    # 12 // 12 is the year after December, and 12 % 12 + 1 its January.
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_before(month: date) -> date:
    """The first day of the month before that one."""
    return date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1)


def months_from(first: date, end: date) -> int:
    """How many months the month of `end` is after that of `first`; below 0 where it is before."""
    return (end.year - first.year) * 12 + end.month - first.month


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months from that of the one to that of the other, both included."""
    begins = first.year * 12 + first.month - 1
    numbers = range(begins, begins + months_from(first, last) + 1)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def day(moment: datetime) -> str:
    """`1 November 2026`, the day on which that moment fell in London."""
    return in_full(day_of(moment))


def day_of(moment: datetime) -> date:
    """The day on which that moment fell in London."""
    # 23:30 in UTC on 30 June is 1 July here.
    return moment.astimezone(LONDON).date()


def in_full(on: date) -> str:
    """`1 November 2026`."""
    return f"{on.day} {on:%B %Y}"
