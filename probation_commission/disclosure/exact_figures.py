"""Figures as they stand in the return, with their cells and files: for leads and admins alone."""

from datetime import date

import pandas as pd

from probation_commission.analysis import iom as analysis
from probation_commission.disclosure.audiences import Audience

# Under an agreement counts are exact too, but sheets, cells and file names stay with leads (decision 61):
# what is asked here is who looks, not `Audience.exact`.
_LOADED = ["accepted_by", "accepted_at"]


def exactly(figures: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """The figures as they are; empty for every other audience."""
    return figures if audience is Audience.RESTRICTED else figures.iloc[:0]


def sources(figures: pd.DataFrame, month: date, ward_code: str, audience: Audience) -> pd.DataFrame:
    """Where a ward's figures stand, with their values; empty for every other audience."""
    return exactly(analysis.cells(figures, month, ward_code), audience)


def behind(figures: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """The figures behind what is shown; for every other audience only accepted_by and accepted_at.

    The name of a file is for leads alone, since its sender may have written anything into it.
    """
    # Each pair once: as many rows as figures would tell how many there are (decision 71).
    return figures if audience is Audience.RESTRICTED else figures[_LOADED].drop_duplicates()


def besides(figures: pd.DataFrame, month: date, audience: Audience) -> dict[str, pd.DataFrame]:
    """What a month's return holds besides the cohort, by title; nothing for every other audience."""
    # Others are told what `disclosure.breakdowns` makes of it (decision 68).
    if audience is not Audience.RESTRICTED:
        return {}
    return analysis.besides_the_cohort(figures[figures.month == month])
