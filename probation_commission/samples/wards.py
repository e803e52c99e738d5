"""How many made-up nominals an area and each of its wards has: as residents and deprivation would have it."""

import pandas as pd

RESIDENTS, SCORE = "residents_2021_estimate", "imd_2025_score_estimate"
PER_NOMINAL = 90_000
"""Residents times IMD score behind one nominal: 168 in a county of 520,000 people at a score of 29."""
LEAST, USUAL = 15, 80
"""The smallest cohort, and one of an area of which nothing is known."""
_ENGLAND = 22.0
"""About the IMD score of England, where a ward has none (Wales, wards newer than the figures)."""


def weights(own: pd.DataFrame) -> pd.Series:
    """How likely each ward of an area is; where no ward has residents, all are as likely."""
    known = _known(own)
    return known[RESIDENTS].fillna(1) * known[SCORE] ** 1.5


def cohort_size(own: pd.DataFrame) -> int:
    """How many nominals an area begins with."""
    known = _known(own)
    if own.empty or known[RESIDENTS].isna().any():
        return USUAL
    return max(LEAST, round(float((known[RESIDENTS] * known[SCORE]).sum()) / PER_NOMINAL))


def _known(own: pd.DataFrame) -> pd.DataFrame:
    """Both figures of each ward, with the middle of the others where one has none."""
    figures = own[[RESIDENTS, SCORE]].astype(float)
    return figures.fillna(figures.mean()).fillna({SCORE: _ENGLAND})
