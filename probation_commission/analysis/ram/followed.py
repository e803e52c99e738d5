"""What is followed of a service's cohorts month by month, for control charts (decision 242)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from probation_commission.analysis.events import Happened, on_chart, phases_of
from probation_commission.analysis.followed import Followed, FollowedMeasure, by_urgency
from probation_commission.analysis.ram.cohort import clock_by_cohort, wrong_by_cohort
from probation_commission.analysis.ram.counts import CohortNumbers, RamCounts
from probation_commission.analysis.ram.waits import half_by_cohort
from probation_commission.analysis.spc import Good, control
from probation_commission.domain.days import months_between
from probation_commission.domain.ram import RamMeasure, ReferralStep

Shares: TypeAlias = NDArray[np.float64]
"""A number for each cohort."""
FEWEST = 5
"""Referrals without which a month has no share to follow."""


def _kept(step: ReferralStep) -> Callable[[RamCounts], Shares]:
    def of(counts: RamCounts) -> Shares:
        found = clock_by_cohort(counts, step)
        # Who is seen soon is counted first: a month whose clock still runs would look better than it is.
        return _share(found.met, found.decided, (found.due == 0) & (found.decided >= FEWEST))

    return of


def _median(counts: RamCounts) -> Shares:
    still_runs = clock_by_cohort(counts, ReferralStep.ASSESSMENT).due > 0
    return np.where(still_runs, np.nan, half_by_cohort(counts, ReferralStep.ASSESSMENT))


def _problems(counts: RamCounts) -> Shares:
    received = counts.each(RamMeasure.REFERRALS)
    told = (clock_by_cohort(counts, ReferralStep.ASSESSMENT).due == 0) & (received >= FEWEST)
    return _share(wrong_by_cohort(counts), received, told)


def _share(part: CohortNumbers, whole: CohortNumbers, told: NDArray[np.bool_]) -> Shares:
    found: Shares = np.divide(part, whole, out=np.full(len(part), np.nan), where=told)
    return found


_PART, _WHOLE = {"part": 1.0}, ("part", "rest")
"""A share of what it is counted in."""
FOLLOWED: tuple[tuple[Followed, Callable[[RamCounts], Shares]], ...] = (
    (
        Followed(
            "Assessed in 10 days",
            "initial assessment within 10 working days, of all of whom it is decided",
            Good.UP,
            _PART,
            _WHOLE,
        ),
        _kept(ReferralStep.ASSESSMENT),
    ),
    (
        Followed(
            "Median wait",
            "working days until half have had their initial assessment",
            Good.DOWN,
            {"days": 1.0},
        ),
        _median,
    ),
    (
        Followed(
            "Plan in 5 days",
            "action plan within 5 working days of the assessment, of all of whom it is decided",
            Good.UP,
            _PART,
            _WHOLE,
        ),
        _kept(ReferralStep.PLAN),
    ),
    (
        Followed(
            "Wrongly referred",
            "ineligible, mistaken or duplicate, of all received",
            Good.DOWN,
            _PART,
            _WHOLE,
        ),
        _problems,
    ),
)
"""Each with how it is worked out of each cohort; NaN where that is too small or too young."""
WAITS = frozenset(one.name for one, _ in FOLLOWED[:2])
"""Those that say whether waits are getting worse."""


def followed(
    counts: RamCounts,
    happened: Sequence[Happened] = (),
    areas: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> list[FollowedMeasure]:
    """Each measure of each service that has a figure, with what happened; what needs a look first.

    `areas`: those that each service's reports are about.

    A month that a report covers in part has none, and one in which somebody's clock still runs.
    """
    found = []
    for slug, of_service in counts.apart():
        months, partial = of_service.cohorts.month, of_service.cohorts.partial.to_numpy(dtype=bool)
        every = months_between(months.min(), months.max())
        for one, worked_out in FOLLOWED:
            worked = np.where(partial, np.nan, worked_out(of_service))
            values = pd.Series(worked, index=list(months), dtype=float).reindex(every)
            if values.notna().any():
                seen = on_chart(happened, slug, areas.get(slug, ()), (every[0], every[-1]), measure=one.name)
                chart = control(values, one.good, phases=phases_of(seen), counted=False)
                found.append(FollowedMeasure(slug, one, chart, happened=seen))
    return by_urgency(found)
