"""Limits and signals, with the fixtures that `NHSRplotthedots` prints and the edges of each rule."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.spc import Assurance, Good, Limits, Signal, Variation, control

NONE = float("nan")
VIGNETTE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
FLAT = [20, 22] * 7
"""Limits from 15.68 to 26.32 around 21, two-thirds lines at 17.45 and 24.55: no signal."""


def months(count: int) -> list[date]:
    return [date(2024 + at // 12, at % 12 + 1, 1) for at in range(count)]


def charted(values, good=Good.NEITHER, **asked):
    return control(pd.Series(values, index=months(len(values)), dtype=float), good, **asked)


def flagged(values, signal, **asked):
    """Which points, from 0, are a signal by this rule."""
    points = charted(values, **asked).points
    return [at for at, found in enumerate(points.signal) if found == signal]


@pytest.mark.parametrize(
    ("screened", "lower", "upper"), [(False, -3.06, 6.95), (True, -0.72, 4.60)], ids=["as it is", "screened"]
)
def test_the_vignettes_limits(screened, lower, upper):
    points = charted(VIGNETTE, counted=False, screened=screened).points
    assert points.middle.iloc[0] == pytest.approx(1.944, abs=0.001)
    assert points.lower.iloc[0] == pytest.approx(lower, abs=0.01)
    assert points.upper.iloc[0] == pytest.approx(upper, abs=0.01)
    assert flagged(VIGNETTE, Signal.OUTSIDE, counted=False, screened=screened) == [4]


def test_six_rising_points_are_a_trend_and_equal_neighbours_break_it():
    around = [20, 23, 20, 23, 20, 23, 20, 23]
    six = [*around, 17, 18, 19, 21, 22, 24]
    assert flagged(six, Signal.TREND) == [8, 9, 10, 11, 12, 13]
    broken = [*around, 17, 18, 19, 19, 22, 24]
    assert flagged(broken, Signal.TREND) == []
    falling = [*around, 24, 22, 21, 19, 18, 17]
    assert flagged(falling, Signal.TREND) == [8, 9, 10, 11, 12, 13]
    five = [*around, 24, 18, 19, 21, 22, 23]
    assert flagged(five, Signal.TREND) == []


def test_seven_points_on_one_side_are_a_shift_and_none_of_them_is_left_out():
    seven = [14, 19, 15, 19, 13, 18, 14, 26, 21, 25, 21, 27, 22, 26, 19]
    # The mean is 19.9: seven below, seven above, and the last below by itself.
    assert flagged(seven, Signal.SHIFT) == list(range(14))
    six = [14, 19, 15, 19, 13, 18, 26, 21, 25, 21, 27, 22, 14]
    assert flagged(six, Signal.SHIFT) == []


def test_a_point_on_the_mean_breaks_a_shift():
    # The mean is 20, and the middle of seven stands on it.
    values = [15, 25, 15, 25, 22, 24, 22, 20, 24, 22, 24, 15, 15, 15, 17]
    assert sum(values) / len(values) == 20
    assert flagged(values, Signal.SHIFT) == []
    assert flagged([*values[:7], 21, *values[8:-1], 16], Signal.SHIFT) == [3, 4, 5, 6, 7, 8, 9, 10]


def test_two_of_three_are_all_on_one_side_and_the_third_is_not_marked():
    near = [*FLAT, 26, 22, 26, 16]
    points = charted(near).points
    two_thirds = points.middle.iloc[0] + (points.upper.iloc[0] - points.middle.iloc[0]) * 2 / 3
    assert points.middle.iloc[0] < 22 < two_thirds < 26 < points.upper.iloc[0]
    assert flagged(near, Signal.TWO_OF_THREE) == [14, 16]
    across = [*FLAT, 26, 20, 26, 16]
    assert flagged(across, Signal.TWO_OF_THREE) == []


def test_a_point_beyond_the_limits_counts_for_two_of_three():
    # Since 2023; the point itself is told by the stronger rule.
    beyond = [*FLAT, 40, 30]
    points = charted([*beyond, 26]).points
    assert points.signal.iloc[14] == Signal.OUTSIDE
    assert {points.signal.iloc[14], points.signal.iloc[15]} <= {Signal.OUTSIDE, Signal.TWO_OF_THREE}


def test_a_month_without_a_figure_breaks_the_moving_range():
    # Bridged, the range from 10 to 30 would count; the others are all 1.
    values = [10, 11, 10, 11, 10, 11, 10, NONE, 30, 31, 30, 31, 30, 31, 30]
    points = charted(values, screened=False).points
    assert (points.upper - points.middle).iloc[0] == pytest.approx(2.66)
    assert pd.isna(points.value.iloc[7])
    assert not points.signal.notna().iloc[7]


def test_no_run_of_points_reaches_over_a_month_without_a_figure():
    assert flagged([*FLAT, 17, 18, 19, NONE, 21, 22, 24], Signal.TREND) == []
    above = [*[18] * 4, 24, 24, 24, 24, NONE, 24, 24, 24, *[18] * 4]
    assert flagged(above, Signal.SHIFT) == []


def test_a_new_phase_has_limits_of_its_own():
    values = [20, 22] * 7 + [40, 44] * 7
    found = charted(values, phases=[months(15)[-1]])
    assert list(found.points.middle.unique()) == [21, 42]
    assert set(found.points.signal) == {None}
    assert (found.points.phase == 1).sum() == 14
    one = charted(values)
    assert one.points.signal.notna().any()


@pytest.mark.parametrize(
    ("count", "limits"), [(9, Limits.NONE), (10, Limits.TRIAL), (12, Limits.TRIAL), (13, Limits.FULL)]
)
def test_how_many_points_there_are_says_what_is_drawn(count, limits):
    found = charted(([20, 22] * 7)[:count], Good.UP)
    assert found.limits is limits
    assert found.points.upper.notna().all() == (limits is not Limits.NONE)
    assert (found.variation is None) == (limits is not Limits.FULL)
    assert (found.assurance(10) is None) == (limits is not Limits.FULL)


def test_a_run_chart_stands_on_the_median():
    assert set(charted([1, 2, 30]).points.middle) == {2}


def test_a_mean_under_five_has_no_limits_unless_it_is_a_share():
    few = [4, 5] * 7
    assert charted(few).limits is Limits.SMALL
    assert charted(few, counted=False).limits is Limits.FULL
    assert charted([5, 5] * 7).limits is Limits.FULL


@pytest.mark.parametrize(
    ("good", "last", "variation"),
    [
        (Good.UP, 40, Variation.BETTER),
        (Good.DOWN, 40, Variation.WORSE),
        (Good.NEITHER, 40, Variation.HIGHER),
        (Good.UP, 2, Variation.WORSE),
        (Good.DOWN, 2, Variation.BETTER),
        (Good.NEITHER, 2, Variation.LOWER),
        (Good.UP, 21, Variation.CHANCE),
    ],
)
def test_the_last_point_says_what_changes(good, last, variation):
    assert charted([*FLAT, last], good).variation is variation


def test_what_was_a_signal_once_is_none_for_the_last_point():
    assert charted([*FLAT, 40, 21], Good.UP).variation is Variation.CHANCE


def test_where_two_rules_point_both_ways_the_better_one_is_told():
    # Falling for six months, and above the mean for as long as a shift takes.
    values = [*[18, 19] * 9, 24, 30, 29, 28, 27, 26, 25]
    better = charted(values, Good.DOWN)
    assert (better.points.side.iloc[-1], better.points.told.iloc[-1]) == (1, -1)
    assert better.variation is Variation.BETTER
    assert charted(values, Good.UP).variation is Variation.BETTER


def test_each_point_is_marked_by_its_own_first_rule():
    # Below the lower limit, and the first of six that rise: the point is below, whatever is told of the last.
    values = [*[48, 52] * 5, 50, 20, 30, 40, 45, 50, 60]
    points = charted(values, Good.UP).points
    assert (points.signal.iloc[11], points.side.iloc[11], points.told.iloc[11]) == (Signal.OUTSIDE, -1, 1)


def test_months_far_apart_have_no_limits():
    scattered = [value for _ in range(13) for value in (20, NONE)]
    assert charted([*scattered, 90]).limits is Limits.NONE


@pytest.mark.parametrize(
    ("good", "target", "assurance"),
    [
        (Good.UP, 27, Assurance.MISSES),
        (Good.UP, 15, Assurance.MEETS),
        (Good.UP, 21, Assurance.EITHER),
        (Good.DOWN, 27, Assurance.MEETS),
        (Good.DOWN, 15, Assurance.MISSES),
        (Good.NEITHER, 15, None),
        (Good.UP, None, None),
    ],
)
def test_what_the_target_can_expect(good, target, assurance):
    assert charted(FLAT, good).assurance(target) is assurance


def test_a_target_that_is_a_limit_is_hit_and_missed():
    found = charted(FLAT, Good.UP)
    assert found.assurance(float(found.points.upper.iloc[-1])) is Assurance.EITHER


def test_all_alike_passes_where_it_meets_the_target():
    assert charted([100] * 13, Good.UP).assurance(100) is Assurance.MEETS
    assert charted([99] * 13, Good.UP).assurance(100) is Assurance.MISSES


@given(st.lists(st.one_of(st.none(), st.integers(0, 200)), min_size=1, max_size=40))
def test_whatever_comes_no_missing_month_is_a_signal_and_limits_stand_around_the_middle(values):
    points = charted([NONE if value is None else value for value in values]).points
    assert points.signal[points.value.isna()].isna().all()
    assert ((points.lower <= points.middle) | points.lower.isna()).all()
    assert len(points) == len(values)
