"""Statistical process control of one measure month by month: XmR charts as the NHS draws them.

Rules and figures: NHSRplotthedots 0.2.2 and the Making Data Count team's changes of 2023. A month without a
figure breaks the moving range, and no run of points reaches over it; a new phase (another definition, other
wards, another contract) has limits of its own (decision 242).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import pandas as pd

LIMIT, SCREEN = 2.66, 3.267
"""Of the mean moving range: from the mean to a limit; above which a moving range is left out, once."""
SHIFT, TREND = 7, 6
TRIAL, ENOUGH = 10, 13
"""Points: from here on there are limits, on trial; from here on they are told by."""
RANGES = TRIAL - 1
"""Moving ranges without which there are no limits: months far apart have none between them."""
LATELY = 3
"""Months: a figure that is older says nothing of what holds now."""
SMALLEST_MEAN = 5
"""Counts with a smaller mean have limits below nought and are told by no limits."""


class Signal(StrEnum):
    """Why a point is no chance, the strongest first."""

    OUTSIDE = "outside the limits"
    TREND = f"{TREND} points or more in one direction"
    TWO_OF_THREE = "two of three points near a limit"
    SHIFT = f"{SHIFT} points or more on one side of the mean"


class Good(StrEnum):
    """Which way a measure should go."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Variation(StrEnum):
    """What the last point says."""

    CHANCE = "no change"
    BETTER = "getting better"
    WORSE = "getting worse"
    HIGHER = "higher"
    LOWER = "lower"


class Assurance(StrEnum):
    """What can be expected of the months to come, as things are."""

    MEETS = "meets the target"
    MISSES = "misses the target"
    EITHER = "meets it in some months and not in others"


class Limits(StrEnum):
    """What stands on a chart of so many points."""

    NONE = "too few months"
    SMALL = "too small to tell"
    TRIAL = "limits on trial yet"
    FULL = "limits"


@dataclass(frozen=True)
class Control:
    """A measure month by month with its limits.

    `points`: a row a month, with month, value (NaN: none), phase (from 0), middle (the mean, or the median of
    a run chart), lower and upper (NaN on a run chart), signal (a `Signal`, else None), side, which way the
    signal points (1 up, -1 down, 0 none), told, the side by all rules of the point, the better one where they
    differ, and seen, the side without what is no more than the beginning of a trend: a point before the
    sixth on the other side of the mean, as the shortest waits with which a rise begins (decision 268). The
    rest is of the last phase.
    """

    points: pd.DataFrame
    limits: Limits
    good: Good = Good.NEITHER

    @property
    def last(self) -> pd.Series | None:
        """The last month that has a figure."""
        given = self.points[self.points.value.notna()]
        return None if given.empty else given.iloc[-1]

    @property
    def is_old(self) -> bool:
        """Whether the last figure is older than three months, by the months that were asked for."""
        given = self.points.value.notna()
        return len(self.points) > LATELY and not given.iloc[-LATELY:].any()

    @property
    def variation(self) -> Variation | None:
        """What the last point says; None where there are too few months, or too little, to say."""
        last = self.last
        if self.limits is not Limits.FULL or last is None or self.is_old:
            return None
        if not last.told:
            return Variation.CHANCE
        if self.good is Good.NEITHER:
            return Variation.HIGHER if last.told > 0 else Variation.LOWER
        return Variation.BETTER if (last.told > 0) == (self.good is Good.UP) else Variation.WORSE

    def assurance(self, target: float | None) -> Assurance | None:
        """Whether a target will be met as things are; None without one, or where that can't be said."""
        last = self.last
        if target is None or last is None or self.limits is not Limits.FULL or self.is_old:
            return None
        if self.good is Good.NEITHER:
            return None
        # All alike, the limits are one line: what meets the target meets it, however close.
        values = self.points.value[(self.points.phase == last.phase) & self.points.value.notna()]
        up = self.good is Good.UP
        if (values == values.iloc[0]).all():
            return (
                Assurance.MEETS
                if (last.value >= target if up else last.value <= target)
                else Assurance.MISSES
            )
        if target > last.upper:
            return Assurance.MISSES if up else Assurance.MEETS
        if target < last.lower:
            return Assurance.MEETS if up else Assurance.MISSES
        return Assurance.EITHER


def control(
    values: "pd.Series[float]",
    good: Good = Good.NEITHER,
    *,
    phases: Sequence[date] = (),
    counted: bool = True,
    screened: bool = True,
) -> Control:
    """The limits and signals of `values`, which has a row for every month of its span, oldest first.

    `phases` are the months with which a new phase begins; `counted` says that they are counts, whose limits
    are of no use below a mean of five; `screened` leaves out moving ranges that are far too wide, once.
    """
    months = list(values.index)
    phase = [sum(start <= month for start in phases if start > months[0]) for month in months]
    rows = pd.DataFrame({"month": months, "value": values.to_numpy(dtype=float), "phase": phase})
    parts, limits = [], Limits.NONE
    for _, part in rows.groupby("phase"):
        told, limits = _of_phase(part, good, counted=counted, screened=screened)
        parts.append(told)
    return Control(pd.concat(parts, ignore_index=True), limits, good)


def _of_phase(
    rows: pd.DataFrame, good: Good, *, counted: bool, screened: bool
) -> tuple[pd.DataFrame, Limits]:
    value = rows.value
    none = rows.assign(
        middle=value.median(), lower=float("nan"), upper=float("nan"), signal=None, side=0, told=0, seen=0
    )
    if value.notna().sum() < TRIAL:
        return none, Limits.NONE
    mean = float(value.mean())
    if counted and mean < SMALLEST_MEAN:
        return none, Limits.SMALL
    # A month without a figure has no range to its neighbours: they are not bridged.
    ranges = value.diff().abs()
    if ranges.notna().sum() < RANGES:
        return none, Limits.NONE
    average = ranges.mean()
    if screened:
        average = ranges[~(ranges >= SCREEN * average)].mean() if average else average
    reach = LIMIT * float(average)
    told = none.assign(middle=mean, lower=mean - reach, upper=mean + reach)
    found = _signals(list(value), mean, reach)
    signals = [_strongest(of_point, good) for of_point in found]
    for name, column in zip(("signal", "side", "told"), zip(*signals, strict=True), strict=True):
        told[name] = list(column)
    seen = _without_beginnings(found, list(value), mean)
    told["seen"] = [_strongest(of_point, good)[1] for of_point in seen]
    return told, Limits.TRIAL if value.notna().sum() < ENOUGH else Limits.FULL


def _strongest(found: dict[Signal, int], good: Good) -> tuple[Signal | None, int, int]:
    """The first signal of a point, which way it points, and which way the point is told to go.

    Where two rules point both ways it is told to go the better one (Making Data Count's single-chart tool).
    """
    if not found:
        return None, 0, 0
    first = next(signal for signal in Signal if signal in found)
    differ = good is not Good.NEITHER and len(set(found.values())) > 1
    return first, found[first], (1 if good is Good.UP else -1) if differ else found[first]


def _signals(values: Sequence[float], mean: float, reach: float) -> list[dict[Signal, int]]:
    """Of each point all rules that it is a signal by, each with its direction."""
    found: list[dict[Signal, int]] = [{} for _ in values]
    sides = [(value > mean) - (value < mean) for value in values]
    for at, value in enumerate(values):
        if abs(value - mean) > reach:
            found[at][Signal.OUTSIDE] = sides[at]
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)]
    # Five steps in one direction are six points.
    _flag(found, Signal.TREND, [(start, end + 1, side) for start, end, side in _runs(steps)], TREND)
    _flag(found, Signal.SHIFT, _runs(sides), SHIFT)
    for at, side in enumerate(sides[:-2]):
        three = range(at, at + 3)
        # Those beyond a limit count too, and the third is not marked (2023).
        beyond = [one for one in three if abs(values[one] - mean) > reach * 2 / 3]
        if side and all(sides[one] == side for one in three) and len(beyond) > 1:
            for one in beyond:
                found[one][Signal.TWO_OF_THREE] = side
    return found


def _without_beginnings(
    found: Sequence[dict[Signal, int]], values: Sequence[float], mean: float
) -> list[dict[Signal, int]]:
    """The signals without a trend at its points before the sixth on the other side of the mean."""
    kept = []
    for at, of_point in enumerate(found):
        way = of_point.get(Signal.TREND, 0)
        last = values[at - TREND + 1 : at + 1] if at >= TREND - 1 else []
        is_complete = len(last) == TREND and all((after - one) * way > 0 for one, after in pairwise(last))
        begins = way and not is_complete and (values[at] - mean) * way <= 0
        kept.append({one: side for one, side in of_point.items() if not (begins and one is Signal.TREND)})
    return kept


def _flag(
    found: list[dict[Signal, int]], signal: Signal, runs: Sequence[tuple[int, int, int]], least: int
) -> None:
    for start, end, side in runs:
        if end - start >= least:
            for at in range(start, end):
                found[at][signal] = side


def _runs(sides: Sequence[int]) -> list[tuple[int, int, int]]:
    """The runs of equal sides other than 0: where each starts, where it has ended, its side."""
    runs, start = [], 0
    for at in range(1, len(sides) + 1):
        if at == len(sides) or sides[at] != sides[start]:
            if sides[start]:
                runs.append((start, at, sides[start]))
            start = at
    return runs
