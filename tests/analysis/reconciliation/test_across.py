"""Sums across months: what a month says against those before it that are in force, and like it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.reconciliation.across import across, in_force, with_returns
from probation_commission.domain.days import month_before
from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.returns import Cell, Figure, Kind, Return, Verdict
from tests.analysis.reconciliation.test_cohort import HERE, MAY, NORTH, SOUTH, count
from tests.given.returns import figures_of
from tests.given.services import OCTOBER, SEPTEMBER, service_return

HOLDS, FAILS, UNCHECKED, NOTE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNCHECKED, Verdict.NOTE
APRIL = month_before(MAY)


def moved(measure, value, place=None):
    return Figure(measure, value, Cell("", "D2"), str(value), place=place)


def monthly(*figures, month=MAY):
    return Return(Kind.IOM, HERE, month, figures)


MOVED = (moved(Measure.JOINERS, 3), moved(Measure.LEAVERS, 2))


def counted(*returns, made_up=False):
    """As the store gives them."""
    return figures_of(*returns).assign(illustrative=made_up)


def lines(ret, *stored, made_up=False, itself_made_up=False):
    """What is read of a return that is in the store beside others."""
    frame = pd.concat([counted(*stored, made_up=made_up), counted(ret, made_up=itself_made_up)])
    return [(line.verdict, line.sentence) for line in across(in_force(frame), ret.key)]


@pytest.mark.parametrize(
    ("figures", "last_month", "line"),
    [
        ([count(11), *MOVED], [count(10)], (HOLDS, "Cohort 11 = 10 last month + 3 joiners − 2 leavers")),
        (
            [count(12), *MOVED],
            [count(10)],
            (FAILS, "Cohort 12 against 10 last month + 3 joiners − 2 leavers = 11"),
        ),
        (
            [count(5), *MOVED],
            [count(1, rag) for rag in Rag],  # no total is stated: all four RAGs are one
            (HOLDS, "Cohort 5 = 4 last month + 3 joiners − 2 leavers"),
        ),
        (
            [count(12), *MOVED],
            [count(1, Rag.RED)],  # a part alone is no total
            (UNCHECKED, "This month's cohort against last month's: last month's total not given"),
        ),
        (
            [count(3), *MOVED],
            [count(0)],  # 0 is a total
            (FAILS, "Cohort 3 against 0 last month + 3 joiners − 2 leavers = 1"),
        ),
        (
            [MOVED[0]],
            [count(10)],
            (
                UNCHECKED,
                "This month's cohort against last month's: this month's total and the leavers not given",
            ),
        ),
        (
            [count(11), moved(Measure.JOINERS, 1, NORTH), moved(Measure.JOINERS, 2, SOUTH), MOVED[1]],
            [count(10)],  # joiners by ward alone
            (HOLDS, "Cohort 11 = 10 last month + 3 joiners − 2 leavers"),
        ),
    ],
)
def test_this_month_against_last(figures, last_month, line):
    assert lines(monthly(*figures), monthly(*last_month, month=APRIL)) == [line]


def test_no_joiners_and_no_leavers_are_no_line():
    assert lines(monthly(count(5)), monthly(count(4), month=APRIL)) == []


NOT_GIVEN = (UNCHECKED, "This month's cohort against last month's: last month's total not given")


def test_only_the_very_month_before_of_the_same_area_is_last_month():
    ret, elsewhere = monthly(count(11), *MOVED), replace(HERE, code="E0")
    two_before = monthly(count(10), month=month_before(APRIL))
    other = replace(monthly(count(10), month=APRIL), area=elsewhere)
    assert lines(ret, two_before, other) == [NOT_GIVEN]
    january = monthly(count(11), *MOVED, month=date(2026, 1, 1))
    assert lines(january, monthly(count(10), month=date(2025, 12, 1)))[0][0] is HOLDS


def test_a_made_up_month_never_counts_as_last_month_of_a_real_return_nor_a_real_one_of_a_made_up():
    ret, april = monthly(count(11), *MOVED), monthly(count(10), month=APRIL)
    assert lines(ret, april, made_up=True) == [NOT_GIVEN]
    assert lines(ret, april, itself_made_up=True) == [NOT_GIVEN]
    assert lines(ret, april, made_up=True, itself_made_up=True)[0][0] is HOLDS


def test_a_file_takes_the_place_of_what_it_would_supersede_and_is_real():
    april, corrected = (monthly(count(n), month=APRIL) for n in (10, 12))
    may = monthly(count(13), *MOVED)
    stored = in_force(counted(april, monthly(count(99), *MOVED)))
    assert [line.verdict for line in across(with_returns(stored, [may]), may.key)] == [FAILS]
    assert [line.verdict for line in across(with_returns(stored, [corrected, may]), may.key)] == [HOLDS]
    made_up = in_force(counted(april, made_up=True))
    assert [line.verdict for line in across(with_returns(made_up, [may]), may.key)] == [UNCHECKED]


def test_it_rests_on_cells_of_this_return():
    frame = counted(monthly(count(11), *MOVED), monthly(count(10), month=APRIL))
    (line,) = across(in_force(frame), monthly().key)
    assert [cell.ref for cell in line.cells] == [count(11).cell.ref, "D2", "D2"]


SO_FAR = "Completed + ended early against started so far: not every month gives all three"


def test_endings_are_held_against_all_starts_since_the_first_return():
    earlier = service_return(30, 20, 6, 2, month=SEPTEMBER)
    ret = service_return(5, 4, 12, 4)
    assert lines(ret) == [
        (NOTE, "Completed + ended early 16, started 4 in October 2026: some had started before")
    ]
    assert lines(ret, earlier) == [
        (HOLDS, "Completed + ended early 24, started 24 since September 2026, the first return")
    ]


@pytest.mark.parametrize(
    "other",
    [
        service_return(30, 20, 6, 2, month=SEPTEMBER, subject="womens"),
        service_return(30, 20, 6, 2, month=SEPTEMBER, area="Darlington"),
        service_return(30, 20, 6, 2, month=date(2026, 11, 1)),  # later
    ],
    ids=["service", "area", "later"],
)
def test_only_earlier_months_of_the_same_service_and_area_count_so_far(other):
    ((_, sentence),) = lines(service_return(5, 4, 12, 4), other)
    assert sentence.startswith("Completed + ended early 16, started 4 in")


def test_made_up_starts_are_no_starts_of_a_real_return():
    made_up = service_return(30, 20, 6, 2, month=SEPTEMBER)
    ((_, sentence),) = lines(service_return(5, 4, 12, 4), made_up, made_up=True)
    assert sentence.startswith("Completed + ended early 16, started 4 in")


def test_a_gap_in_the_starts_so_far_cannot_be_checked():
    earlier = service_return(30, None, 6, 2, month=SEPTEMBER)
    assert lines(service_return(5, 4, 12, 4), earlier) == [(UNCHECKED, SO_FAR)]


def test_a_comparison_is_held_against_no_other_month():
    ret = Return(Kind.COMPARISON, HERE, OCTOBER, ())
    assert across(with_returns({}, [ret]), ret.key) == ()
