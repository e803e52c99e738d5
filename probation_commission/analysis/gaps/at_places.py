"""Where the services of a cell are given, how often, and who lives near."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from probation_commission.analysis import reach
from probation_commission.analysis.hubs import there_on
from probation_commission.analysis.openings import opened
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.hubs import NOBODY_SAID, Openings, OpenTo

NEAR = 5
"""Miles in a straight line."""
_WEEKS = 4
_OPEN_TO = {
    GapGroup.MEN: OpenTo.MEN,
    GapGroup.WOMEN: OpenTo.WOMEN,
    GapGroup.YOUNG: OpenTo.YOUNG,
    GapGroup.IOM: OpenTo.IOM,
}


@dataclass(frozen=True, slots=True)
class AtPlaces:
    """The places of one service that are known, and what follows from them; None: not known."""

    places: tuple[str, ...]
    sessions: int | None
    """For the group, in the four weeks from that day on."""
    near: float | None
    """The share of the area's residents, or where these are not known of its wards, within `NEAR` miles."""
    of_residents: bool = True


def at_places(slugs: Collection[str], at: pd.DataFrame, hubs: pd.DataFrame, day: date) -> pd.DataFrame:
    """The places, rows of `hubs`, at which any of these services is given that day, with `service`."""
    here = there_on(at[at.service.isin(slugs)], day)
    return here[["service", "hub"]].merge(hubs, left_on="hub", right_on="slug")


def of_service(
    places: pd.DataFrame,
    placed: pd.DataFrame,
    known: Mapping[str, Openings],
    wards: pd.DataFrame,
    asked: tuple[GapGroup, date],
) -> AtPlaces:
    """What is known of the places of one service, for a group from a day on.

    `placed`: those of the places that have a point, on the national grid. `wards`: the middles of those of
    the area with their residents, as `analysis.reach` takes them.
    """
    group, day = asked
    hours = [openings for slug in places.slug if (openings := known.get(slug, NOBODY_SAID)).sessions]
    sessions = sum(
        one.session.for_whom.serves(_OPEN_TO[group])
        for openings in hours
        for one in opened(openings, day, day + timedelta(weeks=_WEEKS, days=-1))
    )
    share, of_residents = _near(placed, wards)
    return AtPlaces(tuple(places.name), sessions if hours else None, share, of_residents)


def _near(placed: pd.DataFrame, wards: pd.DataFrame) -> tuple[float | None, bool]:
    if placed.empty or wards.empty:
        return None, True
    within = reach.nearest(wards, placed).miles <= NEAR
    residents = pd.to_numeric(wards.residents)
    if residents.notna().all() and residents.sum():
        return float(residents[within].sum() / residents.sum()), True
    return float(within.mean()), False
