"""Hubs, offices and other places where people on probation are seen, and when they are open."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum


class HubKind(StrEnum):
    """What a place is, in the words of its column."""

    OFFICE = "probation office"
    COMMUNITY = "community hub"
    PROVIDER = "provider hub"
    REPORTING = "reporting centre"
    """Where people report, and no other agency attends."""
    WOMEN = "women’s hub"
    NHS = "NHS"
    PARTNER = "partner premises"
    PROGRAMMES = "programme premises"
    COURT = "court"
    PRISON = "prison"
    APPROVED = "approved premises"
    REFUGE = "refuge"
    VICTIMS = "victims’ service"


CONFIDENTIAL_KINDS = frozenset({HubKind.WOMEN, HubKind.APPROVED, HubKind.REFUGE, HubKind.VICTIMS})
"""Kinds of which a place is confidential unless a lead says otherwise (decision 222)."""


class Listing(StrEnum):
    """Where a row of the directory stands: in what comes with the app, or written down here."""

    LISTED = "listed"
    DROPPED = "dropped"
    """The list that it came from names it no more; the row stays (decision 221)."""
    ELSEWHERE = "elsewhere"
    """Of an area that is not covered any more: kept, and not shown until it is covered again."""
    HERE = "here"
    INVENTED = "invented"


class OpenTo(StrEnum):
    """Whom a session is for."""

    ALL = "everybody"
    WOMEN = "women only"
    MEN = "men only"
    YOUNG = "18 to 25"
    IOM = "IOM nominals"

    def serves(self, group: "OpenTo") -> bool:
        """Whether somebody of a group may come: a session for everybody is for each group.

        Who asks for everybody asks for any session at all, whomever it is for.
        """
        return group is OpenTo.ALL or self in {OpenTo.ALL, group}


class Every(StrEnum):
    """How often a session is held."""

    WEEK = "every week"
    FORTNIGHT = "every second week"
    FIRST = "first of the month"
    SECOND = "second of the month"
    THIRD = "third of the month"
    FOURTH = "fourth of the month"
    LAST = "last of the month"


MONTHLY: Mapping[Every, int] = {
    Every.FIRST: 1,
    Every.SECOND: 2,
    Every.THIRD: 3,
    Every.FOURTH: 4,
    Every.LAST: -1,
}
"""Which of its weekdays in the month: the first to the fourth, or the last."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVENING = time(17, 30)
"""A session is one of the evening if it lasts beyond this."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """An organisation that attends a session: who said so and when, and when it was last seen to."""

    organisation: str
    said_on: date | None = None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """When a place is open: times are Europe/London, whatever the season."""

    weekday: int
    """0 for Monday to 6 for Sunday."""
    opens: time
    closes: time
    every: Every = Every.WEEK
    for_whom: OpenTo = OpenTo.ALL
    since: date | None = None
    """Its first day; of a fortnightly one the week that it is counted from."""
    until: date | None = None
    on_bank_holidays: bool = False
    attends: tuple[Attendance, ...] = ()
    nobody_attends: bool = False
    """Whether somebody said that no agency comes; where nobody attends nor said so, it is not known."""
    id: int | None = None
    """Its number once it is stored."""

    @property
    def of_the_evening(self) -> bool:
        """Whether somebody who works until half past five can come."""
        return self.closes > EVENING


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a place is closed although it would be open; `until` None: no day is known."""

    since: date
    until: date | None
    why: str
    id: int | None = None
    """Its number once it is stored."""

    def on(self, day: date) -> bool:
        """Whether it is closed on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Openings:
    """When a place is open, as far as it is known here: nothing at all where nobody has said."""

    sessions: tuple[Session, ...] = ()
    closures: tuple[Closure, ...] = ()
    opened: date | None = None
    """Its first day at all; None: not known, so it may have been there for long."""
    closed: date | None = None
    """Its last day at all, once it has closed for good."""


NOBODY_SAID = Openings()
"""Of a place whose hours nobody has said."""
FACILITIES: Mapping[str, str] = {
    "private_room": "private room",
    "step_free": "step-free access",
    "refreshments": "refreshments",
    "internet": "internet",
    "printing": "printing",
    "signage": "signage",
}
"""What a place has, has not, or nobody knows of: what the inspection of 2016 looked at (source 002)."""


class Freshness(StrEnum):
    """How old the last word of somebody who knows is."""

    CONFIRMED = "confirmed"
    AGEING = "ageing"
    NOT_CONFIRMED = "not confirmed"


_CONFIRMED, _AGEING = 92, 183
"""Three months, and six, in days."""


def tells_where(name: str, *whereabouts: str) -> bool:
    """Whether a name has a word or a number of a street or postcode: "11 Woodland Road" of that street."""
    telling = {
        word.strip(",.()").casefold()
        for text in whereabouts
        for word in text.split()
        if len(word.strip(",.()")) > _SHORT or any(map(str.isdigit, word))
    }
    return any(word.strip(",.()").casefold() in telling for word in name.split())


_SHORT = 3


def freshness(confirmed_on: date | None, today: date) -> Freshness:
    """Confirmed within three months; ageing until six; not confirmed after that, or where nobody ever did."""
    if confirmed_on is None or confirmed_on < today - timedelta(days=_AGEING):
        return Freshness.NOT_CONFIRMED
    recent = confirmed_on >= today - timedelta(days=_CONFIRMED)
    return Freshness.CONFIRMED if recent else Freshness.AGEING


@dataclass(frozen=True, slots=True)
class ServiceHere:
    """A service that is provided at a place; a day that is None is not known."""

    service: str
    """Its slug."""
    since: date | None = None
    until: date | None = None
    """Its last day there."""

    def on(self, day: date) -> bool:
        """Whether it is there on that day, as far as anybody knows."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


_BETWEEN_PLACES = re.compile(r"[;,]|(?=\bHMP )")
"""What stands between the places of a contract: the national list writes prisons one after another."""


def named_exactly(text: str, hubs: Iterable[tuple[str, str]]) -> list[str]:
    """The slugs of those hubs whose whole name stands among the places of a text, in its order.

    `hubs`: slug and name of each. Nothing else is taken for a place: no part of a name, no town, and no name
    that two of them have (decision 237).
    """
    known: dict[str, str | None] = {}
    for slug, name in hubs:
        known[_bare(name)] = None if _bare(name) in known else slug
    parts = _BETWEEN_PLACES.split(text)
    found = (known.get(_bare(part)) for part in parts)
    return list(dict.fromkeys(slug for slug in found if slug))


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class HubDetails:
    """What a lead writes down of a place, besides when it is open."""

    name: str
    kind: HubKind
    run_by: str
    area_code: str
    address: str = ""
    postcode: str = ""
    confidential: bool = False
    phone: str = ""
    mailbox: str = ""
    met_by: str = ""
    """Who meets people there: a post, never a name."""
    stand_in: str = ""
    """Whom a court team turns to when an officer is away."""
    transport: str = ""
    opened: date | None = None
    closed: date | None = None
    facilities: Mapping[str, bool | None] = field(default_factory=dict)
    """By the keys of `FACILITIES`; None or absent: not known."""
