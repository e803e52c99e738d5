"""What a lead should look at: returns that are missing or do not add up, facts nobody has confirmed."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from probation_commission.domain.referrals import Stage
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
class Change:
    """Referrals received by a service in its latest month and the month before."""

    subject: str
    month: date
    before: float
    now: float


def greatest_change(figures: pd.DataFrame) -> Change | None:
    """The service whose referrals changed most; only months that follow each other are compared.

    `figures` are of services' monthly returns: subject, month, category and value.
    """
    received = figures[figures.category == Stage.RECEIVED].groupby(["subject", "month"]).value.sum()
    changes = [_change(str(subject), series.droplevel(0)) for subject, series in received.groupby("subject")]
    known = [one for one in changes if one and one.now != one.before]
    return max(known, key=lambda one: abs(one.now - one.before), default=None)


def _change(subject: str, by_month: "pd.Series[float]") -> Change | None:
    latest = by_month.index.max()
    before = (pd.Period(latest, freq="M") - 1).start_time.date()
    if before not in by_month.index:
        return None
    return Change(subject, latest, float(by_month[before]), float(by_month[latest]))


def does_not_add_up(reconciliation: pd.DataFrame, area_code: str) -> pd.DataFrame:
    """The lines of the area's latest return that fail: month, sentence, cells."""
    lines: pd.DataFrame = reconciliation[reconciliation.area_code == area_code]
    if lines.empty:
        return lines
    failing: pd.DataFrame = lines[(lines.month == lines.month.max()) & (lines.verdict == Verdict.FAILS)]
    return failing
