"""What was promised against what came: one row a promise, with its denominator and a verdict.

Rule of the verdict (one in use, Safer Derbyshire): met; nearly, up to 5% of the target short; not met.
A percentage of fewer than ten known outcomes is too few to say.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from probation_commission.analysis import referrals
from probation_commission.analysis.referrals import PeriodState
from probation_commission.domain.outcomes import DELIVERED, OUT_OF, PromiseSubject
from probation_commission.domain.ranges import Range, added_up
from probation_commission.domain.referrals import Level, ReferralStage

PERCENT = "percent"
ENOUGH = 10
NEARLY = 0.95

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
    out_of: Range | None = None
    referrals: Range | None = None
    months: int = 0
    waits: str = ""
    """What the first quarter that is not shown waits for."""


def against_promises(
    promises: pd.DataFrame, results: pd.DataFrame, service_counts: pd.DataFrame, today: date
) -> pd.DataFrame:
    """The promises, each with its `PromiseProgress` and `verdict`.

    `results` and `service_counts` are what is shown, one count a row (subject, month, months, category, low,
    high). A service's delivery is achieved plus half of partly achieved, of all outcomes known (HMPPS:
    achieved 1, partially 0.5, not 0); an idea's is what its partner keyed in, added up.
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


def _measured(one: PromiseRow, results: pd.DataFrame, service_counts: pd.DataFrame) -> PromiseProgress:
    if one["about"] == PromiseSubject.IDEA:
        rows = results[results.subject == str(one["id"])]
        by = _by_category(rows)
        return _measured_from(rows, by.get(DELIVERED), by.get(OUT_OF))
    mine = service_counts[service_counts.whole & (service_counts.subject == one["subject"])]
    rows = referrals.in_span(mine, _months(one["starts"], one["ends"]))
    by = _by_category(rows)
    levels = [by.get(level, Range(0, 0)) for level in Level]
    return _measured_from(rows, _percent(*levels), added_up(levels), by.get(ReferralStage.RECEIVED))


def _months(starts: date, ends: date) -> list[date]:
    """The months that begin in a period."""
    return [month for month in referrals.months_between(starts, ends) if month >= starts]


def _by_category(rows: pd.DataFrame) -> dict[str, Range]:
    known = rows.dropna(subset=["low"])
    sums = known.groupby("category")[["low", "high"]].sum()
    return {str(category): Range(low, high) for category, low, high in sums.itertuples()}


def _measured_from(
    rows: pd.DataFrame, delivered: Range | None, out_of: Range | None, received: Range | None = None
) -> PromiseProgress:
    if delivered is None:
        out_of = None
    periods = rows.dropna(subset=["low"]).drop_duplicates("month")
    waiting = rows[rows.low.isna() & (rows.state != PeriodState.GIVEN)]
    waits = "" if waiting.empty else waiting.why.iloc[0] or str(waiting.state.iloc[0])
    return PromiseProgress(delivered, out_of, received, int(periods.months.sum()), waits)


def _percent(achieved: Range, partly: Range, missed: Range) -> Range | None:
    """Achieved and half of partly achieved, in percent of all three; None where none of them is known."""
    least, most = (
        [_share(one, half, other) for half in (partly.low, partly.high)]
        for one, other in ((achieved.low, missed.high), (achieved.high, missed.low))
    )
    known = achieved.high + partly.high + missed.high
    return Range(round(min(least) * 100, 1), round(max(most) * 100, 1)) if known else None


def _share(achieved: float, partly: float, missed: float) -> float:
    known = achieved + partly + missed
    return (achieved + partly / 2) / known if known else 0.0


def _verdict(row: PromiseRow, today: date) -> PromiseVerdict:
    delivered, out_of, target = row["delivered"], row["out_of"], row["target"]
    of_few = row["unit"] == PERCENT and out_of is not None and out_of.low < ENOUGH
    if delivered is None and not row["waits"]:
        return PromiseVerdict.NO_RESULT
    if of_few and out_of.high < ENOUGH:
        return PromiseVerdict.TOO_FEW
    told = None if of_few else delivered
    if told and told.low >= target:
        return PromiseVerdict.MET
    if today <= row["ends"]:
        return PromiseVerdict.UNDER_WAY
    return _short_of(target, told) if told else PromiseVerdict.UNTOLD


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
