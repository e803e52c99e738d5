"""Hubs and offices in words and as a table."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from probation_commission.analysis.hubs import EVENING, NOW, Wanted, off_map, on_map, real
from probation_commission.analysis.openings import Opening
from probation_commission.analysis.rows import known_day
from probation_commission.domain.days import in_full
from probation_commission.domain.hubs import (
    WEEKDAYS,
    Attendance,
    Closure,
    Every,
    Freshness,
    Openings,
    OpenTo,
    Session,
    freshness,
)
from probation_commission.domain.travel import TravelMatrix
from probation_commission.domain.words import plural
from probation_commission.views.terms import said

NOT_KNOWN = "not known"
WHEN = {
    "": "any day",
    NOW: "open now",
    EVENING: "in the evening",
    **{str(number): f"on {name}s" for number, name in enumerate(WEEKDAYS)},
}
COLUMNS = {
    "name": "Place",
    "kind": "Kind",
    "run_by": "Run by",
    "hours": "Open",
    "confirmed": "Confirmed",
    "phone": "Phone",
    "mailbox": "Mailbox",
    "address": "Address",
    "postcode": "Postcode",
    "where": "On the map",
    "verified": "Verified",
    "source": "Source",
}


def finding(places: pd.DataFrame, where: str, open_ones: int = 0) -> str:
    """How many places, how many of them exactly placed, and that opening times are not known.

    Of those that are not made up; how many are is said at the end. `open_ones`: of how many of these somebody
    has said the hours within three months.
    """
    known = real(places)
    invented = len(places) - len(known)
    if known.empty:
        shown = f"; the {invented} shown {'is' if invented == 1 else 'are'} illustrative" if invented else ""
        return f"No hub or office in {where} is known here{shown}."
    more = f" {plural(invented, 'more is', 'more are')} illustrative and not counted." if invented else ""
    exact, off = int(known.exact.sum()), len(off_map(known))
    where_they_are = ", ".join(
        [
            f"{exact} at a verified postcode",
            f"{len(on_map(known)) - exact} approximate",
            *([f"{off} not on the map"] if off else []),
        ]
    )
    # No source gives opening times, and none are made up for a real place: the sentence says so each time.
    said_so = f"{open_ones} of them" if open_ones else "none"
    return (
        f"{plural(len(known), 'place')} in {where}; {where_they_are}. "
        f"Whether they are open is confirmed for {said_so}.{more}"
    )


def not_on_map(places: pd.DataFrame) -> str:
    """The places without a marker, each with why: “700 Club (no address in any source)”; empty for none."""
    off = off_map(places)
    if off.empty:
        return ""
    why = off.placed_by.str.removeprefix("not on the map: ")
    return f"Not on the map: {'; '.join(off.name + ' (' + why + ')')}."


def how_many_off(places: pd.DataFrame) -> str:
    """`5 more are not on the map.`; empty where all are on it."""
    off = len(off_map(places))
    return f"{plural(off, 'more is', 'more are')} not on the map." if off else ""


def markers(places: pd.DataFrame) -> pd.DataFrame:
    """The places as `views.maps.place_markers` takes them: where, and who runs them."""
    sources = {one: said(one) for one in places.placed_by.unique()}
    label = places.run_by + ", " + places.placed_by.map(sources)
    return places.assign(lat=places.latitude, lon=places.longitude, label=label)


def table(places: pd.DataFrame, openings: Mapping[str, Openings], today: date) -> pd.DataFrame:
    """Everything that is known of each place, as on that day."""
    rows = places.assign(
        where=places.placed_by.map(said),
        hours=[
            hours(state, openings.get(slug))
            for slug, state in zip(places.slug, places.open_state, strict=True)
        ],
        confirmed=[
            freshness_words(known_day(on), verified, today)
            for on, verified in zip(places.confirmed_on, places.verified, strict=True)
        ],
        **{name: places[name].replace("", NOT_KNOWN) for name in ("phone", "mailbox", "address")},
    ).fillna({"postcode": NOT_KNOWN})
    return rows[list(COLUMNS)].rename(columns=COLUMNS)


def hours(open_state: str, known: Openings | None) -> str:
    """When a place is open, in a cell; what its source says where nobody has said it here."""
    if known is None:
        return open_state or NOT_KNOWN
    said_of = [*map(session, known.sessions)] or [open_state or NOT_KNOWN]
    return "; ".join([*said_of, *map(closure, known.closures)])


def session(one: Session) -> str:
    """`Thursdays 13:00–19:00, women only, every second week from 6 January 2026`."""
    every = "" if one.every is Every.WEEK else f"{one.every}"
    parts = [
        f"{WEEKDAYS[one.weekday]}s {times(one)}",
        *([one.for_whom.value] if one.for_whom is not OpenTo.ALL else []),
        *([every] if every else []),
        *([f"from {in_full(one.since)}"] if one.since else []),
        *([f"until {in_full(one.until)}"] if one.until else []),
        *(["also on bank holidays"] if one.on_bank_holidays else []),
    ]
    return ", ".join(parts)


def times(one: Session) -> str:
    """`13:00–19:00`."""
    return f"{one.opens:%H:%M}–{one.closes:%H:%M}"


def closure(one: Closure) -> str:
    """`closed from 6 November 2026 until 5 February 2027: refurbishment`."""
    until = f" until {in_full(one.until)}" if one.until else ""
    return f"closed from {in_full(one.since)}{until}: {one.why}"


def attends(one: Session, *, with_days: bool = True) -> str:
    """Who is said to attend a session, and when each was last seen to; or that nobody does, or knows."""
    if not one.attends:
        return "no agency attends" if one.nobody_attends else "who attends is not known"
    return "; ".join(
        f"{each.organisation} ({_seen(each)})" if with_days else each.organisation for each in one.attends
    )


def _seen(one: Attendance) -> str:
    if one.seen_on:
        return f"seen to on {in_full(one.seen_on)}"
    return f"said on {in_full(one.said_on)}, not seen to" if one.said_on else "said, not seen to"


def next_opening(one: Opening | None, today: date) -> str:
    """`today 13:00–19:00`, `Thursday 3 December, 13:00–19:00`; that it is not known where there is none."""
    if one is None:
        return "not known"
    names = {0: "today", 1: "tomorrow"}
    ahead = (one.day - today).days
    name = names.get(ahead) or f"{WEEKDAYS[one.day.weekday()]} {one.day.day} {one.day:%B}"
    return f"{name}, {times(one.session)}"


def next_in_short(one: Opening | None) -> str:
    """`Thu 3 Dec, 13:00–19:00`; that it is not known where there is none."""
    return f"{one.day:%a} {one.day.day} {one.day:%b}, {times(one.session)}" if one else NOT_KNOWN


def freshness_words(confirmed_on: date | None, verified: str, today: date) -> str:
    """How sure it is: `confirmed on 15 November 2026`, or what its source says where nobody has here."""
    if confirmed_on is None:
        return f"not confirmed here; {verified}" if verified else "not confirmed here"
    fresh, on = freshness(confirmed_on, today), in_full(confirmed_on)
    if fresh is Freshness.CONFIRMED:
        return f"confirmed on {on}"
    if fresh is Freshness.AGEING:
        return f"ageing: last confirmed on {on}"
    return f"not confirmed since {on}, more than six months ago"


def search_finding(count: int, of: int, wanted: Wanted, unknown: int) -> str:
    """How many of the places are what somebody looks for, and of how many nobody knows the hours."""
    when = WHEN[wanted.when] if wanted.when == NOW else wanted.when and f"open {WHEN[wanted.when]}"
    asked = ", ".join(filter(None, (when, *asked_besides(wanted))))
    more = f" The hours of {plural(unknown, 'more is', 'more are')} not known here." if unknown else ""
    return f"{count} of {plural(of, 'place')}: {asked}.{more if wanted.of_hours else ''}"


def now_on_map(place: pd.Series, ward: str) -> str:
    """Where a place is on the map now, and how that is known."""
    if pd.isna(place.latitude):
        return f"Now: {said(str(place.placed_by))}."
    how = said(str(place.placed_by))
    sure = [] if place.exact or "approximate" in how else ["approximate"]
    return f"Now: {', '.join([*([f'in {ward}'] if ward else []), how, *sure])}."


def then_on_map(ward: str, miles: float | None, *, exact: bool) -> str:
    """Where a place would be on the map, `miles` from where it is now, and how sure that is."""
    parts = [
        f"in {ward}" if ward else "in no ward of its area",
        *([f"{miles:.1f} miles from where it is now"] if miles is not None else ["it was not on the map"]),
        "exactly, by its postcode" if exact else "approximate until a lead confirms it",
    ]
    return f"Then: {', '.join(parts)}."


def away(minutes: float | None, miles: float, matrix: TravelMatrix | None) -> str:
    """`38 minutes by bus, Tuesday 10:00, as of 1 May 2026`; without a time the miles in a straight line."""
    if matrix is None or minutes is None or pd.isna(minutes):
        return f"{miles:.1f} miles in a straight line"
    return f"{minutes:.0f} minutes {matrix.words}"


def service_there(row: Mapping[str, object], name: str) -> str:
    """A service at a place: its name, and from and until when where that is known."""
    since, until = known_day(row["since"]), known_day(row["until"])
    days = [*([f"from {in_full(since)}"] if since else []), *([f"until {in_full(until)}"] if until else [])]
    return ", ".join([name, " ".join(days)] if days else [name])


def asked_besides(wanted: Wanted) -> list[str]:
    """What somebody looks for besides when it is open, a phrase each."""
    each = (
        wanted.kind,
        wanted.group.value if wanted.group is not OpenTo.ALL else "",
        f"with a service of {wanted.pathway}" if wanted.pathway else "",
        f"run by {wanted.run_by}" if wanted.run_by else "",
        wanted.freshness,
    )
    return [phrase for phrase in each if phrase]


def sources(places: pd.DataFrame) -> str:
    """Each source once, by name."""
    return "; ".join(sorted(places.source.unique()))
