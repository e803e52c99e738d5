"""What only leads and admins see, as it stands in the return: cells, and figures besides the cohort."""

from datetime import date

import pandas as pd

from probation_commission.analysis import iom as analysis
from probation_commission.disclosure.audiences import Audience


def sources(figures: pd.DataFrame, month: date, ward_code: str, to: Audience) -> pd.DataFrame:
    """Where a ward's figures stand, with their values; empty for every other audience."""
    rows = analysis.cells(figures, month, ward_code)
    return rows if to is Audience.RESTRICTED else rows.iloc[:0]


def besides(figures: pd.DataFrame, month: date, to: Audience) -> dict[str, pd.DataFrame]:
    """What a month's return holds besides the cohort, by title; nothing for every other audience."""
    if to is not Audience.RESTRICTED:
        return {}
    return analysis.besides_the_cohort(figures[figures.month == month])
