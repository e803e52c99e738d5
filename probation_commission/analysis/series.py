"""One ward or locality month by month, never joined across a change of wards (decision 54).

All frames have a row a month that has a return, oldest first: month, ward_set (the key of the wards in force
then) and the counts; NaN where the month's return holds no such figure.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from probation_commission.analysis.iom import every_ward, totals
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.localities import Grouping
from probation_commission.domain.places import Ward, WardSet, bare

COLUMNS = ["month", "ward_set", *COUNTS]
METHOD = (
    "Estimate: months before {change} are shared out onto today’s wards by how many postcodes of each "
    "abolished ward lie in today’s, which is homes and not people."
)


def of_ward(figures: pd.DataFrame, ward: Ward, ward_sets: Sequence[WardSet]) -> pd.DataFrame:
    """The ward, and before or after a change of wards the one of the same name, if there is one.

    A ward of the same name is another ward: its months have another ward_set and are never joined.
    """
    every_ward_known = (other for ward_set in ward_sets for other in ward_set.wards)
    # Belmont until May 2025 (E05009036) and since (E05016156) are two wards (decision 54).
    namesakes = {other.code for other in every_ward_known if bare(other.name) == bare(ward.name)}
    wards = every_ward(figures)
    return _month_by_month(figures, ward_sets, wards[wards.ward_code.isin(namesakes)])


def of_locality(
    figures: pd.DataFrame, name: str, groupings: Mapping[str, Grouping], ward_sets: Sequence[WardSet]
) -> pd.DataFrame:
    """The locality of that name in each ward set that has one; `groupings` by the key of the ward set."""
    inside = {
        code
        for ward_set in ward_sets
        for code, locality in groupings.get(ward_set.key, {}).items()
        if locality == name
    }
    wards = every_ward(figures)
    return _month_by_month(figures, ward_sets, wards[wards.ward_code.isin(inside)])


def of_area(figures: pd.DataFrame, ward_sets: Sequence[WardSet]) -> pd.DataFrame:
    """The whole area, to which changes of its wards do not matter."""
    whole = totals(figures)
    in_force = [_in_force(ward_sets, month) for month in whole.month]
    keys = [ward_set.key if ward_set else "" for ward_set in in_force]
    return whole.assign(ward_set=keys)[COLUMNS]


def apportioned(
    figures: pd.DataFrame, ward: Ward, ward_sets: Sequence[WardSet], fits: pd.DataFrame
) -> pd.DataFrame:
    """An estimate: the ward as it is today, with earlier months shared out onto it by postcodes.

    `fits` has previous_ward_code, ward_code and share, as `places.best_fits` gives them. A month counts
    where any of the abolished wards that lie in this one has a figure; `estimate` says which are shared out.
    """
    shares = fits[fits.ward_code == ward.code].set_index("previous_ward_code").share.to_dict()
    wards = every_ward(figures)
    # Today's ward counts whole; of one abolished in its favour, the share of its postcodes (decision 54).
    share = wards.ward_code.map({ward.code: 1.0} | shares)
    shared = wards.assign(**{name: wards[name] * share for name in COUNTS})
    series = _month_by_month(figures, ward_sets, shared[share.notna()])
    own = next((ward_set.key for ward_set in ward_sets if ward in ward_set.wards), "")
    # Only months on its own wards are figures of a return.
    return series.assign(estimate=series.ward_set != own)


def changes(series: pd.DataFrame, ward_sets: Sequence[WardSet]) -> pd.DataFrame:
    """The changes of wards within the series: at (between its last month and the first after), words."""
    rows = []
    for ward_set in sorted(ward_sets, key=lambda ward_set: ward_set.in_force_from):
        # MonthBegin(0) leaves the first of a month where it is. Wards change with an election in May, mostly
        # after its first day, and a return for May is on the wards of that day.
        first = pd.Timestamp(ward_set.in_force_from) + pd.offsets.MonthBegin(0)
        if len(series) and pd.Timestamp(series.month.min()) < first <= pd.Timestamp(series.month.max()):
            # Halfway between the last month before and the first after, where no point stands.
            at = first - pd.Timedelta(days=15)
            rows.append((at, f"wards changed in {ward_set.in_force_from:%B %Y}"))
    return pd.DataFrame(rows, columns=["at", "words"])


def _month_by_month(figures: pd.DataFrame, ward_sets: Sequence[WardSet], wards: pd.DataFrame) -> pd.DataFrame:
    """The sum of those wards in every month that has a return on one of the ward sets."""
    in_force = {month: _in_force(ward_sets, month) for month in figures.month.unique()}
    keys = {month: ward_set.key for month, ward_set in in_force.items() if ward_set}
    months = pd.Index(sorted(keys), name="month")
    sums = wards.groupby("month")[COUNTS].sum(min_count=1).reindex(months).astype(float).reset_index()
    return sums.assign(ward_set=[keys[month] for month in sums.month])[COLUMNS]


def _in_force(ward_sets: Sequence[WardSet], month: date) -> WardSet | None:
    return next((ward_set for ward_set in ward_sets if ward_set.covers(month)), None)
