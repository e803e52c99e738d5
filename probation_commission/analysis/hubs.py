"""The hubs and offices that are known, and those of them that count."""

import pandas as pd

from probation_commission.domain.hubs import HubKind


def real(places: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up: only they are counted."""
    return of_kind(places, illustrative=False)


def of_kind(places: pd.DataFrame, *, illustrative: bool) -> pd.DataFrame:
    """Those that are made up, or those that are not."""
    return places[(places.kind == HubKind.ILLUSTRATIVE) == illustrative]


def on_map(places: pd.DataFrame) -> pd.DataFrame:
    """Those that have a point, be it exact or approximate."""
    return places.dropna(subset=["latitude", "longitude"])


def off_map(places: pd.DataFrame) -> pd.DataFrame:
    """Those that have none: nobody knows where they are, or nobody may."""
    return places[places.latitude.isna() | places.longitude.isna()]
