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
    away = np.hypot(
        centres.easting.to_numpy()[:, None] - places.easting.to_numpy(),
        centres.northing.to_numpy()[:, None] - places.northing.to_numpy(),
    )
    first = away.argmin(axis=1)
    return centres.assign(miles=away.min(axis=1) / METRES_A_MILE, place=places.name.to_numpy()[first])


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
