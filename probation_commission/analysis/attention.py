"""What a lead should look at: returns that are missing or do not add up, facts nobody has confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from probation_commission.analysis.referrals import Coverage, Coverages, PeriodState, coverage, months_of
from probation_commission.domain.places import Whole
from probation_commission.domain.ranges import Range, added_up
from probation_commission.domain.referrals import ReferralStage
from probation_commission.domain.returns import Verdict


def last_whole_month(today: date) -> pd.Period:
    """The month whose return can be expected: the one before today's."""
    return pd.Period(today, freq="M") - 1


def missing_months(months: pd.Series, today: date) -> list[pd.Period]:
    """The months from an area's first return to the last whole month for which there is none."""
    if months.empty:
        return []
    there = {pd.Period(month, freq="M") for month in months}
    return [m for m in pd.period_range(min(there), last_whole_month(today), freq="M") if m not in there]


@dataclass(frozen=True, slots=True)
class ReferralsChange:
    """Referrals received by a service in its latest month (or quarter: `months` 3) and the one before.

    `areas`: the codes of those it compares, where it is not all that the service returned for.
    """

    subject: str
    month: date
    months: int
    before: Range
    now: Range
    areas: tuple[str, ...] = ()

    @property
    def least(self) -> float:
        """By how many they have changed at least; 0 where what is known of the two overlaps."""
        return max(self.now.low - self.before.high, self.before.low - self.now.high, 0)


def greatest_change(
    rows: pd.DataFrame, returns: pd.DataFrame, wholes: Sequence[Whole]
) -> ReferralsChange | None:
    """The service whose referrals surely changed most; only like is held against like (decision 97).

    Two periods that follow each other, both real or both made up, from the same reporting areas: where one
    has more areas, those of both are compared, if they are shown by area.
    `rows` are what is shown of services' returns: subject, area_code, whole, month, months, category, state,
    low, high. `returns`: subject, month, area_code and illustrative of every return in force.
    """
    received = rows[(rows.category == ReferralStage.RECEIVED) & (rows.state == PeriodState.GIVEN)]
    known, covered = received.dropna(subset=["low"]), coverage(returns, wholes)
    changes = [_change(str(subject), of_service, covered) for subject, of_service in known.groupby("subject")]
    return max(
        (change for change in changes if change and change.least), key=lambda one: one.least, default=None
    )


def _change(subject: str, rows: pd.DataFrame, covered: Coverages) -> ReferralsChange | None:
    whole = rows[rows.whole]
    if whole.empty:
        return None
    latest, months = max(whole.month), int(whole.months.iloc[0])
    before = (pd.Period(latest, freq="M") - months).start_time.date()
    then, now = (_coverage(subject, first, months, covered) for first in (before, latest))
    if then is None or now is None or then.illustrative != now.illustrative:
        return None
    areas: tuple[str, ...] = ()
    if then.parts != now.parts:
        of_both = [set(rows[rows.month == first].area_code) - {""} for first in (before, latest)]
        areas = tuple(sorted(set.intersection(*of_both)))
    sides = [_received(rows[rows.month == first], areas) for first in (before, latest)]
    if sides[0] is None or sides[1] is None or (then.parts != now.parts and not areas):
        return None
    return ReferralsChange(subject, latest, months, sides[0], sides[1], areas)


def _coverage(subject: str, first: date, months: int, covered: Coverages) -> Coverage | None:
    """What a period's returns cover; None where its months do not all cover the same."""
    every = {covered.get((subject, month)) for month in months_of(first, months)}
    return every.pop() if len(every) == 1 else None


def _received(rows: pd.DataFrame, areas: Sequence[str]) -> Range | None:
    """The whole of a period, or these areas of it together."""
    chosen = rows[rows.area_code.isin(areas)] if areas else rows[rows.whole]
    return added_up(map(Range, chosen.low, chosen.high))


def does_not_add_up(reconciliation: pd.DataFrame, area_code: str) -> pd.DataFrame:
    """The lines of the area's latest return that fail: month, sentence, cells."""
    lines: pd.DataFrame = reconciliation[reconciliation.area_code == area_code]
    if lines.empty:
        return lines
    failing: pd.DataFrame = lines[(lines.month == lines.month.max()) & (lines.verdict == Verdict.FAILS)]
    return failing
