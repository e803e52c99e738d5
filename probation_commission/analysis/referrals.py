"""What services did with their referrals, month by month.

A return counts what happened in its month, whenever the referral was received: these are flows, not one
group of people followed through. Counts are floats; NaN means that a return does not give it, which is
not zero; a month without a return has no counts at all.

What is shown of them comes as rows of `disclosure.services.published`: a month or a quarter of a service
with the smallest and the largest that each count can be, which are the same for whoever sees it exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

import pandas as pd

from probation_commission.analysis.figures import exact
from probation_commission.domain.places import Whole
from probation_commission.domain.ranges import Range
from probation_commission.domain.referrals import CATEGORIES, Level, ReferralStage

COUNTS = [category.value for category in CATEGORIES]
ENOUGH = 10
"""Shares of fewer than these are not given."""
QUARTER = 3
"""Months."""

_RETURN = ["subject", "area_code", "month"]
_PERIOD = ["subject", "month", "months", "state", "why"]


def at_most(count: str) -> str:
    """The column with the largest that a count can be, beside the one with the smallest."""
    return f"{count}, at most"


_BOTH = [*COUNTS, *map(at_most, COUNTS)]


class PeriodState(StrEnum):
    """Whether there is a return for a month, or are those of a quarter."""

    GIVEN = "given"
    PART = "part of the area only"
    WAITS = "waits for returns"
    HIDDEN = "not shown"
    NONE = "no return"


def by_return(figures: pd.DataFrame, wholes: Sequence[Whole]) -> pd.DataFrame:
    """A row for each current return: subject, area_code, month and the seven counts.

    `figures` as `store.returns.figures` gives them. Where a service gives one of `wholes` and a part of it
    for one month, the part is left out, so that nobody counts twice.
    """
    # "<5" and "-" are no counts (decision 115), and a return that gives nothing else is there all the same.
    counts = exact(figures).pivot_table(index=_RETURN, columns="category", values="value", aggfunc="sum")
    counts = counts.reindex(columns=COUNTS).astype(float)
    counts.columns.name = None
    returned = pd.MultiIndex.from_frame(figures[_RETURN]).unique().sort_values()
    wide = counts.reindex(returned).reset_index()
    return wide[~beside_whole(wide, wholes)].reset_index(drop=True)


def left_out(returns: pd.DataFrame, wholes: Sequence[Whole]) -> int:
    """How many returns `by_return` leaves out because they are part of another."""
    return int(beside_whole(returns.drop_duplicates(_RETURN), wholes).sum())


def beside_whole(returns: pd.DataFrame, wholes: Sequence[Whole]) -> "pd.Series[bool]":
    """Of each row whether it is of a part of an area whose whole has a return for that service and month."""
    twice = pd.Series(False, index=returns.index)
    key = pd.MultiIndex.from_frame(returns[["subject", "month"]])
    for whole in wholes:
        beside = key.isin(key[returns.area_code == whole.code])
        twice |= returns.area_code.isin(whole.parts) & beside
    return twice


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which authorities a service's returns of a month are about, and whether they are made up."""

    parts: frozenset[str]
    illustrative: bool


Coverages: TypeAlias = Mapping[tuple[str, date], Coverage]
"""By service and month."""


def coverage(returns: pd.DataFrame, wholes: Sequence[Whole]) -> dict[tuple[str, date], Coverage]:
    """The same of every service and month that has a return: subject, month, area_code, illustrative."""
    made_up = returns[returns.illustrative.astype(bool)]
    invented = set(zip(made_up.subject, made_up.month, strict=True))
    return {key: Coverage(parts, key in invented) for key, parts in _covered_by(returns, wholes).items()}


def states(
    returns: pd.DataFrame, ever: pd.DataFrame, wholes: Sequence[Whole]
) -> dict[tuple[str, date], PeriodState]:
    """Whether each service's month has a return for every area that it ever returned for by then.

    `ever`: subject, month and area_code of every return there was, whatever became of it.
    """
    covered, once = _covered_by(returns, wholes), _covered_by(ever, wholes)
    by_then: dict[str, frozenset[str]] = {}
    found: dict[tuple[str, date], PeriodState] = {}
    for key in sorted({*covered, *once}):
        subject = key[0]
        by_then[subject] = by_then.get(subject, frozenset()) | once.get(key, frozenset())
        if key in covered:
            found[key] = PeriodState.GIVEN if covered[key] >= by_then[subject] else PeriodState.PART
    return found


def _covered_by(returns: pd.DataFrame, wholes: Sequence[Whole]) -> dict[tuple[str, date], frozenset[str]]:
    parts_of = {whole.code: whole.parts for whole in wholes}
    covered: dict[tuple[str, date], frozenset[str]] = {}
    for subject, month, code in zip(returns.subject, returns.month, returns.area_code, strict=True):
        parts = parts_of.get(code) or {code}
        covered[subject, month] = covered.get((subject, month), frozenset()) | parts
    return covered


def quarters_within(months: Sequence[date]) -> list[date]:
    """The first days of the calendar quarters all of whose months are among these."""
    first_of_quarter = [month for month in months if month.month % QUARTER == 1]
    every = set(months)
    return [first for first in first_of_quarter if every.issuperset(months_of(first, QUARTER))]


def months_of(first: date, count: int) -> list[date]:
    """So many months from the first on."""
    return [month.start_time.date() for month in pd.period_range(first, periods=count, freq="M")]


def in_span(rows: pd.DataFrame, months: Sequence[date]) -> pd.DataFrame:
    """The rows of months and of whole quarters among these months."""
    by_month = (rows.months == 1) & rows.month.isin(months)
    return rows[by_month | (rows.months == QUARTER) & rows.month.isin(quarters_within(months))]


def in_same_periods(rows: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """The counts of those months that lie in a period for which the others are shown this count too."""
    keys = _shown(shown[shown.whole.astype(bool)])
    beside = zip(rows.subject, rows.month, rows.category, strict=True)
    return rows[pd.Series([key in keys for key in beside], index=rows.index, dtype=bool)]


def shown_months(rows: pd.DataFrame, months: Sequence[date]) -> set[tuple[str, date, str]]:
    """The subject, month and category of all that lies in a shown month or whole quarter of a span."""
    return _shown(in_span(rows, months))


def _shown(rows: pd.DataFrame) -> set[tuple[str, date, str]]:
    known = rows.dropna(subset=["low"])
    return {
        (subject, month, str(category))
        for subject, category, first, count in zip(
            known.subject, known.category, known.month, known.months, strict=True
        )
        for month in months_of(first, int(count))
    }


def by_service_and_period(rows: pd.DataFrame, months: Sequence[date]) -> pd.DataFrame:
    """Every service for every month, or every whole quarter, of a span: state, why, and its counts.

    `rows` are what is shown, one a service, period and category. Beside each count (the smallest that it
    can be) stands `at_most`; `why` says what a quarter waits for.
    """
    wide = _wide(in_span(rows, months))
    spans = {1: list(months), QUARTER: quarters_within(months)}
    every = [
        (subject, month, length)
        for subject, length in rows.groupby("subject").months.first().items()
        if subject in set(wide.subject)
        for month in spans[length]
    ]
    frame = pd.DataFrame(every, columns=["subject", "month", "months"])
    periods = frame.merge(wide, "left").fillna({"state": PeriodState.NONE, "why": ""})
    hidden = (periods.state == PeriodState.GIVEN) & periods[COUNTS].isna().all(axis=1)
    return periods.assign(state=periods.state.mask(hidden, PeriodState.HIDDEN))


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    keyed = rows.set_index([*_PERIOD, "category"])
    lows, highs = (
        keyed[side].unstack().reindex(columns=COUNTS).astype(float)  # noqa: PD010 (a pivot drops empty rows)
        for side in ("low", "high")
    )
    return lows.join(highs.rename(columns=at_most)).reset_index()


def totals(periods: pd.DataFrame, key: str) -> pd.DataFrame:
    """The counts of each subject, or of each month, with `given` of `expected` periods or services."""
    groups = periods.groupby(key, sort=True)
    given = periods[COUNTS].notna().any(axis=1).groupby(periods[key]).sum()
    return groups[_BOTH].sum(min_count=1).assign(given=given, expected=groups.size()).reset_index()


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One count of the span, and of how many: both from the returns that give both.

    `count` None: no return gives it. `of` None: it is the first, or nothing to hold it against is given.
    `among`: it is counted in what it is of, not only later than it.
    """

    name: str
    count: Range | None
    of: Range | None = None
    of_what: str = ""
    among: bool = False

    @property
    def share(self) -> Range | None:
        """The count by what it is of; None where that may be too few, or is surely fewer than the count.

        Where it may be fewer than the count, the share can be above 1.
        """
        count, of = self.count, self.of
        if count is None or of is None or of.low < ENOUGH or count.low > of.high:
            return None
        slack = count.high - count.low if self.among else 0
        return Range(count.low / (of.high - slack), count.high / (of.low + slack))


_ENDED = [ReferralStage.COMPLETED, ReferralStage.ENDED_EARLY]


def started(periods: pd.DataFrame) -> FunnelStep:
    """How many started, of how many received."""
    return _step("started", periods, [ReferralStage.STARTED], [ReferralStage.RECEIVED], "received")


def steps(periods: pd.DataFrame) -> list[FunnelStep]:
    """The funnel: each count of all periods together, with what it is of."""
    known = _step("outcomes recorded", periods, list(Level), _ENDED, "whose service ended")
    return [
        _step(ReferralStage.RECEIVED.label, periods, [ReferralStage.RECEIVED], [], ""),
        started(periods),
        *(_step(end.label, periods, [end], [ReferralStage.STARTED], "started") for end in _ENDED),
        known,
        *(_step(level.label, periods, [level], list(Level), "recorded") for level in Level),
    ]


def giving(periods: pd.DataFrame, counts: Sequence[str]) -> pd.DataFrame:
    """The periods that give all of these counts: only of them is one held against another (decision 27)."""
    return periods.dropna(subset=list(counts))


def _step(
    name: str, periods: pd.DataFrame, counted: Sequence[str], of: Sequence[str], of_what: str
) -> FunnelStep:
    both = giving(periods, [*counted, *of])
    if both.empty:
        return FunnelStep(name, total(giving(periods, counted), counted))
    count = total(both, counted)
    return FunnelStep(name, count, total(both, of), of_what, among=set(counted) < set(of))


def total(periods: pd.DataFrame, counts: Sequence[str]) -> Range | None:
    """The sum of these counts; None where there is nothing to add up."""
    if periods.empty or not counts:
        return None
    low, high = (float(periods[list(names)].to_numpy().sum()) for names in (counts, map(at_most, counts)))
    return Range(low, high)


def fewest_starts(periods: pd.DataFrame) -> tuple[str, FunnelStep] | None:
    """The service with the smallest share started of at least ten received.

    Ranked by the smallest that the share can be, ties by name; None where there is no other, or where
    another may have a smaller share.
    """
    steps = {str(subject): started(rows) for subject, rows in periods.groupby("subject")}
    shares = {subject: step.share for subject, step in steps.items() if step.share is not None}
    if len(shares) <= 1:
        return None
    subject = min(shares, key=lambda one: (shares[one].low, one))
    highest = shares.pop(subject).high
    if highest > min(share.low for share in shares.values()) or highest >= max(
        s.high for s in shares.values()
    ):
        return None
    return subject, steps[subject]
