"""Which services reach a place, and what is near it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from probation_commission.analysis.hubs import there_on
from probation_commission.analysis.reach import miles
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.domain.contracts import Covered, ServicePlace, Status
from probation_commission.domain.hubs import HubKind, Listing

_RUNS = (Status.LIVE, Status.ROLLING_OUT)
_NOT_SEEN_AT = (HubKind.PRISON, HubKind.COURT)
"""Nobody goes there to be seen by a service of their own accord."""
FARTHEST = 30
"""Miles; what is farther is near nobody. An area that was added may have no place of its own here."""


def reaching(
    services: pd.DataFrame,
    places: Mapping[str, Sequence[ServicePlace]],
    area_code: str,
    wards: Collection[str],
    day: date,
) -> pd.DataFrame:
    """Those of an authority's services that run on a day and reach any of these wards; real ones first.

    `services` as they stand that day. One of which no place in the authority is known serves all of it.
    """
    runs = services[services.status.isin(_RUNS) & (services.listed != Listing.DROPPED)]
    kept = [
        _reaches(places.get(row["slug"], ()), area_code, wards, (row["status"], day)) for row in rows_of(runs)
    ]
    there = runs[pd.Series(kept, runs.index, dtype=bool)]
    return there.sort_values(["illustrative", "pathway", "name"], kind="stable")


def in_custody(services: pd.DataFrame) -> "pd.Series[bool]":
    """Of each service whether it is for people in custody alone: it reaches nobody where they live."""
    return (services.stage == _CUSTODY) | services.for_whom.str.contains(_CUSTODY)


_CUSTODY = "custody"


def _reaches(
    places: Sequence[ServicePlace], area_code: str, wards: Collection[str], standing: tuple[str, date]
) -> bool:
    status, day = standing
    here = [place for place in places if place.area_code == area_code]
    if not here:
        return True
    everywhere = [place for place in here if not place.ward_code]
    for ward in wards:
        # A ward that is named wins over its authority.
        of_ward = [place for place in here if place.ward_code == ward] or everywhere
        if any(place.on(day, status) is Covered.LIVE for place in of_ward):
            return True
    return False


def by_distance(placed: pd.DataFrame, start: tuple[float, float] | None, day: date) -> pd.DataFrame:
    """The places where people are seen, with `miles` from a start, the nearest first.

    `placed`: places as they may be shown that are on the map, with easting and northing. Without confidential
    ones, prisons, courts, what has closed, and what is farther than anybody goes; empty where nobody knows
    where to start.
    """
    if start is None:
        return placed.iloc[:0].assign(miles=pd.Series(dtype=float))
    closed = [bool((on := known_day(one)) and on < day) for one in placed.closed]
    kept = placed[
        ~placed.confidential.astype(bool)
        & ~placed.kind.isin(_NOT_SEEN_AT)
        & ~pd.Series(closed, placed.index, dtype=bool)
    ]
    away = kept.assign(miles=miles(*start, kept))
    in_order = away.sort_values(["miles", "illustrative", "name"], kind="stable")
    return in_order[in_order.miles <= FARTHEST]


def nearest_of(
    near: pd.DataFrame, at_places: pd.DataFrame, services: Collection[str], day: date
) -> dict[str, dict[str, Any]]:
    """The nearest place of each service that is known to be at one of these, by the service's slug.

    `near` as `by_distance` has them, `at_places` as the store has which services are where.
    """
    there = there_on(at_places[at_places.service.isin(services)], day)
    places = {row["slug"]: row for row in rows_of(near)}
    order = {slug: number for number, slug in enumerate(places)}
    found: dict[str, str] = {}
    for row in rows_of(there[there.hub.isin(places)]):
        before = found.get(row["service"])
        if before is None or order[row["hub"]] < order[before]:
            found[row["service"]] = row["hub"]
    return {service: places[hub] for service, hub in found.items()}
