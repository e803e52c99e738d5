"""The figures of reports as arrays: a place for each cohort, which is a service's month of received.

However many referrals stand behind them, they are as many numbers: what somebody chooses is a sum of rows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from probation_commission.domain.ram import (
    NO_REASON,
    OTHER_REASON,
    REASONS,
    AsSupplied,
    End,
    RamBreakdown,
    RamMeasure,
    RamSession,
    Reached,
    ReferralStep,
    of_step,
)

CohortNumbers: TypeAlias = NDArray[np.int64]
STEPS, REACHED, ENDS = tuple(ReferralStep), tuple(Reached), tuple(End)
REASON_CODES = (*REASONS, NO_REASON, OTHER_REASON)
_NO_DAYS = -1
_BESIDES: dict[tuple[str, str], Sequence[str]] = {
    (RamMeasure.REFERRALS, ""): ("",),
    (RamMeasure.REFERRALS, RamBreakdown.END): ENDS,
    (RamMeasure.REFERRALS, RamBreakdown.REASON): REASON_CODES,
    (RamMeasure.SESSIONS, RamBreakdown.SESSION): tuple(RamSession),
    (RamMeasure.OUTCOMES, RamBreakdown.OUTCOME): tuple(AsSupplied),
}
"""What is counted besides the steps, each by its places in order."""


@dataclass(frozen=True, eq=False)
class RamCounts:
    """Counts of cohorts. `cohorts` has subject, month, partial, as_of and illustrative, a row each.

    `every_step`: cohort by step by `Reached` by whole working days, of which the last place is for those
    without any; `rows` are the cohorts' places in it. `besides`: of each measure and breakdown an array,
    cohort by category.
    """

    cohorts: pd.DataFrame
    # Of all cohorts whatever is chosen: it is large, and to copy it would cost more than all sums of it.
    every_step: CohortNumbers
    rows: NDArray[np.int64]
    besides: dict[tuple[str, str], CohortNumbers]

    def of(self, subjects: Collection[str] | None, first: date, last: date) -> "RamCounts":
        """Those of some services (None: of all) whose referrals were received in these months."""
        inside = (self.cohorts.month >= first) & (self.cohorts.month <= last)
        if subjects is not None:
            inside &= self.cohorts.subject.isin(list(subjects))
        return self._where(inside.to_numpy())

    def of_services(self, subjects: Collection[str]) -> "RamCounts":
        """Those of some services, of every month."""
        return self._where(self.cohorts.subject.isin(list(subjects)).to_numpy())

    def apart(self) -> "list[tuple[str, RamCounts]]":
        """Those of each service by itself, by its slug."""
        slugs = sorted(set(self.cohorts.subject))
        return [(slug, self._where((self.cohorts.subject == slug).to_numpy())) for slug in slugs]

    def by_month(self) -> "list[tuple[date, RamCounts]]":
        """Those of each month by itself, the first one first."""
        months = sorted(set(self.cohorts.month))
        return [(month, self._where((self.cohorts.month == month).to_numpy())) for month in months]

    def whole_months(self) -> "RamCounts":
        """Without the months that a report covers in part."""
        return self._where(~self.cohorts.partial.to_numpy(dtype=bool))

    def each(self, measure: RamMeasure) -> CohortNumbers:
        """The whole of a measure of each cohort."""
        found: CohortNumbers = self.besides[measure, ""][:, 0]
        return found

    def each_ended(self, end: End) -> CohortNumbers:
        """Of each cohort how many stand so."""
        found: CohortNumbers = self.besides[RamMeasure.REFERRALS, RamBreakdown.END][:, ENDS.index(end)]
        return found

    def _where(self, these: NDArray[np.bool_]) -> "RamCounts":
        besides = {name: counts[these] for name, counts in self.besides.items()}
        return replace(self, cohorts=self.cohorts[these], rows=self.rows[these], besides=besides)

    @property
    def empty(self) -> bool:
        """Whether there is no cohort."""
        return self.cohorts.empty

    @property
    def referrals(self) -> int:
        """How many were received."""
        return int(self.besides[RamMeasure.REFERRALS, ""].sum())

    def count(self, measure: RamMeasure, breakdown: RamBreakdown, category: str) -> int:
        """How many of all cohorts are of that category."""
        place = list(_BESIDES[measure, breakdown]).index(category)
        return int(self.besides[measure, breakdown][:, place].sum())

    def ended_as(self, *ends: End) -> int:
        """How many stand in any of these ways."""
        return sum(self.count(RamMeasure.REFERRALS, RamBreakdown.END, end) for end in ends)

    def days(self, step: ReferralStep, reached: Reached) -> CohortNumbers:
        """How many are so far with a step after 0, 1, 2 … whole working days."""
        return self._summed(step, reached)[:-1]

    def each_so_far(self, step: ReferralStep, reached: Reached) -> CohortNumbers:
        """Of each cohort the same as `days`, and in the last place those without any."""
        found: CohortNumbers = self.every_step[self.rows, STEPS.index(step), REACHED.index(reached)]
        return found

    def so_far(self, step: ReferralStep, reached: Reached) -> int:
        """The same whatever the days, those without any among them."""
        return int(self._summed(step, reached).sum())

    def came_to(self, step: ReferralStep) -> int:
        """How many came to a step, also those of whom the time is not known or reversed."""
        return sum(self.so_far(step, one) for one in (Reached.REACHED, Reached.REVERSED, Reached.UNKNOWN))

    def begun(self, step: ReferralStep) -> int:
        """How many the clock of a step began for, or who came to it without."""
        return int(self.every_step[self.rows, STEPS.index(step)].sum())

    def _summed(self, step: ReferralStep, reached: Reached) -> CohortNumbers:
        found: CohortNumbers = self.each_so_far(step, reached).sum(axis=0)
        return found


def counted(figures: pd.DataFrame) -> RamCounts:
    """The counts that figures of reports say, in whatever order they come.

    `figures` as `store.returns.figures` gives them: subject, month, measure, breakdown, category, value,
    illustrative; partial and as_of where they are there.
    """
    rows = figures.assign(
        partial=figures.get("partial", pd.Series(data=False, index=figures.index)).fillna(value=False),
        as_of=pd.to_datetime(figures.get("as_of", pd.Series(pd.NaT, index=figures.index))),
        value=figures.value.fillna(0).astype(np.int64),
    )
    # A service's report may come in several returns, one for each of its areas: a cohort is all of them.
    cohorts = (
        rows.groupby(["subject", "month"])
        .agg(partial=("partial", "any"), as_of=("as_of", "min"), illustrative=("illustrative", "any"))
        .reset_index()
    )
    place = {key: at for at, key in enumerate(zip(cohorts.subject, cohorts.month, strict=True))}
    of_rows = [place[key] for key in zip(rows.subject, rows.month, strict=True)]
    rows = rows.assign(cohort=np.array(of_rows, dtype=np.int64))
    besides = {key: _beside(rows, *key, len(cohorts)) for key in _BESIDES}
    steps = _steps(rows[rows.measure == RamMeasure.STEPS], len(cohorts))
    return RamCounts(cohorts, steps, np.arange(len(cohorts)), besides)


def _steps(rows: pd.DataFrame, cohorts: int) -> CohortNumbers:
    said = {category: of_step(category) for category in rows.category.unique()}
    reached = rows.category.map({category: REACHED.index(one) for category, (one, _) in said.items()})
    days = rows.category.map(
        {category: _NO_DAYS if days is None else days for category, (_, days) in said.items()}
    )
    steps = rows.breakdown.map({step.value: at for at, step in enumerate(STEPS)})
    longest = int(days.max()) if len(days) else 0
    found = np.zeros((cohorts, len(STEPS), len(REACHED), longest + 2), dtype=np.int64)
    # The last place of an array is number -1.
    places = tuple(one.to_numpy(dtype=np.int64) for one in (rows.cohort, steps, reached, days))
    np.add.at(found, places, rows.value.to_numpy())
    return found


def _beside(rows: pd.DataFrame, measure: str, breakdown: str, cohorts: int) -> CohortNumbers:
    categories = _BESIDES[measure, breakdown]
    mine = rows[(rows.measure == measure) & (rows.breakdown == breakdown)]
    mine = mine[mine.category.isin(list(categories))]
    found = np.zeros((cohorts, len(categories)), dtype=np.int64)
    at = mine.category.map({str(category): at for at, category in enumerate(categories)})
    np.add.at(found, (mine.cohort.to_numpy(), at.to_numpy(dtype=np.int64)), mine.value.to_numpy())
    return found
