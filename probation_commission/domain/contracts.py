"""Contracts for services: their dates, where they stand on a day, what they cover, whether there is room."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from probation_commission.domain.places import bare
from probation_commission.domain.words import listed

LONGEST_NOTE = 2000
LONGEST_SAID = 200
YEAR = 365


class Status(StrEnum):
    """Where a service stands, in the words of its column."""

    PROCURE = "to be procured"
    MARKET = "market event"
    COMPETITION = "competition"
    MOBILISING = "mobilising"
    ROLLING_OUT = "rolling out"
    """It has gone live in some of the places that it is for, and not yet in others."""
    DELAYED = "delayed"
    """The day on which it was to go live is past, and it has not gone live."""
    LIVE = "live"
    CLOSED = "closed to referrals"
    ENDED = "ended"
    NOT_CONFIRMED = "not confirmed"
    """No date is known, and no source says anything current."""


IN_ORDER = (
    Status.PROCURE,
    Status.MARKET,
    Status.COMPETITION,
    Status.MOBILISING,
    Status.DELAYED,
    Status.ROLLING_OUT,
    Status.LIVE,
    Status.CLOSED,
    Status.ENDED,
)
"""Those that are worked out from dates: on a later day one is the same, or stands later here."""


class ContractPart(StrEnum):
    """What an organisation is in a contract."""

    PRIME = "prime"
    CHAIN = "supply chain"


class Sex(StrEnum):
    """Whom a service is for."""

    ALL = "men and women"
    MEN = "men"
    WOMEN = "women"


class CaseStage(StrEnum):
    """Where those are whom a service is for."""

    CUSTODY = "custody"
    RELEASE = "release"
    COMMUNITY = "community"


class Capacity(StrEnum):
    """Whether there is room in a service."""

    OPEN = "open"
    LIMITED = "limited"
    WAITING = "waiting list"
    ASSESSMENT = "assessment first"
    CLOSED = "closed"
    NOT_KNOWN = "not known"


class MilestoneKind(StrEnum):
    """A step of a mobilisation."""

    RECRUITMENT = "recruitment"
    VETTING = "vetting"
    PREMISES = "premises"
    GO_LIVE = "go-live"


class Covered(StrEnum):
    """How far a service is in an area."""

    LIVE = "live"
    DUE = "due by then"
    """Of a day that is ahead: it is planned to be live by then, and nobody knows whether it will be."""
    PLANNED = "planned"
    DELAYED = "delayed"
    CLOSED = "closed to referrals"
    """Those who are in it are still served, and nobody new is."""
    ENDED = "ended"
    NOT_CONFIRMED = "not confirmed"


@dataclass(frozen=True, slots=True)
class ContractDates:
    """The days that are known of a contract; None: not known, which no other day is taken for."""

    starts: date | None = None
    ends: date | None = None
    """Its last day, unless it is extended."""
    extension_until: date | None = None
    """Until when it can be extended; once it is, that is `ends`."""
    notice_by: date | None = None
    review_on: date | None = None
    closes_to_referrals: date | None = None
    """The last day of referrals."""
    successor_from: date | None = None
    """The day from which referrals go to its successor."""
    market_event: date | None = None
    competition: date | None = None
    go_live: date | None = None
    """The day on which it is planned to go live."""

    @property
    def of_status(self) -> tuple[date | None, ...]:
        """Those of them that say where it stands."""
        begins = (self.market_event, self.competition, self.starts, self.go_live)
        return (*begins, self.closes_to_referrals, self.ends)


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """An authority, or a ward of one, in which a service is to be had; every day may be not known."""

    area_code: str
    ward_code: str = ""
    planned: date | None = None
    actual: date | None = None
    ended: date | None = None
    reason: str = ""

    def on(self, day: date, status: str = Status.NOT_CONFIRMED) -> Covered:
        """How far the service is there on a day; where no day is known, as far as it is as a whole."""
        if status == Status.ENDED or (self.ended and self.ended < day):
            return Covered.ENDED
        if status == Status.CLOSED:
            return Covered.CLOSED
        if self.actual and self.actual <= day:
            return Covered.LIVE
        if self.planned or self.actual:
            return Covered.DELAYED if self.planned and self.planned <= day else Covered.PLANNED
        return _AS_A_WHOLE.get(status, Covered.NOT_CONFIRMED)


_AS_A_WHOLE: Mapping[str, Covered] = {
    Status.LIVE: Covered.LIVE,
    Status.ROLLING_OUT: Covered.PLANNED,
    Status.DELAYED: Covered.DELAYED,
    Status.MOBILISING: Covered.PLANNED,
    Status.COMPETITION: Covered.PLANNED,
    Status.MARKET: Covered.PLANNED,
    Status.PROCURE: Covered.PLANNED,
}


def status_on(day: date, dates: ContractDates, places: Collection[ServicePlace] = (), said: str = "") -> str:
    """Where a service stands on a day, by the days that are known of its contract and of its places.

    Where no such day is known it is what a source `said`, and "not confirmed" where none said anything. That
    it began is no word against a source that says that it is over; a day on which it ends, ahead, is.
    """
    if over := _over_by(day, dates):
        return over
    begun = min((one.actual for one in places if one.actual), default=None)
    planned = min((one.planned for one in places if one.planned), default=None)
    # Where no mobilisation is known of, it is from its first day on what it says it is.
    go_live = dates.go_live or planned
    live_from = begun if begun or go_live else dates.starts
    begins = live_from or go_live
    if _over(said, dates) and not (begins and begins > day):
        return said
    if live_from and live_from <= day:
        waits = any(one.on(day) in {Covered.PLANNED, Covered.DELAYED} for one in places)
        return Status.ROLLING_OUT if waits else Status.LIVE
    if go_live and go_live <= day:
        # Of a place that has a day of its own and has not gone live the source is no better witness.
        return said if said in _RUNS and not planned else Status.DELAYED
    if go_live or live_from or dates.market_event or dates.competition:
        return _before(day, dates)
    # No day is known, or only how it ends, which is ahead.
    return said or Status.NOT_CONFIRMED


def _over_by(day: date, dates: ContractDates) -> Status | None:
    """What it is once its last day, or its last day of referrals, is past; else None."""
    if dates.ends and dates.ends < day:
        return Status.ENDED
    closed = dates.closes_to_referrals and dates.closes_to_referrals < day
    return Status.CLOSED if closed else None


_RUNS = frozenset({Status.LIVE, Status.ROLLING_OUT})


def _over(said: str, dates: ContractDates) -> bool:
    """Whether a source says that it is over, and no day that is ahead says that it will be; past ones won."""
    if said == Status.CLOSED:
        return dates.closes_to_referrals is None
    return said == Status.ENDED and dates.closes_to_referrals is None and dates.ends is None


def _before(day: date, dates: ContractDates) -> Status:
    """Where a contract stands that has not gone live and is not late."""
    if dates.starts and dates.starts <= day:
        return Status.MOBILISING
    if dates.competition and dates.competition <= day:
        return Status.COMPETITION
    if dates.market_event and dates.market_event <= day:
        return Status.MARKET
    return Status.PROCURE if dates.market_event or dates.competition else Status.MOBILISING


def capacity_on(day: date, capacity: str, until: date | None) -> Capacity:
    """The room in a service as somebody said it, until the day that they said; then it is not known."""
    if not capacity or until is None or until < day:
        return Capacity.NOT_KNOWN
    return Capacity(capacity)


def capacity_words(capacity: Capacity, weeks: int | None) -> str:
    """`waiting list of 6 weeks`, `open`; weeks are those that somebody said until the same day."""
    if capacity is Capacity.NOT_KNOWN or weeks is None:
        return capacity.value
    wait = f"{weeks} {'week' if weeks == 1 else 'weeks'}"
    return f"waiting list of {wait}" if capacity is Capacity.WAITING else f"{capacity}, wait {wait}"


def ends_within(day: date, dates: ContractDates, days: int = YEAR) -> bool:
    """Whether a contract ends within as many days: that day and the last one are in."""
    return dates.ends is not None and day <= dates.ends <= day + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class ServiceChange:
    """What a lead writes down of a service: who it is for and whether there is room."""

    for_whom: str
    ages: str = ""
    sex: str = ""
    stage: str = ""
    iom_only: bool | None = None
    counts_as_rar: bool | None = None
    route: str = ""
    vetting: str = ""
    next_start: date | None = None
    capacity: str = ""
    wait_weeks: int | None = None
    capacity_said_by: str = ""
    capacity_until: date | None = None
    note_restricted: str = ""


_MOST_WEEKS = 104


@dataclass(frozen=True, slots=True)
class Room:
    """What is said of the room in a service, by whom and until when."""

    capacity: str = ""
    wait_weeks: int | None = None
    said_by: str = ""
    until: date | None = None


def wrong_with_service(change: ServiceChange, today: date, stored: Room | None = None) -> list[str]:
    """What is wrong with what was written of a service, each in a sentence that says what to do.

    `stored`: what is said of room so far. Once it is too old it may stay, which hinders no other change.
    """
    room = Room(change.capacity, change.wait_weeks, change.capacity_said_by, change.capacity_until)
    checks = {
        "Say whom it is for.": not change.for_whom,
        "Say who said whether there is room: a post, never a name.": bool(change.capacity)
        and not change.capacity_said_by,
        "Say until when that holds; after that day it reads “not known”.": bool(change.capacity)
        and change.capacity_until is None,
        "What is said of room has to hold at least until today.": bool(change.capacity)
        and change.capacity_until is not None
        and change.capacity_until < today
        and room != stored,
        "Give the weeks of the waiting list.": change.capacity == Capacity.WAITING
        and change.wait_weeks is None,
        f"A wait is 0 to {_MOST_WEEKS} weeks.": change.wait_weeks is not None
        and not 0 <= change.wait_weeks <= _MOST_WEEKS,
        "A wait goes with what is said of room. Choose that too.": change.wait_weeks is not None
        and not change.capacity,
    }
    return [sentence for sentence, wrong in checks.items() if wrong]


@dataclass(frozen=True, slots=True)
class ContractChange:
    """What a lead writes down of a contract."""

    dates: ContractDates = field(default_factory=ContractDates)
    successor: str = ""
    """Its slug."""
    value_pence: int | None = None


_NAMES: Mapping[str, str] = {
    "starts": "start",
    "ends": "end",
    "extension_until": "end of an extension",
    "notice_by": "notice",
    "review_on": "review",
    "closes_to_referrals": "last day of referrals",
    "successor_from": "change to the successor",
    "market_event": "market event",
    "competition": "competition",
    "go_live": "planned go-live",
}
DATE_NAMES = _NAMES
"""What each day of a contract is called."""
_BEFORE: Sequence[tuple[str, str]] = (
    ("market_event", "competition"),
    ("competition", "go_live"),
    ("competition", "starts"),
    ("starts", "go_live"),
    ("starts", "ends"),
    ("go_live", "ends"),
    ("starts", "closes_to_referrals"),
    ("go_live", "closes_to_referrals"),
    ("closes_to_referrals", "ends"),
    ("starts", "notice_by"),
    ("notice_by", "ends"),
    ("starts", "review_on"),
    ("review_on", "ends"),
    ("ends", "extension_until"),
    ("starts", "successor_from"),
)
"""Which day can't be after which."""


def wrong_with_contract(slug: str, change: ContractChange, known: Collection[str]) -> list[str]:
    """What is wrong with what was written of a contract; `known`: the slugs of all contracts."""
    dates = change.dates
    found = [
        f"The {_NAMES[one]} is after the {_NAMES[other]}. Put them in order."
        for one, other in _BEFORE
        if (first := getattr(dates, one)) and (last := getattr(dates, other)) and first > last
    ]
    checks = {
        "A contract is not its own successor.": change.successor == slug,
        "The successor is no contract that is known here.": bool(change.successor)
        and change.successor not in known,
        "A day from which the successor takes referrals needs a successor. Choose it.": bool(
            dates.successor_from
        )
        and not change.successor,
        "A value is no less than nothing.": change.value_pence is not None and change.value_pence < 0,
    }
    return [*found, *(sentence for sentence, wrong in checks.items() if wrong)]


def wrong_with_coverage(one: ServicePlace) -> list[str]:
    """What is wrong with what was written of a place that a service covers."""
    begins = one.actual or one.planned
    checks = {
        "It ended before it went live there. Put the days in order.": bool(
            one.ended and begins and one.ended < begins
        ),
        "Say why it ended, or is late.": not one.reason
        and bool(one.ended or (one.actual and one.planned and one.actual > one.planned)),
    }
    return [sentence for sentence, wrong in checks.items() if wrong]


def outside(
    places: Sequence[str], known: Mapping[str, frozenset[str]], covered: Collection[str]
) -> list[str]:
    """Those of the delivery places that are known to lie in none of the authorities that are covered.

    `known`: the codes of the authorities that a name may mean, by the name in small letters. A place that is
    known by no name is taken for nothing: it may lie anywhere.
    """
    return [
        place
        for place in places
        if (codes := known.get(place.casefold())) and not codes.intersection(covered)
    ]


def outside_words(places: Sequence[str]) -> str:
    """The sentence beside a contract whose delivery places lie elsewhere; empty where there are none."""
    if not places:
        return ""
    return f"Delivery places outside the area that it covers: {listed(places)}. Ask the provider."


@dataclass(frozen=True, slots=True)
class ListedContract:
    """A row of the national list of commissioned rehabilitative services."""

    reference: str
    title: str
    kind: str
    """The code of its type: "ACC", "DNR-NE"."""
    region: str
    police_area: str
    """Empty: it is for a whole region."""
    prime: str
    chain: tuple[str, ...]
    men: bool
    women: bool
    ages: tuple[str, str]
    places: tuple[str, ...]
    closed: bool
    faults: str

    @property
    def slug(self) -> str:
        """`prj-7710` for PRJ_7710."""
        return self.reference.casefold().replace("_", "-")

    @property
    def pathway(self) -> str:
        """The category by which it is listed here."""
        return _PATHWAYS[self.kind.partition("-")[0]]

    @property
    def sex(self) -> Sex:
        """Whom it is for."""
        return Sex.ALL if self.men and self.women else Sex.WOMEN if self.women else Sex.MEN

    @property
    def stage(self) -> str:
        """Custody where its title says so; the others do not say."""
        return CaseStage.CUSTODY if "in custody" in self.title.casefold() else ""

    @property
    def aged(self) -> str:
        """`18 and over`, `18 to 25`."""
        least, most = self.ages
        return f"{least} to {most}" if most else f"{least} and over" if least else ""

    @property
    def of_named_places(self) -> bool:
        """Whether its title is of a part of its region: "Women's Services for London (north)", "(E/NE)".

        "(18-25)" is no place; and one with a police force area is for that.
        """
        return not self.police_area and _COMPASS.search(self.title) is not None

    def within(self, forces: Collection[str]) -> str:
        """The police force area that it is for, where it is for one or its title names it; else empty.

        `forces`: the names of those in its region. Some are listed for the whole region and called by a part
        of it: Durham's and Cleveland's dependency and recovery.
        """
        if self.police_area:
            same = (name for name in forces if bare(name) == bare(self.police_area))
            return next(same, self.police_area)
        words = bare(self.title)
        return next((name for name in forces if words.endswith(f" in {bare(name)}")), "")


_COMPASS = re.compile(r"\((?:[NESW]{1,2}(?:/[NESW]{1,2})*|north|east|south|west)\)$")

_PATHWAYS = {
    "ACC": "Accommodation",
    "ETE": "Education, Training and Employment",
    "FBD": "Finance, Benefits and Debt",
    "DNR": "Dependency and Recovery",
    "PWB": "Personal Wellbeing",
    "WOS": "Women’s Specific",
    "WSM": "Women’s Specific",
    "MTR": "Lifestyle and Associates",
}
"""By the code of a contract's type, before what it adds of a region."""
