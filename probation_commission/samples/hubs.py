"""Six hubs that are nowhere: excellent, quiet, every second week, closed, long unconfirmed, confidential."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

from probation_commission.domain.hubs import (
    CONFIDENTIAL_KINDS,
    FACILITIES,
    Attendance,
    Closure,
    Every,
    HubKind,
    Openings,
    OpenTo,
    Session,
)
from probation_commission.domain.partnership import Examples

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
CONFIRMED_SINCE = 92
"""Whoever attends one that was confirmed in these days was also seen to."""
_ALL_OF_THEM = dict.fromkeys(FACILITIES, True)
_NONE_BUT_SIGNS = dict.fromkeys(FACILITIES, False) | {"signage": True, "step_free": None}
_HOUSING, _RECOVERY, _MONEY = "Example Housing", "Example Recovery", "Example Money Advice"


@dataclass(frozen=True, slots=True)
class _Example:
    """What is made up of a hub, with the days before today on which it was last confirmed."""

    kind: HubKind
    run_by: str
    confirmed: int
    facilities: Mapping[str, bool | None]
    sessions: tuple[Session, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    closed_for: str = ""
    address: str = "invented: there is no such place"
    postcode: str = ""


def _session(
    weekday: int,
    hours: tuple[int, int],
    *attends: str,
    every: Every = Every.WEEK,
    for_whom: OpenTo = OpenTo.ALL,
    since: date | None = None,
) -> Session:
    opens, closes = (time(hour) for hour in hours)
    return Session(weekday, opens, closes, every, for_whom, since, attends=tuple(map(Attendance, attends)))


SECRETS = ("7 Invented Way", "ZZ99 9ZZ", "the 99 to Nowhere Cross")
"""Where the confidential one is: tests look for it in everything that leaves."""
_EXAMPLES = (
    # An excellent one: every facility, an evening, women's and IOM sessions, agencies on every day.
    _Example(
        HubKind.COMMUNITY,
        "Example Community Trust",
        12,
        _ALL_OF_THEM,
        (
            _session(MONDAY, (10, 16), _HOUSING, _RECOVERY),
            _session(TUESDAY, (10, 13), "Example Women’s Service", for_whom=OpenTo.WOMEN),
            _session(THURSDAY, (13, 19), _HOUSING, _MONEY, _RECOVERY),
            _session(FRIDAY, (10, 13), "Example Mentoring", for_whom=OpenTo.IOM),
        ),
        {
            "phone": "01632 960201",
            "mailbox": "hub.east@example.org",
            "met_by": "a volunteer at the door",
            "stand_in": "the duty officer of the day, by the same phone",
            "transport": "a bus stop at the door, every 15 minutes until 20:00",
        },
    ),
    # A reporting centre, to which no agency comes: worth having, and not to be taken for a hub.
    _Example(
        HubKind.REPORTING,
        "Example Community Trust",
        40,
        _NONE_BUT_SIGNS,
        (replace(_session(WEDNESDAY, (9, 17)), nobody_attends=True),),
        {"phone": "01632 960202", "met_by": "a receptionist"},
    ),
    # Every second week, with its start.
    _Example(
        HubKind.COMMUNITY,
        "Example Village Hall",
        80,
        _ALL_OF_THEM | {"printing": False, "private_room": False},
        (_session(TUESDAY, (10, 15), _MONEY, every=Every.FORTNIGHT, since=date(2026, 1, 6)),),
        {"phone": "01632 960203", "transport": "one bus an hour, the last at 16:40"},
    ),
    # Closed for refurbishment.
    _Example(
        HubKind.PROVIDER,
        "Example Recovery",
        25,
        _ALL_OF_THEM | {"step_free": False},
        (_session(MONDAY, (9, 17), _RECOVERY), _session(THURSDAY, (9, 17), _RECOVERY)),
        {"phone": "01632 960204"},
        closed_for="refurbishment",
    ),
    # Nobody has confirmed it for eight months.
    _Example(
        HubKind.PARTNER,
        "Example Charity",
        244,
        {},
        (_session(THURSDAY, (17, 20), _HOUSING, every=Every.FIRST),),
    ),
    # A confidential one: its street is a lead's alone to read.
    _Example(
        HubKind.WOMEN,
        "Example Women’s Service",
        15,
        _ALL_OF_THEM,
        (_session(WEDNESDAY, (10, 14), "Example Women’s Service", for_whom=OpenTo.WOMEN),),
        {
            "phone": "01632 960206",
            "mailbox": "women.hub@example.org",
            "transport": SECRETS[2],
        },
        address=SECRETS[0],
        postcode=SECRETS[1],
    ),
)


def hubs(examples: Examples, today: date) -> list[dict[str, Any]]:
    """The hubs as the bundled ones are read, each in the middle of a ward; every field of place says so."""
    return [
        {
            "slug": hub.slug,
            "name": hub.name,
            "kind": example.kind,
            "confidential": example.kind in CONFIDENTIAL_KINDS,
            "run_by": example.run_by,
            "address": example.address,
            "postcode": example.postcode,
            "near": hub.ward_code,
            "area_code": hub.area_code,
            "open_state": "invented",
            "verified": "invented",
            "source": "Illustrative: invented",
            "illustrative": True,
            "confirmed_on": today - timedelta(days=example.confirmed),
            "confirmed_by": "a made-up lead",
            **dict.fromkeys(FACILITIES),
            **example.facilities,
            **dict.fromkeys(("phone", "mailbox", "met_by", "stand_in", "transport"), ""),
            **example.texts,
        }
        for hub, example in zip(examples.hubs, _EXAMPLES, strict=False)
    ]


_PROVIDED = (
    ("example-housing", "example-recovery", "example-mentoring"),
    (),
    ("example-wellbeing",),
    ("example-recovery",),
    ("example-housing",),
    ("example-women",),
)
"""The made-up services at each of them, by slug."""


def provided(examples: Examples) -> list[dict[str, str]]:
    """Which of the made-up services are at which of them: slugs of service and hub."""
    return [
        {"service": service, "hub": hub.slug}
        for hub, services in zip(examples.hubs, _PROVIDED, strict=False)
        for service in services
    ]


def openings(examples: Examples, today: date) -> list[tuple[str, Openings]]:
    """When each of them is open, by its slug; who attends was seen to a week ago."""
    return [
        (hub.slug, _openings(example, today)) for hub, example in zip(examples.hubs, _EXAMPLES, strict=False)
    ]


def _openings(example: _Example, today: date) -> Openings:
    said, seen = today - timedelta(days=example.confirmed), today - timedelta(days=7)
    confirmed = example.confirmed < CONFIRMED_SINCE
    sessions = tuple(
        replace(
            session,
            attends=tuple(
                replace(one, said_on=said, seen_on=seen if confirmed else None) for one in session.attends
            ),
        )
        for session in example.sessions
    )
    since, until = today - timedelta(days=21), today + timedelta(days=70)
    closures = (Closure(since, until, example.closed_for),) if example.closed_for else ()
    return Openings(sessions, closures)
