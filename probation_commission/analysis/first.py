"""Where somebody can be seen first: the nearest places that are open to them, soon ones before later ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from probation_commission.analysis import reach
from probation_commission.analysis.openings import LOOKED_AHEAD, Opening, next_for, opened
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.domain.hubs import HubKind, Openings, OpenTo, Session

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime

SOON = timedelta(days=14)
MOST = 5
"""So many places are named: a court team has no time for more."""
ELSEWHERE = frozenset({HubKind.COURT, HubKind.PRISON})
"""Where nobody on probation is seen first, whatever its hours are."""
_ASKED_ALONE = frozenset({HubKind.APPROVED, HubKind.REFUGE, HubKind.VICTIMS})
"""Kinds that are named only where somebody has said that there are hours for people on probation."""


@dataclass(frozen=True, slots=True)
class Start:
    """From where a way is measured: metres of the national grid, and the authority that it is in."""

    easting: float
    northing: float
    area_code: str


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """A place where somebody can be seen; `miles` None: it is confidential, or nobody knows where it is."""

    place: Mapping[str, Any]
    upcoming: Opening
    miles: float | None
    minutes: float | None = None
    """Where a time is known of the way from there."""


@dataclass(frozen=True, slots=True)
class UnheardPlace:
    """A place of which nobody has said when it is open; `miles` as of a `FirstPlace`."""

    place: Mapping[str, Any]
    miles: float | None


@dataclass(frozen=True, slots=True)
class FirstPlaces:
    """Where somebody can be seen first."""

    open_ones: tuple[FirstPlace, ...]
    """The nearest first, those that open within a fortnight before the others; those without miles last."""
    unknown: tuple[UnheardPlace, ...]
    """Places near whose hours nobody has said, the nearest first; those without miles last."""


def upcoming(
    slugs: Iterable[str],
    known: Mapping[str, Openings],
    group: OpenTo,
    now: datetime,
    days: Collection[int] = range(7),
) -> dict[str, Opening]:
    """When each of these places is next open to the group on one of these weekdays; without the others."""
    found = {slug: next_for(known[slug], group, now, days) for slug in slugs if slug in known}
    return {slug: one for slug, one in found.items() if one}


def first_places(
    places: pd.DataFrame,
    placed: pd.DataFrame,
    start: Start,
    ahead: Mapping[str, Opening],
    *,
    known: Mapping[str, Openings],
    today: date,
    group: OpenTo = OpenTo.ALL,
    own: Collection[str] = (),
    minutes: Mapping[str, float] = MappingProxyType({}),
    most: int = MOST,
) -> FirstPlaces:
    """Where somebody who lives at `start` can be seen first.

    `placed`: those of the places that have a point, with easting and northing. `ahead` is what `upcoming`
    gave to the group, `known` the hours of all, and `minutes` how long the way takes to each of which that is
    known. `own`: areas of which places without a distance are named besides those of the start's own area.
    """
    soon = today + SOON
    places, placed = (_to_be_seen_at(frame, today) for frame in (places, placed))
    placed = placed.assign(miles=reach.miles(start.easting, start.northing, placed)).sort_values("miles")
    with_hours = placed[placed.slug.isin(ahead.keys())]
    # Whoever has to be seen soon is not sent to the nearest place that opens in ten weeks.
    late = [ahead[slug].day > soon for slug in with_hours.slug]
    # Minutes and miles are no one order: those without a time come after.
    taken = with_hours.slug.map(dict(minutes)).astype(float)
    with_hours = with_hours.assign(late=late, minutes=taken, untimed=taken.isna())
    nearest = with_hours.sort_values(["late", "untimed", "minutes", "miles"], kind="stable").head(most)
    # What has no distance is named last: a confidential place with whom to ask, and what is on no map.
    apart = _apart(places, placed, start.area_code, own)
    hidden = apart[apart.slug.isin(ahead.keys())]
    with_sessions = [slug for slug, of_one in known.items() if of_one.sessions]
    near, far = (_unheard(frame, with_sessions, group) for frame in (placed, apart))
    return FirstPlaces(
        (
            *(FirstPlace(row, ahead[row["slug"]], row["miles"], row["minutes"]) for row in rows_of(nearest)),
            *(FirstPlace(row, ahead[row["slug"]], None) for row in rows_of(hidden)),
        ),
        (
            *(UnheardPlace(row, row["miles"]) for row in rows_of(near.head(most))),
            *(UnheardPlace(row, None) for row in rows_of(far)),
        ),
    )


def _to_be_seen_at(places: pd.DataFrame, today: date) -> pd.DataFrame:
    """Those where people are seen first, and that are there today: neither over nor yet to come."""
    # By their own days: of a place without sessions `known` has none.
    lasting = zip(map(known_day, places.opened), map(known_day, places.closed), strict=True)
    there = [(first is None or first <= today) and (last is None or today <= last) for first, last in lasting]
    kept = pd.Series(there, places.index, dtype=bool)
    return places[kept & ~places.kind.isin(list(ELSEWHERE))]


def _apart(places: pd.DataFrame, placed: pd.DataFrame, area_code: str, own: Collection[str]) -> pd.DataFrame:
    """The places of these areas that have no distance, those of the start's own area first."""
    apart = places[places.area_code.isin([area_code, *own]) & ~places.slug.isin(placed.slug)]
    return apart.assign(further=apart.area_code != area_code).sort_values("further", kind="stable")


def _unheard(places: pd.DataFrame, with_sessions: Collection[str], group: OpenTo) -> pd.DataFrame:
    """Those real ones that nobody has said the hours of, and that may be for the group."""
    never = [*_ASKED_ALONE, *([HubKind.WOMEN] if group is OpenTo.MEN else [])]
    unheard = ~places.slug.isin(list(with_sessions)) & ~places.illustrative.astype(bool)
    return places[unheard & ~places.kind.isin(never)]


def sessions_ahead(
    openings: Openings, group: OpenTo, now: datetime, days: Collection[int] = range(7)
) -> list[Opening]:
    """The next day of each session that the group can come to, in the order of the week."""
    first: dict[Session, Opening] = {}
    for one in opened(openings, now.date(), now.date() + LOOKED_AHEAD):
        over = one.day == now.date() and one.session.closes <= now.time()
        if one.session.for_whom.serves(group) and one.session.weekday in days and not over:
            first.setdefault(one.session, one)
    return sorted(first.values(), key=lambda one: (one.session.weekday, one.session.opens))
