"""The totals of the cohort month by month, to hold joiners and leavers against."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import cast

import pandas as pd

from probation_commission.analysis.reconciliation import Tallies
from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.returns import Return

Cohorts = Mapping[tuple[str, date], int]
"""The total of the cohort by code of the area and month."""


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def cohorts_of(figures: pd.DataFrame) -> Cohorts:
    """The stated total of each area and month, or else the sum of its RAGs if all four are given.

    `figures` as `store.returns.figures` gives them.
    """
    whole = figures[
        (figures.measure == Measure.COHORT) & (figures.breakdown == "") & figures.place_kind.isna()
    ]
    totals: dict[tuple[str, date], int] = {}
    for key, group in whole.groupby(["area_code", "month"]):
        area_code, month = cast("tuple[str, date]", key)
        stated, rags = group[group.rag.isna()], group[group.rag.notna()]
        # Three RAGs of four are no total: joiners and leavers would be held against too little (decision 46).
        if len(stated) or len(rags) == len(Rag):
            totals[area_code, month] = round((stated if len(stated) else rags).value.sum())
    return totals


def with_cohorts(cohorts: Cohorts, returns: Iterable[Return]) -> Cohorts:
    """The totals with those of a file in the place of what they would supersede."""
    fresh = {(ret.area.code, ret.month): whole.value for ret in returns if (whole := Tallies(ret).whole())}
    return {**cohorts, **fresh}
