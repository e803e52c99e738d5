"""How far cohorts came: the funnel, the clocks with a service level, who ended and why."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from probation_commission.analysis.ram.counts import REASON_CODES, CohortNumbers, RamCounts
from probation_commission.analysis.referrals import FunnelStep
from probation_commission.domain.ram import (
    CLOCKS,
    REASONS,
    End,
    RamBreakdown,
    RamMeasure,
    Reached,
    ReasonGroup,
    ReferralStep,
)
from probation_commission.domain.ranges import exactly

OPEN_AT_MOST = 0.1
"""Share of a cohort that may be open still before it is too young to say how it ends (decision 260)."""
LEVELS = tuple(step for step, clock in CLOCKS.items() if clock.within is not None)
"""The steps that have a service level."""
_PROBLEMS = tuple(code for code, (group, _) in REASONS.items() if group is ReasonGroup.PROBLEM)
_OVER = (End.COMPLETED, End.CANCELLED, End.ENDED)


@dataclass(frozen=True, slots=True)
class Share:
    """A count and of how many."""

    count: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class ClockCounts:
    """How the clock of a step stands for all whom it began for, or who came to the step without."""

    step: ReferralStep
    within: int
    met: int
    missed: int
    due: int
    """Waiting still, within the level."""
    overdue: int
    """Waiting past the level: whatever comes, it is missed."""
    left: int
    """Ended before they came to it; no part of the share."""
    left_late: int
    """Of those who left: past the level."""
    reversed: int
    unknown: int

    @property
    def begun(self) -> int:
        """All of them."""
        return sum((self.met, self.missed, self.due, self.overdue, self.left, self.reversed, self.unknown))

    @property
    def kept(self) -> Share:
        """Met, of all of whom it is decided: met, missed and overdue."""
        return Share(self.met, self.met + self.missed + self.overdue)


def clock(counts: RamCounts, step: ReferralStep) -> ClockCounts:
    """How the clock of a step with a service level stands. Raises `ValueError` for a step without one."""
    within = CLOCKS[step].within
    if within is None:
        raise ValueError(step)
    sides = {}
    for reached in (Reached.REACHED, Reached.WAITING, Reached.LEFT):
        inside = int(counts.days(step, reached)[: within + 1].sum())
        sides[reached] = inside, counts.so_far(step, reached) - inside
    past = int(counts.days(step, Reached.LEFT)[within + 1 :].sum())
    return ClockCounts(
        step,
        within,
        *sides[Reached.REACHED],
        *sides[Reached.WAITING],
        left=sum(sides[Reached.LEFT]),
        left_late=past,
        reversed=counts.so_far(step, Reached.REVERSED),
        unknown=counts.so_far(step, Reached.UNKNOWN),
    )


class ClockOfCohorts(NamedTuple):
    """The same of each cohort, as far as its share goes."""

    met: CohortNumbers
    decided: CohortNumbers
    due: CohortNumbers


def clock_by_cohort(counts: RamCounts, step: ReferralStep) -> ClockOfCohorts:
    """How the clock of a step with a service level stands for each cohort by itself."""
    within = CLOCKS[step].within or 0
    reached, waiting = counts.each_so_far(step, Reached.REACHED), counts.each_so_far(step, Reached.WAITING)
    met, due = reached[:, : within + 1].sum(axis=1), waiting[:, : within + 1].sum(axis=1)
    # All that came, soon or late, and all that wait past the level.
    return ClockOfCohorts(met, reached.sum(axis=1) + waiting.sum(axis=1) - due, due)


def wrong_by_cohort(counts: RamCounts) -> CohortNumbers:
    """Of each cohort how many were ineligible, mistaken or duplicate."""
    places = [REASON_CODES.index(code) for code in _PROBLEMS]
    found: CohortNumbers = counts.besides[RamMeasure.REFERRALS, RamBreakdown.REASON][:, places].sum(axis=1)
    return found


def funnel(counts: RamCounts) -> list[FunnelStep]:
    """Received and how many of them came to each step, completed, or ended before; the open ones last."""
    received = exactly(counts.referrals)

    def of_all(name: str, count: int) -> FunnelStep:
        return FunnelStep(name, exactly(count), received, "received", among=True)

    return [
        FunnelStep("received", received),
        of_all("initial assessment", counts.came_to(ReferralStep.ASSESSMENT)),
        of_all("first action plan", counts.came_to(ReferralStep.PLAN)),
        of_all("plan approved", counts.came_to(ReferralStep.APPROVAL)),
        of_all("first session", counts.came_to(ReferralStep.SESSION)),
        of_all("completed", counts.ended_as(End.COMPLETED)),
        of_all("ended before completion", counts.ended_as(End.CANCELLED, End.ENDED)),
        of_all("open still", counts.ended_as(End.OPEN)),
    ]


def too_young(counts: RamCounts) -> list[date]:
    """The months of which more than one in ten are open still, so that how they end is not known yet."""
    return sorted(set(counts.cohorts.month[_is_young(counts)]))


def _is_young(counts: RamCounts) -> NDArray[np.bool_]:
    """Of each cohort whether its month is, all services together."""
    months, _ = pd.factorize(counts.cohorts.month)
    still_open, received = (
        np.bincount(months, each) for each in (counts.each_ended(End.OPEN), counts.each(RamMeasure.REFERRALS))
    )
    young: NDArray[np.bool_] = (still_open > OPEN_AT_MOST * received)[months]
    return young


def reasons(counts: RamCounts) -> dict[ReasonGroup, dict[str, int]]:
    """How many ends were asked for by each reason, its words in the order of the list, by its group.

    Groups without any are there with nought; "reason not known here" has none given and unknown codes. Of
    the months that are not too young, of which quick ends would be too large a share (decision 268); where
    all are too young, of all.
    """
    given = counts.besides[RamMeasure.REFERRALS, RamBreakdown.REASON]
    settled = ~_is_young(counts)
    sums = given[settled if settled.any() else slice(None)].sum(axis=0)
    found: dict[ReasonGroup, dict[str, int]] = {group: {} for group in ReasonGroup}
    for code, count in zip(REASON_CODES, sums, strict=True):
        group, words = REASONS.get(code, (ReasonGroup.UNKNOWN, code))
        found[group][words] = int(count)
    return found


def ended(counts: RamCounts) -> dict[ReasonGroup, Share]:
    """The same by group, of all ends that were asked for."""
    groups = {group: sum(of_group.values()) for group, of_group in reasons(counts).items()}
    whole = sum(groups.values())
    return {group: Share(count, whole) for group, count in groups.items()}


def referral_quality(counts: RamCounts) -> Share:
    """Ineligible, mistaken or duplicate, of all that were received."""
    wrong = (counts.count(RamMeasure.REFERRALS, RamBreakdown.REASON, code) for code in _PROBLEMS)
    return Share(sum(wrong), counts.referrals)


def completed(counts: RamCounts) -> Share:
    """Completed, of all that are over of the months that are not too young."""
    # Early ends come first, and would be too large a share of the others.
    settled = ~_is_young(counts)
    ends = {end: int(counts.each_ended(end)[settled].sum()) for end in _OVER}
    return Share(ends[End.COMPLETED], sum(ends.values()))
