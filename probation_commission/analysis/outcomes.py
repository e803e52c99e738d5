"""What was promised against what came: one row a promise, with its denominator and a verdict.

Rule of the verdict (one in use, Safer Derbyshire): met; nearly, up to 5% of the target short; not met;
under way until the period is over, save for a number that is reached, which nothing takes back. A percentage
of fewer than ten known outcomes is too few to say, and none is given (decisions 22, 27, 78).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from probation_commission.analysis import referrals
from probation_commission.analysis.referrals import ENOUGH, PeriodState
from probation_commission.domain.days import months_between
from probation_commission.domain.outcomes import DELIVERED, OUT_OF, PERCENT, PromiseSubject, is_measured
from probation_commission.domain.ranges import Range
from probation_commission.domain.referrals import Level, ReferralStage

NEARLY = 0.95
LEVELS = [str(level) for level in Level]

PromiseRow = dict[str, Any]


class PromiseVerdict(StrEnum):
    """How a promise stands."""

    MET = "met"
    NEARLY = "nearly met"
    NOT_MET = "not met"
    UNDER_WAY = "under way"
    TOO_FEW = "too few to say"
    UNTOLD = "cannot be told"
    NO_RESULT = "no result received"


@dataclass(frozen=True, slots=True)
class PromiseProgress:
    """What came; ranges are None where nothing is shown. `months` are those they are from."""

    delivered: Range | None = None
    """A percentage, with one decimal, as it is read and judged; None also where it is of too few."""
    out_of: Range | None = None
    referrals: Range | None = None
    months: int = 0
    waits: str = ""
    """What the first quarter that is not shown waits for."""
    lacks: str = ""
    """What is not given, so that nothing can be held against the target."""


def against_promises(
    promises: pd.DataFrame, results: pd.DataFrame, service_counts: pd.DataFrame, today: date
) -> pd.DataFrame:
    """The promises, each with its `PromiseProgress` and `verdict`.

    `results` and `service_counts` are what is shown, one count a row (subject, month, months, category, low,
    high). A service's delivery is achieved plus half of partly achieved, of all outcomes known (HMPPS:
    achieved 1, partially 0.5, not 0), from the months that give all three; an idea's is what its partner
    keyed in, added up.
    """
    every = [_measured(record, results, service_counts) for record in _records(promises)]
    columns = {
        field.name: pd.Series([getattr(one, field.name) for one in every], dtype=object)
        for field in fields(PromiseProgress)
    }
    measured = promises.reset_index(drop=True).assign(**columns)
    return measured.assign(verdict=[_verdict(row, today) for row in _records(measured)])


def _records(frame: pd.DataFrame) -> list[PromiseRow]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _measured(promise: PromiseRow, results: pd.DataFrame, service_counts: pd.DataFrame) -> PromiseProgress:
    if not is_measured(promise["about"], promise["unit"]):
        return PromiseProgress(lacks=f"what comes is not counted in {promise['unit']}")
    starts, ends = promise["starts"], promise["ends"]
    if promise["about"] == PromiseSubject.IDEA:
        months = _months(starts.replace(day=1), ends)
        return _of_idea(results[results.subject == str(promise["id"])], months)
    mine = service_counts[service_counts.whole & (service_counts.subject == promise["subject"])]
    return _of_service(referrals.by_service_and_period(mine, _months(starts, ends)))


def _months(starts: date, ends: date) -> list[date]:
    """The months that begin in a period."""
    return [month for month in months_between(starts, ends) if month >= starts]


def _of_service(periods: pd.DataFrame) -> PromiseProgress:
    known = referrals.giving(periods, LEVELS)
    received = referrals.giving(periods, [ReferralStage.RECEIVED])
    out_of = referrals.total(known, LEVELS)
    waits = _waits(periods[periods[referrals.COUNTS].isna().all(axis=1)])
    returned = bool((periods.state != PeriodState.NONE).any())
    achieved, partly, missed = (referrals.total(known, [level]) for level in LEVELS)
    return PromiseProgress(
        delivered=_percent(achieved, partly, missed, out_of),
        out_of=out_of,
        referrals=referrals.total(received, [ReferralStage.RECEIVED]),
        months=int(known.months.sum()),
        waits=waits,
        lacks="no return gives all three levels of outcome" if returned and known.empty and not waits else "",
    )


def _of_idea(rows: pd.DataFrame, months: Sequence[date]) -> PromiseProgress:
    """What was keyed in for months of the period (decision 80); of a quarter, for those within it."""
    inside = [
        any(month in months for month in referrals.months_of(first, int(count)))
        for first, count in zip(rows.month, rows.months, strict=True)
    ]
    rows = rows[pd.Series(inside, index=rows.index, dtype=bool)]
    known = rows.dropna(subset=["low"])
    sums = known.groupby("category")[["low", "high"]].sum()
    by_category = {str(category): Range(low, high) for category, low, high in sums.itertuples()}
    delivered = by_category.get(DELIVERED)
    periods = known.drop_duplicates("month")
    return PromiseProgress(
        delivered,
        by_category.get(OUT_OF) if delivered else None,
        months=int(periods.months.sum()),
        waits=_waits(rows[rows.low.isna()]),
    )


def _waits(periods: pd.DataFrame) -> str:
    """What the first of these periods, of which nothing is shown, waits for; none waits without a return."""
    unseen = periods[periods.state.isin([PeriodState.WAITS, PeriodState.PART])]
    return "" if unseen.empty else str(unseen.why.iloc[0] or unseen.state.iloc[0])


def _percent(
    achieved: Range | None, partly: Range | None, missed: Range | None, known: Range | None
) -> Range | None:
    """Achieved and half of partly achieved, in percent of all three; None of fewer than ten."""
    if achieved is None or partly is None or missed is None or known is None or known.low < ENOUGH:
        return None
    least, most = (
        [_share(one, half, other) for half in (partly.low, partly.high)]
        for one, other in ((achieved.low, missed.high), (achieved.high, missed.low))
    )
    return Range(round(min(least) * 100, 1), round(max(most) * 100, 1))


def _share(achieved: float, partly: float, missed: float) -> float:
    known = achieved + partly + missed
    return (achieved + partly / 2) / known if known else 0.0


def _verdict(row: PromiseRow, today: date) -> PromiseVerdict:
    delivered, out_of, target = row["delivered"], row["out_of"], row["target"]
    if not is_measured(row["about"], row["unit"]):
        return PromiseVerdict.UNTOLD
    if delivered is None and out_of is None and not (row["waits"] or row["lacks"]):
        return PromiseVerdict.NO_RESULT
    reached = delivered is not None and delivered.low >= target
    if today <= row["ends"]:  # a percentage can still fall, a number of people can't
        return PromiseVerdict.MET if reached and row["unit"] != PERCENT else PromiseVerdict.UNDER_WAY
    if reached:
        return PromiseVerdict.MET
    if delivered is None:
        of_few = out_of is not None and out_of.high < ENOUGH
        return PromiseVerdict.TOO_FEW if of_few else PromiseVerdict.UNTOLD
    return _short_of(target, delivered)


def _short_of(target: float, delivered: Range) -> PromiseVerdict:
    if delivered.high < target * NEARLY:
        return PromiseVerdict.NOT_MET
    nearly = target * NEARLY <= delivered.low and delivered.high < target
    return PromiseVerdict.NEARLY if nearly else PromiseVerdict.UNTOLD


def returns_behind(promises: pd.DataFrame, returns: pd.DataFrame) -> pd.DataFrame:
    """The services' returns that the promises are held against; `returns` has subject and month."""
    spans = [
        (returns.subject == promise.subject)
        & (returns.month >= promise.starts)
        & (returns.month <= promise.ends)
        for promise in promises[promises.about == PromiseSubject.SERVICE].itertuples(index=False)
    ]
    return returns[pd.concat(spans, axis=1).any(axis=1)] if spans else returns.head(0)
