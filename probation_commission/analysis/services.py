"""The services that are known, and those of them that count."""

import pandas as pd


def real(services: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up: only they are counted."""
    return services[~services.illustrative.astype(bool)]


def live(services: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up and run."""
    known = real(services)
    return known[known.status == "live"]
