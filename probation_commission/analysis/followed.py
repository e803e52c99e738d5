"""What is followed of each service month by month, and what its control chart says.

Only months that are shown exactly count; of a band there is nothing to follow (decision 242).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import pandas as pd

from probation_commission.analysis.events import Happened, areas_about, on_chart, phases_of
from probation_commission.analysis.referrals import ENOUGH, Coverages, PeriodState, at_most
from probation_commission.analysis.spc import Assurance, Control, Good, Variation, control
from probation_commission.domain.days import months_between
from probation_commission.domain.places import Whole
from probation_commission.domain.referrals import Level, ReferralStage


@dataclass(frozen=True, slots=True)
class Followed:
    """A measure: a count, or a share of one; each count weighs as much as is said."""

    name: str
    about: str
    """What it is, of what."""
    good: Good
    counted: Mapping[str, float]
    of: Sequence[str] = ()

    @property
    def is_share(self) -> bool:
        """Whether it is a share, from 0 to 1 or above."""
        return bool(self.of)

    @property
    def is_part(self) -> bool:
        """Whether it is a share of what it is counted in, and so never above 1."""
        return bool(self.of) and {*self.counted} <= {*self.of}

    @property
    def is_rate(self) -> bool:
        """Whether it is so many for each hundred of something else, and can be above a hundred."""
        return self.is_share and not self.is_part


_ENDED = (ReferralStage.COMPLETED.value, ReferralStage.ENDED_EARLY.value)
FOLLOWED = (
    Followed("Received", "referrals received", Good.NEITHER, {ReferralStage.RECEIVED.value: 1}),
    Followed(
        "Started",
        "starts for each 100 received in the month",
        # Who starts was received earlier: a queue that is cleared is no better service (decision 268).
        Good.NEITHER,
        {ReferralStage.STARTED.value: 1},
        [ReferralStage.RECEIVED.value],
    ),
    Followed(
        "Ended early",
        "ended early, of all that ended",
        Good.DOWN,
        {ReferralStage.ENDED_EARLY.value: 1},
        _ENDED,
    ),
    # HMPPS: achieved 1, partially achieved 0.5, not achieved 0.
    Followed(
        "Outcomes",
        "outcomes achieved, partly achieved as half, of all that are known",
        Good.UP,
        {Level.ACHIEVED.value: 1, Level.PARTLY.value: 0.5},
        [level.value for level in Level],
    ),
)
"""In the order in which they stand on a screen."""
OUTCOMES = FOLLOWED[-1]
"""That which is promised in percent of those whose outcome is known."""


@dataclass(frozen=True)
class FollowedMeasure:
    """A measure of a service, with its chart and the target of it, as a share."""

    subject: str
    followed: Followed
    control: Control
    target: float | None = None
    happened: tuple[Happened, ...] = ()
    """The events that stand on its chart."""

    @property
    def last(self) -> pd.Series:
        """The last month that has a figure: what has none at all is not followed."""
        last = self.control.last
        if last is None:
            raise ValueError(self.subject)
        return last

    @property
    def assurance(self) -> Assurance | None:
        """What the target can expect."""
        return self.control.assurance(self.target)

    @property
    def needs_a_look(self) -> bool:
        """Whether it is getting worse, or will miss its target as things are."""
        return self.control.variation is Variation.WORSE or self.assurance is Assurance.MISSES

    def unusual(self, months: int) -> list[date]:
        """Those of the last months that are no chance."""
        points = self.control.points.iloc[-months:]
        return list(points.month[points.seen != 0])

    @property
    def _urgency(self) -> tuple[int, int]:
        worse = {Variation.WORSE: 0, Variation.HIGHER: 2, Variation.LOWER: 2, Variation.BETTER: 3}
        misses = {Assurance.MISSES: 0, Assurance.EITHER: 1}
        variation, assurance = self.control.variation, self.assurance
        return (
            min(
                worse.get(variation, 4 if self.unusual(12) else 5) if variation else 6,
                1 if assurance is Assurance.MISSES else 6,
            ),
            misses.get(assurance, 2) if assurance else 2,
        )


def followed(
    periods: pd.DataFrame,
    targets: Mapping[str, float],
    covered: Coverages = MappingProxyType({}),
    happened: Sequence[Happened] = (),
    wholes: Sequence[Whole] = (),
) -> list[FollowedMeasure]:
    """Each measure of each service that has a month shown exactly; what needs a look first.

    `periods` as `analysis.referrals.by_service_and_period` gives them, up to the last month asked for;
    `targets`: what is promised of a service's outcomes, as a share; `covered` as
    `analysis.referrals.coverage` gives it: with another area begins another phase, as with another contract
    or definition among the events.
    """
    months = periods[periods.months == 1]
    found = []
    for subject, rows in months.groupby("subject"):
        begins = phases(rows, covered)
        areas = areas_about(_areas(str(subject), covered), wholes)
        for one in FOLLOWED:
            values = series(rows, one)
            if len(values):
                span = values.index[0], values.index[-1]
                seen = on_chart(happened, str(subject), areas, span, measure=one.name)
                every = sorted({*begins, *phases_of(seen)})
                chart = control(values, one.good, phases=every, counted=not one.is_share)
                target = targets.get(str(subject)) if one is OUTCOMES else None
                found.append(FollowedMeasure(str(subject), one, chart, target, seen))
    return by_urgency(found)


def by_urgency(every: Iterable[FollowedMeasure]) -> list[FollowedMeasure]:
    """The measures, what needs a look first."""
    return sorted(every, key=lambda one: one._urgency)  # noqa: SLF001 (of its own kind)


def _areas(subject: str, covered: Coverages) -> set[str]:
    """The authorities that any return of a service is about."""
    return {part for (whose, _), one in covered.items() if whose == subject for part in one.parts}


def phases(rows: pd.DataFrame, covered: Coverages) -> list[date]:
    """The months with which a service's returns are about other areas than in the month before them.

    A month without all of them is none of its own: it waits for a return.
    """
    given = rows[rows.state == PeriodState.GIVEN].sort_values("month")
    found, before = [], None
    for subject, month in zip(given.subject, given.month, strict=True):
        now = covered[subject, month].parts if (subject, month) in covered else None
        if before is not None and now is not None and now != before:
            found.append(month)
        before = now or before
    return found


def series(rows: pd.DataFrame, one: Followed) -> "pd.Series[float]":
    """The measure of one service for every month from its first to the last row; NaN where it has none.

    A share of fewer than ten has none; of a measure that is never given the series is empty.
    """
    names = list({*one.counted, *one.of})
    # What a part of the areas returned is no fall of the whole.
    exact = rows.state == PeriodState.GIVEN
    for name in names:
        exact &= rows[name] == rows[at_most(name)]
    value = sum(
        (rows[name] * weight for name, weight in one.counted.items()), start=pd.Series(0.0, rows.index)
    )
    if one.of:
        out_of = rows[list(one.of)].sum(axis=1, skipna=False)
        value = (value / out_of).where(out_of >= ENOUGH)
    by_month = pd.Series(value.where(exact).to_numpy(dtype=float), index=list(rows.month))
    known = list(by_month.dropna().index)
    every = months_between(min(known), max(rows.month)) if known else []
    return by_month.reindex(every).astype(float)
