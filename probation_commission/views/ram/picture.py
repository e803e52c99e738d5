"""What is drawn of RaM's reports: worked out once for what somebody chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from probation_commission.analysis import ram
from probation_commission.analysis.followed import FollowedMeasure
from probation_commission.analysis.ram import ClockCounts, ComparedBy, RamCounts, Share, Waits
from probation_commission.analysis.referrals import FunnelStep
from probation_commission.domain.ram import (
    AsSupplied,
    RamBreakdown,
    RamMeasure,
    RamSession,
    ReasonGroup,
    ReferralStep,
)

ALL = "all"
TIMED = (ReferralStep.ASSESSMENT, ReferralStep.PLAN, ReferralStep.APPROVAL, ReferralStep.SESSION)
"""The steps of which the wait is drawn; nobody waits for a conclusion."""


@dataclass(frozen=True)
class OneService:
    """What a service's cohorts come to."""

    subject: str
    received: int
    clocks: Mapping[ReferralStep, ClockCounts]
    wait: Waits
    ended: Share
    """Ended before completion, of all that are over."""
    quality: Share


@dataclass(frozen=True)
class ClocksPicture:
    """The cohorts that somebody chose, of services that are exact to them, in numbers."""

    first: date
    last: date
    names: Mapping[str, str]
    """The name of each service by its slug."""
    cohorts: pd.DataFrame
    received: int
    funnel: list[FunnelStep]
    clocks: Mapping[ReferralStep, ClockCounts]
    waits: Mapping[ReferralStep, Waits]
    groups: Mapping[ReasonGroup, Share]
    reasons: Mapping[ReasonGroup, Mapping[str, int]]
    ended: Share
    quality: Share
    sessions: Share
    """Attended, of expected."""
    outcomes: Share
    """Achieved, of aimed at; as supplied."""
    young: list[date]
    services: list[OneService]
    followed: list[FollowedMeasure]

    @property
    def empty(self) -> bool:
        """Whether nothing is exact here."""
        return self.cohorts.empty

    def named(self, slug: str) -> str:
        """The name of a service."""
        return self.names.get(slug, slug)

    @property
    def settled(self) -> list[date]:
        """The months that are not too young to say how they end."""
        return sorted(set(self.cohorts.month) - set(self.young))

    @property
    def partial(self) -> list[date]:
        """The months of which a report holds a part."""
        return sorted(set(self.cohorts.month[self.cohorts.partial.astype(bool)]))

    @property
    def as_of(self) -> tuple[date, date] | None:
        """The first and the last day that the reports know of; None where they do not say."""
        known = self.cohorts.as_of.dropna()
        return None if known.empty else (known.min().date(), known.max().date())

    @property
    def made_up(self) -> "pd.Series[bool]":
        """Of each cohort whether it is made up."""
        return self.cohorts.illustrative.astype(bool)


def picture(
    counts: RamCounts, followed: list[FollowedMeasure], span: tuple[date, date], names: Mapping[str, str]
) -> ClocksPicture:
    """What these cohorts come to; `followed`: what is followed of their services, what needs a look first."""
    return ClocksPicture(
        *span,
        names,
        counts.cohorts,
        counts.referrals,
        ram.funnel(counts),
        {step: ram.clock(counts, step) for step in ram.LEVELS},
        {step: ram.waits(counts, step) for step in TIMED},
        ram.ended(counts),
        ram.reasons(counts),
        _ended(counts),
        ram.referral_quality(counts),
        Share(
            counts.count(RamMeasure.SESSIONS, RamBreakdown.SESSION, RamSession.ATTENDED),
            counts.count(RamMeasure.SESSIONS, RamBreakdown.SESSION, RamSession.EXPECTED),
        ),
        Share(
            counts.count(RamMeasure.OUTCOMES, RamBreakdown.OUTCOME, AsSupplied.ACHIEVED),
            counts.count(RamMeasure.OUTCOMES, RamBreakdown.OUTCOME, AsSupplied.AIMED_AT),
        ),
        ram.too_young(counts),
        [_one(slug, of_service) for slug, of_service in counts.apart()],
        followed,
    )


def _one(slug: str, counts: RamCounts) -> OneService:
    return OneService(
        slug,
        counts.referrals,
        {step: ram.clock(counts, step) for step in ram.LEVELS},
        ram.waits(counts, ReferralStep.ASSESSMENT),
        _ended(counts),
        ram.referral_quality(counts),
    )


def _ended(counts: RamCounts) -> Share:
    done = ram.COMPARED[ComparedBy.COMPLETED](counts)
    return Share(done.of - done.count, done.of)
