"""Breakdowns and arrests; and sums that lean on a cell without a count."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.reconciliation.cohort import checks
from probation_commission.analysis.reconciliation.tallies import at_most, equal, tally
from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.returns import Cell, Figure, Kind, Return, Verdict
from tests.analysis.reconciliation.test_cohort import HERE, MAY, NORTH, SOUTH, count

HOLDS, FAILS, UNCHECKED, NOTE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNCHECKED, Verdict.NOTE


def part(value, category, breakdown=Breakdown.GENDER, place=None, measure=Measure.COHORT):
    return Figure(
        measure, value, Cell("", "C2"), str(value), place=place, breakdown=breakdown, category=category
    )


def plain(measure, value):
    return Figure(measure, value, Cell("", "D2"), str(value))


def lines(*figures, blanks=()):
    found = checks(Return(Kind.IOM, HERE, MAY, figures, blanks=blanks), {})
    return [(one.verdict, one.sentence) for one in found]


BOTH = "Gender: Male 4 + Female 1 = 5"
NOT_THE_OTHERS = "the other categories are not given"


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        ([count(5), part(4, "Male"), part(1, "Female")], (HOLDS, f"{BOTH} and 5 in the cohort")),
        ([count(6), part(4, "Male"), part(1, "Female")], (FAILS, f"{BOTH} against 6 in the cohort")),
        ([part(4, "Male")], (UNCHECKED, "Gender: Male 4: no total of the cohort is given")),
        ([count(6), part(4, "Male")], (UNCHECKED, f"Gender: Male 4 of 6 in the cohort: {NOT_THE_OTHERS}")),
        (
            [count(3), part(4, "Male")],
            (FAILS, "Gender: Male 4 against 3 in the cohort"),
        ),  # one part, too many
        (
            [count(5), part(2, "Male", place=NORTH), part(3, "Male", place=SOUTH)],  # given by ward alone
            (HOLDS, "Gender: Male 5 and 5 in the cohort"),
        ),
        (
            [plain(Measure.ARRESTS, 4), part(3, "x", Breakdown.OUTCOME, measure=Measure.ARRESTS)],
            (FAILS, "4 arrests against 3 by outcome"),
        ),
        (
            [plain(Measure.ARRESTS, 3), part(3, "x", Breakdown.OUTCOME, measure=Measure.ARRESTS)],
            (HOLDS, "3 arrests and 3 by outcome"),
        ),
        ([plain(Measure.ARRESTS, 3)], (UNCHECKED, "3 arrests: no outcomes are given")),
    ],
)
def test_each_line_and_its_verdict(figures, line):
    assert line in lines(*figures)


def bound(place=None, rag=None, **numbers):
    """A figure without a value: "<5" with low and high, "[c]" or a blank cell with neither."""
    return Figure(Measure.COHORT, None, Cell("", "E9"), "", rag=rag, place=place, **numbers)


CAN_HOLD = "can hold, 1 of its counts is not given exactly (E9)"


def test_a_sum_that_leans_on_a_blank_cannot_be_checked():
    figures = [count(5), replace(count(3, place=NORTH), cell=Cell("", "E3"))]
    assert (FAILS, "Ward table 3 of 5") in lines(*figures)
    assert (FAILS, "Ward table 3 of 5") in lines(*figures, blanks=[bound(SOUTH, Rag.RED)])  # another table's
    found = lines(*figures, blanks=[bound(SOUTH)])
    assert (UNCHECKED, f"Ward table 3 or more of 5: {CAN_HOLD}") in found
    assert (NOTE, "2 in no row, or in rows without an exact count") in found


def test_a_table_that_is_too_much_already_fails_all_the_same():
    figures = [count(2), replace(count(3, place=NORTH), cell=Cell("", "E3"))]
    assert (FAILS, "Ward table 3 or more of 2") in lines(*figures, blanks=[bound(SOUTH)])


GENDER = Breakdown.GENDER
NO_TOTAL = "no total of the cohort is given to hold it against"
LESS_THAN_5 = {"low": 0, "high": 4}


@pytest.mark.parametrize(
    ("total", "line"),
    [
        (4, (FAILS, "Ward table 5–9 of 4")),
        (5, (UNCHECKED, f"Ward table 5–9 of 5: {CAN_HOLD}")),
        (8, (UNCHECKED, f"Ward table 5–9 of 8: {CAN_HOLD}")),
        (9, (UNCHECKED, f"Ward table 5–9 of 9: {CAN_HOLD}")),
        (10, (FAILS, "Ward table 5–9 of 10")),  # "<5" is no more than 4
    ],
)
def test_a_sum_over_a_bound_is_held_against_the_total_by_what_it_can_be(total, line):
    rows = [count(2, place=NORTH), count(3, place=SOUTH), bound(NORTH, **LESS_THAN_5)]
    assert line in lines(count(total), *rows)


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        (
            [count(9), *(count(2, rag) for rag in list(Rag)[:3]), bound(rag=Rag.BLUE, **LESS_THAN_5)],
            (UNCHECKED, f"Cohort 9 against 2 + 2 + 2 + 0–4 = 6–10: {CAN_HOLD}"),
        ),
        (
            [count(11), *(count(2, rag) for rag in list(Rag)[:3]), bound(rag=Rag.BLUE, **LESS_THAN_5)],
            (FAILS, "Cohort 11 against 2 + 2 + 2 + 0–4 = 6–10"),
        ),
        (
            [count(5, place=NORTH), count(2, Rag.RED, NORTH), bound(NORTH, Rag.BLUE, low=4)],
            (FAILS, "North: 2 red + 4 or more blue of 5"),
        ),
        (
            [count(9, place=NORTH), count(2, Rag.RED, NORTH), bound(NORTH, Rag.BLUE, low=4)],
            (UNCHECKED, f"In every row of the ward table the RAGs agree with the total: {CAN_HOLD}"),
        ),
        ([bound(low=10), count(3, place=NORTH)], (FAILS, "Ward table 3 of 10 or more")),
        ([bound(), count(3, place=NORTH)], (UNCHECKED, f"Ward table 3: {NO_TOTAL}")),
        (
            [count(6), part(4, "Male"), replace(bound(**LESS_THAN_5), breakdown=GENDER, category="Female")],
            (UNCHECKED, f"Gender: Male 4 + Female 0–4 = 4–8 against 6 in the cohort: {CAN_HOLD}"),
        ),
    ],
)
def test_each_sum_over_a_bound_says_what_it_can_be(figures, line):
    assert line in lines(*figures)


COUNTS = st.integers(0, 12)


@st.composite
def columns(draw):
    """A true column of counts and how a sender gave each: exactly, or as a bound."""
    true = draw(st.lists(COUNTS, min_size=1, max_size=6))
    given_as = []
    for number in true:
        low = draw(st.integers(0, number))
        high = draw(st.integers(number, 15))
        given_as.append(
            draw(
                st.sampled_from(
                    [count(number, place=NORTH), bound(NORTH, low=low, high=high), bound(NORTH, low=low)]
                )
            )
        )
    return true, given_as


@given(columns())
def test_the_bounds_of_a_sum_hold_the_true_sum_and_are_reached(column):
    true, figures = column
    whole = tally(figures)
    assert whole.low <= sum(true)
    assert whole.high is None or whole.high >= sum(true)
    # Both ends are sums of numbers that each figure allows; without a high one figure has none.
    assert whole.low == sum(figure.low for figure in figures)
    assert whole.high == (
        None if any(figure.high is None for figure in figures) else sum(figure.high for figure in figures)
    )
    assert whole.exact == all(figure.low == figure.high for figure in figures)
    # What is true never fails; held against what it cannot be, it does.
    assert equal(whole, tally([count(sum(true))])) is not FAILS
    assert whole.low == 0 or equal(whole, tally([count(whole.low - 1)])) is FAILS
    assert whole.high is None or equal(whole, tally([count(whole.high + 1)])) is FAILS


@given(columns(), columns())
def test_two_columns_fail_just_where_no_numbers_within_them_agree(one, other):
    sides = [tally(figures) for _, figures in (one, other)]
    most = 100
    stretches = [set(range(side.low, (most if side.high is None else side.high) + 1)) for side in sides]
    assert (equal(*sides) is FAILS) == (not stretches[0] & stretches[1])
    assert (at_most(*sides) is FAILS) == (min(stretches[0]) > max(stretches[1]))
    assert (at_most(*sides) is HOLDS) == (
        sides[0].high is not None and max(stretches[0]) <= min(stretches[1])
    )


def test_a_comparison_has_nothing_to_add_up():
    (line,) = checks(Return(Kind.COMPARISON, HERE, MAY, ()), {})
    assert line.verdict is UNCHECKED
