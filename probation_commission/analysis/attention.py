"""What a lead should look at: returns that are missing or do not add up, facts nobody has confirmed."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from probation_commission.analysis.referrals import PeriodState
from probation_commission.domain.ranges import Range
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
    """Referrals received by a service in its latest month (or quarter: `months` 3) and the one before."""

    subject: str
    month: date
    months: int
    before: Range
    now: Range

    @property
    def least(self) -> float:
        """By how many they have changed at least; 0 where what is known of the two overlaps."""
        return max(self.now.low - self.before.high, self.before.low - self.now.high, 0)


def greatest_change(rows: pd.DataFrame) -> ReferralsChange | None:
    """The service whose referrals surely changed most; only what follows each other is compared.

    `rows` are what is shown of services' returns: subject, whole, month, months, category, state, low, high.
    """
    received = rows[
        rows.whole & (rows.category == ReferralStage.RECEIVED) & (rows.state == PeriodState.GIVEN)
    ]
    changes = [_change(str(subject), of_service) for subject, of_service in received.groupby("subject")]
    known = [change for change in changes if change and change.least]
    return max(known, key=lambda one: one.least, default=None)


def _change(subject: str, rows: pd.DataFrame) -> ReferralsChange | None:
    known = rows.dropna(subset=["low"])
    ranges: dict[date, Range] = dict(zip(known.month, map(Range, known.low, known.high), strict=True))
    if not ranges:
        return None
    latest, months = max(ranges), int(rows.months.iloc[0])
    before = (pd.Period(latest, freq="M") - months).start_time.date()
    return (
        ReferralsChange(subject, latest, months, ranges[before], ranges[latest]) if before in ranges else None
    )


def does_not_add_up(reconciliation: pd.DataFrame, area_code: str) -> pd.DataFrame:
    """The lines of the area's latest return that fail: month, sentence, cells."""
    lines: pd.DataFrame = reconciliation[reconciliation.area_code == area_code]
    if lines.empty:
        return lines
    failing: pd.DataFrame = lines[(lines.month == lines.month.max()) & (lines.verdict == Verdict.FAILS)]
    return failing
