"""One ward or locality month by month, never across a change of wards as if nothing had happened.

All frames have a row a month that has a return, oldest first: month, ward_set (the key of the wards in force
then) and the counts; NaN where the month's return holds no such figure.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd

from probation_commission.analysis.iom import COUNTS, by_ward, totals
from probation_commission.analysis.localities import rolled_up
from probation_commission.domain.localities import Grouping
from probation_commission.domain.places import Ward, WardSet, bare

WHOLE_MONTHS = ["month", "ward_set", *COUNTS]
METHOD = (
    "Estimate: months before {change} are shared out onto today’s wards by how many postcodes of each "
    "abolished ward lie in today’s, which is homes and not people."
)


def of_ward(figures: pd.DataFrame, ward: Ward, ward_sets: Sequence[WardSet]) -> pd.DataFrame:
    """The ward, and before or after a change of wards the one of the same name, if there is one.

    A ward of the same name is another ward: its months have another ward_set and are never joined.
    """
    wanted = {one.key: [w.code for w in one.wards if bare(w.name) == bare(ward.name)] for one in ward_sets}

    def picked(month: date, one: WardSet) -> pd.DataFrame:
        wards = by_ward(figures, month, one)
        return wards[wards.ward_code.isin(wanted[one.key])]

    return _month_by_month(figures, ward_sets, picked)


def of_locality(
    figures: pd.DataFrame, name: str, groupings: Mapping[str, Grouping], ward_sets: Sequence[WardSet]
) -> pd.DataFrame:
    """The locality of that name in each ward set that has one; `groupings` by the key of the ward set."""

    def picked(month: date, one: WardSet) -> pd.DataFrame:
        rolled = rolled_up(by_ward(figures, month, one), groupings.get(one.key, {}), COUNTS)
        return rolled[rolled.locality == name]

    return _month_by_month(figures, ward_sets, picked)


def of_area(figures: pd.DataFrame, ward_sets: Sequence[WardSet]) -> pd.DataFrame:
    """The whole area, to which changes of its wards do not matter."""
    whole = totals(figures)
    keys = [one.key if (one := _in_force(ward_sets, month)) else "" for month in whole.month]
    return whole.assign(ward_set=keys)[WHOLE_MONTHS]


def apportioned(
    figures: pd.DataFrame, ward: Ward, ward_sets: Sequence[WardSet], fits: pd.DataFrame
) -> pd.DataFrame:
    """An estimate: the ward as it is today, with earlier months shared out onto it by postcodes.

    `fits` has previous_ward_code, ward_code and share, as `places.best_fits` gives them. A month counts
    where any of the abolished wards that lie in this one has a figure; `estimate` says which are shared out.
    """
    shares = fits[fits.ward_code == ward.code].set_index("previous_ward_code").share

    def picked(month: date, one: WardSet) -> pd.DataFrame:
        wards = by_ward(figures, month, one).set_index("ward_code")
        if ward.code in wards.index:
            return wards.loc[[ward.code], COUNTS]
        known = wards.reindex(shares.index)[COUNTS]
        return known.mul(shares, axis=0).sum(min_count=1).to_frame().T

    series = _month_by_month(figures, ward_sets, picked)
    own = next((one.key for one in ward_sets if ward in one.wards), "")
    return series.assign(estimate=series.ward_set != own)


def changes(series: pd.DataFrame, ward_sets: Sequence[WardSet]) -> pd.DataFrame:
    """The changes of wards within the series: at (between its last month and the first after), words."""
    rows = []
    for one in sorted(ward_sets, key=lambda one: one.in_force_from):
        first = pd.Timestamp(one.in_force_from) + pd.offsets.MonthBegin(0)
        if len(series) and pd.Timestamp(series.month.min()) < first <= pd.Timestamp(series.month.max()):
            at = first - pd.Timedelta(days=15)
            rows.append((at, f"wards changed in {one.in_force_from:%B %Y}"))
    return pd.DataFrame(rows, columns=["at", "words"])


def _month_by_month(
    figures: pd.DataFrame,
    ward_sets: Sequence[WardSet],
    picked: Callable[[date, WardSet], pd.DataFrame],
) -> pd.DataFrame:
    rows = []
    for month in sorted(figures.month.unique()):
        one = _in_force(ward_sets, month)
        if one is not None:
            sums = picked(month, one)[COUNTS].sum(min_count=1)
            rows.append({"month": month, "ward_set": one.key, **sums})
    frame = pd.DataFrame(rows, columns=WHOLE_MONTHS)
    return frame.astype(dict.fromkeys(COUNTS, float))


def _in_force(ward_sets: Sequence[WardSet], month: date) -> WardSet | None:
    return next((one for one in ward_sets if one.covers(month)), None)
