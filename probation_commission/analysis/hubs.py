"""The hubs and offices that are known, those of them that count, and those that somebody looks for."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

import pandas as pd

from probation_commission.analysis.openings import is_open, opened
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.domain.hubs import NOBODY_SAID, Openings, OpenTo, ServiceHere, freshness

NOW, EVENING = "now", "evening"
"""When a place is looked for besides on a weekday, which is "0" for Monday to "6"."""
# Two first Thursdays are up to 35 days apart, and one may be a bank holiday.
_AHEAD = timedelta(days=70)


def real(places: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up: only they are counted."""
    return of_kind(places, illustrative=False)


def of_kind(places: pd.DataFrame, *, illustrative: bool) -> pd.DataFrame:
    """Those that are made up, or those that are not."""
    return places[places.illustrative.astype(bool) == illustrative]


def on_map(places: pd.DataFrame) -> pd.DataFrame:
    """Those that have a point, be it exact or approximate."""
    return places.dropna(subset=["latitude", "longitude"])


def off_map(places: pd.DataFrame) -> pd.DataFrame:
    """Those that have none: nobody knows where they are, or nobody may."""
    return places[places.latitude.isna() | places.longitude.isna()]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which places are looked for; empty: of any."""

    kind: str = ""
    when: str = ""
    """`NOW`, `EVENING`, or a weekday from "0" for Monday on."""
    group: OpenTo = OpenTo.ALL
    run_by: str = ""
    freshness: str = ""
    pathway: str = ""
    """Of a service that is provided there."""

    @property
    def of_hours(self) -> bool:
        """Whether it asks for anything that only a place with known hours can answer."""
        return bool(self.when) or self.group is not OpenTo.ALL


def found(
    places: pd.DataFrame,
    openings: Mapping[str, Openings],
    wanted: Wanted,
    now: datetime,
    *,
    pathways: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> pd.DataFrame:
    """The places that are looked for; `now` is London's. One whose hours nobody knows is open on no day.

    `pathways`: those of the services at each place, as `pathways_at` has them.
    """
    if wanted.kind:
        places = places[places.kind == wanted.kind]
    if wanted.run_by:
        places = places[places.run_by == wanted.run_by]
    if not (wanted.pathway or wanted.freshness or wanted.of_hours):
        return places
    kept = [
        (not wanted.pathway or wanted.pathway in pathways.get(slug, ()))
        and (not wanted.freshness or freshness(known_day(confirmed_on), now.date()) == wanted.freshness)
        and (not wanted.of_hours or serves(openings.get(slug, NOBODY_SAID), wanted, now))
        for slug, confirmed_on in zip(places.slug, places.confirmed_on, strict=True)
    ]
    # As a column: of no places an empty list would be taken for no columns.
    return places[pd.Series(kept, places.index, dtype=bool)]


def there_on(at_places: pd.DataFrame, day: date) -> pd.DataFrame:
    """Which services are at which places on a day, of all of which it is known."""
    kept = [
        ServiceHere(row["service"], known_day(row["since"]), known_day(row["until"])).on(day)
        for row in rows_of(at_places)
    ]
    return at_places[pd.Series(kept, at_places.index, dtype=bool)]


def pathways_at(at_places: pd.DataFrame, services: pd.DataFrame, day: date) -> dict[str, frozenset[str]]:
    """The pathways of the services that are at each place on a day, by its slug."""
    of_service = dict(zip(services.slug, services.pathway, strict=True))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows_of(there_on(at_places, day)):
        if pathway := of_service.get(row["service"]):
            found[row["hub"]].add(pathway)
    return {slug: frozenset(pathways) for slug, pathways in found.items()}


def serves(openings: Openings, wanted: Wanted, now: datetime) -> bool:
    """Whether a place has a session ahead for the group, at the time that is wanted: one a month is found."""
    if wanted.when == NOW and not is_open(openings, now):
        return False
    last = now.date() if wanted.when == NOW else now.date() + _AHEAD
    return any(
        one.session.for_whom.serves(wanted.group)
        and (wanted.when != EVENING or one.session.of_the_evening)
        and (not wanted.when.isdigit() or one.day.weekday() == int(wanted.when))
        and (wanted.when != NOW or one.session.opens <= now.time() < one.session.closes)
        for one in opened(openings, now.date(), last)
    )
