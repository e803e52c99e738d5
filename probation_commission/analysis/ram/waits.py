"""How long it takes to a step, by Kaplan–Meier: who waits still or left counts for as long as they waited."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from probation_commission.analysis.ram.counts import RamCounts
from probation_commission.analysis.survival import HALF, first_at_most, survived
from probation_commission.domain.ram import Reached, ReferralStep

FEWEST = 30
"""Of fewer than these nothing is told."""
AT_RISK = 10
"""Where fewer are waiting, the curve is cut."""
WEEK = 5
"""Working days."""
NINE_IN_TEN = 0.1
"""Of those who wait still: where nine in ten have come to a step."""


@dataclass(frozen=True)
class Waits:
    """How long it takes to a step, in whole working days.

    `n`: of how many the wait is known, `reached` of them came to it. `median` and `ninetieth` None: not
    within the days that can be told, or too few. `weeks`: a row a week with week, reached (a share, from 0 to
    1) and at_risk (how many waited still on its last day); empty of too few.
    """

    step: ReferralStep
    n: int
    reached: int
    median: int | None
    ninetieth: int | None
    weeks: pd.DataFrame
    half: float | None = None
    """The median between days by a line, so that months can be told apart by less than a day."""

    @property
    def told(self) -> bool:
        """Whether there are enough to say anything."""
        return self.n >= FEWEST


_WEEKS = ["week", "reached", "at_risk"]


def waits(counts: RamCounts, step: ReferralStep) -> Waits:
    """How long it takes to a step, of all cohorts together."""
    came = counts.days(step, Reached.REACHED)
    censored = counts.days(step, Reached.WAITING) + counts.days(step, Reached.LEFT)
    n, reached = int(came.sum() + censored.sum()), int(came.sum())
    if n < FEWEST:
        return Waits(step, n, reached, None, None, pd.DataFrame(columns=_WEEKS))
    at_risk, survival = survived(came, censored)
    told = survival[at_risk >= AT_RISK]
    ends = np.arange(WEEK, len(told), WEEK)
    table = pd.DataFrame(
        {"week": [0, *(ends // WEEK)], "reached": [0.0, *(1 - told[ends])], "at_risk": [n, *at_risk[ends]]}
    )
    median, ninetieth = first_at_most(told, HALF), first_at_most(told, NINE_IN_TEN)
    half = None if median is None else _between(told, median)
    return Waits(step, n, reached, median, ninetieth, table, half)


def half_by_cohort(counts: RamCounts, step: ReferralStep) -> NDArray[np.float64]:
    """Of each cohort by itself the median between two days; NaN where it is not reached, or too few."""
    came = counts.each_so_far(step, Reached.REACHED)[:, :-1]
    waiting, left = (counts.each_so_far(step, one)[:, :-1] for one in (Reached.WAITING, Reached.LEFT))
    found = np.full(len(came), np.nan)
    for row, (at_risk, survival) in enumerate(zip(*survived(came, waiting + left), strict=True)):
        told = survival[at_risk >= AT_RISK]
        if at_risk[:1].sum() >= FEWEST and (day := first_at_most(told, HALF)) is not None:
            found[row] = _between(told, day)
    return found


def _between(survival: NDArray[np.float64], day: int) -> float:
    """Where on that day the line from the share of the day before it crosses a half."""
    before = survival[day - 1] if day else 1.0
    return float(day - 1 + (before - HALF) / (before - survival[day])) if before > HALF else float(day)
