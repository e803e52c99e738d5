"""How far it is to a place: straight lines from the middle of a ward, and who is in reach."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

METRES_A_MILE = 1609.344


def miles(easting: float, northing: float, places: pd.DataFrame) -> pd.Series:
    """How far each place is from a point of the national grid, in miles in a straight line."""
    east, north = places.easting - easting, places.northing - northing
    return (east**2 + north**2) ** 0.5 / METRES_A_MILE


def nearest(centres: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """The centres with `miles` to the nearest place and its `place`; both missing where there is none."""
    if places.empty:
        return centres.assign(miles=np.nan, place="")
    away = _miles_between(centres, places)
    first = away.argmin(axis=1)
    return centres.assign(miles=away.min(axis=1), place=places.name.to_numpy()[first])


def near(centres: pd.DataFrame, places: pd.DataFrame, within: float) -> pd.DataFrame:
    """Those of the places that are within so many miles of any of the centres."""
    is_near = np.any(_miles_between(centres, places) <= within, axis=0)
    return places[pd.Series(is_near, index=places.index, dtype=bool)]


def _miles_between(centres: pd.DataFrame, places: pd.DataFrame) -> np.ndarray:
    """How far each place is from each centre: a row a centre, a column a place."""
    away = np.hypot(
        centres.easting.to_numpy(float)[:, None] - places.easting.to_numpy(float),
        centres.northing.to_numpy(float)[:, None] - places.northing.to_numpy(float),
    )
    return np.asarray(away / METRES_A_MILE)


def by_time(
    wards: pd.DataFrame, times: pd.DataFrame, places: pd.DataFrame, placed: pd.DataFrame
) -> pd.DataFrame:
    """The wards, as `nearest` has them, with `minutes` to the soonest of these places and which that is.

    Of a ward without a time to any of them both stay missing: it keeps its distance, which is no time.
    `nearer`: the nearest of those that are `placed`, where it has no time and is nearer than the soonest: the
    ward is partly timed (decision 245), and its minutes are the most that it can take.
    """
    names = dict(zip(places.slug, places.name, strict=True))
    there = times[times.hub.isin(names)].sort_values("minutes", kind="stable").drop_duplicates("ward_code")
    of_ward = there.set_index("ward_code")
    soonest = wards.key.map(of_ward.hub)
    return wards.assign(
        minutes=wards.key.map(of_ward.minutes).astype(float),
        soonest=soonest.map(names).fillna(""),
        nearer=_nearer(wards, soonest, times, placed),
    )


def _nearer(wards: pd.DataFrame, soonest: pd.Series, times: pd.DataFrame, placed: pd.DataFrame) -> list[str]:
    """Of each ward the nearest place without a time, where that is nearer than the soonest; else empty."""
    away = _miles_between(wards, placed)
    known = set(zip(times.ward_code, times.hub, strict=True))
    slugs, names = list(placed.slug), list(placed.name)
    found = []
    for key, hub, miles_to in zip(wards.key, soonest, away, strict=True):
        untimed = [
            (far, name)
            for far, slug, name in zip(miles_to, slugs, names, strict=True)
            if (key, slug) not in known
        ]
        # How far a place is that is on no map nobody knows: any other may be nearer.
        to_it = miles_to[slugs.index(hub)] if hub in slugs else np.inf
        nearest_one = min(untimed, default=(np.inf, ""))
        found.append(nearest_one[1] if pd.notna(hub) and nearest_one[0] < to_it else "")
    return found


def minutes_from(ward_code: str, times: pd.DataFrame, places: pd.DataFrame) -> pd.Series:
    """The minutes from a ward to each of these places; missing where no time is known."""
    of_ward = times[times.ward_code == ward_code].drop_duplicates("hub").set_index("hub").minutes
    return places.slug.map(of_ward).astype(float)


def share_within(within: Sequence[bool], counts: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The smallest and largest share of a cohort that is in reach, by each ward's smallest and largest count.

    None where there may be nobody: a share of nothing is none.
    """
    low_in, high_in, low_out, high_out = 0.0, 0.0, 0.0, 0.0
    for inside, (low, high) in zip(within, counts, strict=True):
        if inside:
            low_in, high_in = low_in + low, high_in + high
        else:
            low_out, high_out = low_out + low, high_out + high
    if not low_in + low_out:
        return None
    # Least where those in reach are as few as they can be, and the others as many.
    return low_in / (low_in + high_out), high_in / (high_in + low_out)
