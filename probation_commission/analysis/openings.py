"""On which days a place is open: sessions as they recur, without bank holidays and closures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from dateutil import rrule

from probation_commission.domain.hubs import MONTHLY, Every, Openings, OpenTo, Session

LOOKED_AHEAD = timedelta(days=92)
"""How far the next opening is looked for: a place that is open once a month is found, whatever it skips."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A session on a day on which it is held."""

    day: date
    session: Session


@lru_cache(maxsize=16)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England and Wales in a year, substitute days among them."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def held(session: Session, first: date, last: date) -> Iterator[date]:
    """The days from the first to the last on which a session is held, whether or not its place is closed."""
    for day in _recurring(session, first, last):
        if session.on_bank_holidays or day not in bank_holidays(day.year):
            yield day


def _recurring(session: Session, first: date, last: date) -> Iterator[date]:
    first = max(first, session.since or first)
    last = min(last, session.until or last)
    if last < first:
        return
    # A fortnight is counted from the session's first day: without one nobody knows which week it is.
    begins = session.since if session.every is Every.FORTNIGHT and session.since else first
    monthly = MONTHLY.get(session.every)
    weekday = rrule.weekdays[session.weekday]
    days = rrule.rrule(
        rrule.MONTHLY if monthly else rrule.WEEKLY,
        interval=2 if session.every is Every.FORTNIGHT else 1,
        byweekday=weekday(monthly) if monthly else weekday,
        wkst=rrule.MO,
        dtstart=datetime.combine(begins, time()),
        until=datetime.combine(last, time()),
    )
    yield from (day.date() for day in days if day.date() >= first)


def opened(openings: Openings, first: date, last: date) -> list[Opening]:
    """Every session of a place from the first day to the last, in the order of day and hour.

    None before it opened at all, and none after it closed for good.
    """
    first, last = max(first, openings.opened or first), min(last, openings.closed or last)
    every = [
        Opening(day, session)
        for session in openings.sessions
        for day in held(session, first, last)
        if not any(closure.on(day) for closure in openings.closures)
    ]
    return sorted(every, key=lambda one: (one.day, one.session.opens, one.session.closes))


def next_for(
    openings: Openings, group: OpenTo, now: datetime, days: Iterable[int] = range(7)
) -> Opening | None:
    """The next session that somebody of this group can come to, on one of these weekdays (0 for Monday).

    `now` is London's; a session that is on can still be come to. None where none is known for three months.
    """
    wanted = set(days)
    for one in opened(openings, now.date(), now.date() + LOOKED_AHEAD):
        over = one.day == now.date() and one.session.closes <= now.time()
        if one.session.for_whom.serves(group) and one.day.weekday() in wanted and not over:
            return one
    return None


def is_open(openings: Openings, moment: datetime) -> bool:
    """Whether a session is on at that moment, which is London's."""
    return any(
        one.session.opens <= moment.time() < one.session.closes
        for one in opened(openings, moment.date(), moment.date())
    )
