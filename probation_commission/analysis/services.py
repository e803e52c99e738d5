"""The services that are known, and those of them that count."""

from collections.abc import Collection

import pandas as pd


def serving(services: pd.DataFrame, around: Collection[str]) -> pd.DataFrame:
    """Those that serve an area: whose own area contains it (decision 97).

    `around`: the names of all that contains it, its own too, as `Partnership.around` gives them. What is for
    the whole region serves each of its authorities; what is for one of them does not serve the region.
    """
    return services[services.area.isin(around)]


def real(services: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up: only they are counted."""
    return services[~services.illustrative.astype(bool)]


def live(services: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up and run."""
    known = real(services)
    return known[known.status == "live"]
