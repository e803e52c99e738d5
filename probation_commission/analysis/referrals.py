"""What services did with their referrals, month by month.

A return counts what happened in its month, whenever the referral was received: these are flows, not one
group of people followed through. Counts are floats; NaN means that a return does not give it, which is
not zero; a month without a return has no counts at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from probation_commission.domain.referrals import CATEGORIES, PARTS, WHOLE, Level, Stage

COUNTS = [category.value for category in CATEGORIES]
ENOUGH = 10
"""Shares of fewer than these are not given."""

_RETURN = ["subject", "area_code", "month"]


class State(StrEnum):
    """Whether there is a return for a month."""

    GIVEN = "given"
    PART = "part of the area only"
    NONE = "no return"


def by_return(figures: pd.DataFrame) -> pd.DataFrame:
    """A row for each current return: subject, area_code, month and the seven counts.

    `figures` as `store.returns.figures` gives them. Where a service gives the whole of County Durham &
    Darlington and a part of it for one month, the part is left out, so that nobody counts twice.
    """
    wide = figures.pivot_table(index=_RETURN, columns="category", values="value", aggfunc="sum")
    wide = wide.reindex(columns=COUNTS).astype(float).reset_index()
    wide.columns.name = None
    whole = pd.MultiIndex.from_frame(wide.loc[wide.area_code == WHOLE.code, ["subject", "month"]])
    twice = pd.MultiIndex.from_frame(wide[["subject", "month"]]).isin(whole) & wide.area_code.isin(PARTS)
    return wide[~twice].reset_index(drop=True)


def left_out(figures: pd.DataFrame) -> int:
    """How many returns `by_return` leaves out because they are part of another."""
    return len(figures.drop_duplicates(_RETURN)) - len(by_return(figures))


def months_between(first: date, last: date) -> list[date]:
    """The first days of the months from the one to the other."""
    return [month.start_time.date() for month in pd.period_range(first, last, freq="M")]


def by_service_and_month(returns: pd.DataFrame, months: Sequence[date]) -> pd.DataFrame:
    """Every service that has a return, for every month: subject, month, state and the counts of its areas."""
    inside = returns[returns.month.isin(months)]
    frames = [_months_of(str(subject), rows, months) for subject, rows in inside.groupby("subject")]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=_COLUMNS)


_COLUMNS = ["subject", "month", "state", *COUNTS]


def _months_of(subject: str, rows: pd.DataFrame, months: Sequence[date]) -> pd.DataFrame:
    everywhere = _covered(rows.area_code)
    by_month = rows.groupby("month")
    covered = by_month.area_code.agg(_covered).to_dict()
    states = [_state(covered.get(month), everywhere) for month in months]
    counts = by_month[COUNTS].sum(min_count=1).reindex(list(months)).rename_axis("month").reset_index()
    return counts.assign(subject=subject, state=states)[_COLUMNS]


def _covered(codes: "pd.Series[str]") -> frozenset[str]:
    return frozenset(part for code in codes for part in (PARTS if code == WHOLE.code else (code,)))


def _state(covered: frozenset[str] | None, everywhere: frozenset[str]) -> State:
    if covered is None:
        return State.NONE
    return State.GIVEN if covered == everywhere else State.PART


def totals(months: pd.DataFrame, key: str) -> pd.DataFrame:
    """The counts of each subject, or of each month, with `given` of `expected` months or services."""
    groups = months.groupby(key, sort=True)
    given = (months.state != State.NONE).groupby(months[key]).sum()
    counts = groups[COUNTS].sum(min_count=1)
    return counts.assign(given=given, expected=groups.size()).reset_index()


@dataclass(frozen=True, slots=True)
class Step:
    """One count of the span, and of how many: both from the returns that give both.

    `count` None: no return gives it. `of` None: it is the first, or nothing to hold it against is given.
    """

    name: str
    count: float | None
    of: float | None = None
    of_what: str = ""

    @property
    def share(self) -> float | None:
        """The count by what it is of; None where that is too few, or fewer than the count."""
        if self.count is None or self.of is None or self.of < max(ENOUGH, self.count):
            return None
        return self.count / self.of


_ENDED = [Stage.COMPLETED, Stage.ENDED_EARLY]


def started(returns: pd.DataFrame) -> Step:
    """How many started, of how many received."""
    return _step("started", returns, [Stage.STARTED], [Stage.RECEIVED], "received")


def steps(returns: pd.DataFrame) -> list[Step]:
    """The funnel: each count of all returns together, with what it is of."""
    known = _step("outcomes recorded", returns, list(Level), _ENDED, "whose service ended")
    return [
        _step(Stage.RECEIVED, returns, [Stage.RECEIVED], [], ""),
        started(returns),
        *(_step(end, returns, [end], [Stage.STARTED], "started") for end in _ENDED),
        known,
        *(_step(level, returns, [level], list(Level), "recorded") for level in Level),
    ]


def _step(name: str, returns: pd.DataFrame, counted: Sequence[str], of: Sequence[str], of_what: str) -> Step:
    both = returns[list(dict.fromkeys([*counted, *of]))].dropna()
    if both.empty:
        alone = returns[list(counted)].dropna()
        return Step(str(name), None if alone.empty else float(alone.to_numpy().sum()))
    count = float(both[list(counted)].to_numpy().sum())
    if not of:
        return Step(str(name), count)
    return Step(str(name), count, float(both[list(of)].to_numpy().sum()), of_what)


def fewest_starts(returns: pd.DataFrame) -> tuple[str, Step] | None:
    """The service with the smallest share started of at least ten received; None where there is no other."""
    each = [(str(subject), started(rows)) for subject, rows in returns.groupby("subject")]
    shares = [(step.share, subject, step) for subject, step in each if step.share is not None]
    if len(shares) <= 1 or min(shares)[0] == max(shares)[0]:
        return None
    _, subject, step = min(shares, key=lambda one: one[:2])
    return subject, step
