"""Promises against what came, on hand-made rows."""

import math
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.outcomes import PromiseVerdict, against_promises
from probation_commission.analysis.referrals import PeriodState
from probation_commission.domain.ranges import Range, exactly
from probation_commission.domain.referrals import Level
from tests.given.services import service_return, shown_exactly

TODAY = date(2026, 11, 22)
PROMISE = {
    "id": 1,
    "partner": "Example Charity A",
    "about": "service",
    "subject": "ete",
    "unit": "percent",
    "target": 60.0,
    "starts": date(2026, 1, 1),
    "ends": date(2026, 6, 30),
}
COLUMNS = ["subject", "month", "months", "category", "low", "high", "whole", "state", "why"]
MARCH = date(2026, 3, 1)


def rows_of(counts) -> pd.DataFrame:
    return pd.DataFrame(counts, columns=COLUMNS[:6]).assign(whole=True, state=PeriodState.GIVEN, why="")


def row(promise=None, *, figures=(), results=()):
    frame = pd.DataFrame([PROMISE | (promise or {})])
    return against_promises(frame, rows_of(results), rows_of(figures), TODAY).iloc[0]


def count(category, low, high=None, *, month=MARCH, subject="ete", months=1):
    return (subject, month, months, category, float(low), float(low if high is None else high))


def levels(*counts, **of):
    """Achieved, partly and not: each a count, or a pair."""
    return [
        count(str(name), *(one if isinstance(one, tuple) else (one,)), **of)
        for name, one in zip(Level, counts, strict=True)
    ]


def keyed(value, out_of=None, month=MARCH, promise_id=1):
    given = [count("delivered", value, month=month, subject=str(promise_id))]
    return given + ([count("out of", out_of, month=month, subject=str(promise_id))] if out_of else [])


def test_partly_achieved_counts_half_of_all_known():
    one = row(figures=[*levels(10, 5, 5), count("received", 40)])
    assert (one.delivered, one.out_of, one.referrals) == tuple(map(exactly, (62.5, 20, 40)))
    assert one.months == 1
    assert one.verdict == PromiseVerdict.MET


def test_months_outside_the_period_and_other_services_do_not_count():
    before, after = (levels(50, 0, 0, month=date(*month, 1)) for month in ((2025, 12), (2026, 7)))
    one = row(figures=[*before, *after, *levels(50, 0, 0, subject="other"), *levels(3, 0, 9)])
    assert (one.delivered, one.out_of) == (exactly(25), exactly(12))


@pytest.mark.parametrize(
    ("achieved", "known", "verdict"),
    [
        (9, 9, PromiseVerdict.TOO_FEW),  # all of nine: still too few
        (0, 0, PromiseVerdict.TOO_FEW),  # a return came, and nobody left
        (6, 10, PromiseVerdict.MET),  # exactly the target, of exactly enough
        (57, 100, PromiseVerdict.NEARLY),  # 95% of the target
        (56, 100, PromiseVerdict.NOT_MET),  # just below
    ],
)
def test_the_edges_of_the_verdict(achieved, known, verdict):
    assert row(figures=levels(achieved, 0, known - achieved)).verdict == verdict


@pytest.mark.parametrize(("achieved", "known"), [(10, 10), (5, 10), (0, 10), (9, 9), (1, 2)])
def test_a_percentage_is_under_way_until_the_last_day_has_passed(achieved, known):
    """Also where it is reached today: what comes until then can take it below the target again."""
    figures = levels(achieved, 0, known - achieved)
    assert row({"ends": TODAY}, figures=figures).verdict == PromiseVerdict.UNDER_WAY
    assert row({"ends": date(2026, 11, 21)}, figures=figures).verdict != PromiseVerdict.UNDER_WAY


def test_a_number_that_is_reached_is_met_before_the_period_is_over():
    promise = {"about": "idea", "unit": "people", "target": 6.0, "ends": TODAY}
    assert row(promise, results=keyed(6)).verdict == PromiseVerdict.MET
    assert row(promise, results=keyed(5)).verdict == PromiseVerdict.UNDER_WAY


def test_short_of_the_target_is_under_way_until_the_last_day_has_passed():
    assert row({"ends": TODAY}, figures=levels(5, 0, 5)).verdict == PromiseVerdict.UNDER_WAY
    assert row({"ends": date(2026, 11, 21)}, figures=levels(5, 0, 5)).verdict == PromiseVerdict.NOT_MET


def test_nothing_received_is_said_and_is_not_zero():
    assert row().verdict == PromiseVerdict.NO_RESULT
    assert row().delivered is None


def test_a_project_adds_up_what_its_partner_keyed_in():
    project = {"about": "idea", "subject": "7", "unit": "people", "target": 6.0}
    results = [
        *keyed(2, 5, month=date(2026, 2, 1)),
        *keyed(4),
        *keyed(9, promise_id=2),
    ]
    one = row(project, results=results, figures=levels(1, 1, 1, subject="7"))
    assert (one.delivered, one.out_of, one.months, one.verdict) == (
        exactly(6),
        exactly(5),
        2,
        PromiseVerdict.MET,
    )


def test_a_project_that_keyed_in_zero_delivered_zero():
    one = row({"about": "idea", "unit": "people", "target": 6.0}, results=keyed(0))
    assert (one.delivered, one.verdict) == (exactly(0), PromiseVerdict.NOT_MET)


@pytest.mark.parametrize(
    ("counts", "share", "verdict"),
    [
        (((20, 29), (0, 4), (10, 19)), Range(51.2, 74.4), PromiseVerdict.UNTOLD),  # 22 of 43, 29 of 39
        (((20, 29), (0, 4), (0, 4)), Range(78.6, 100.0), PromiseVerdict.MET),
        (((5, 9), (0, 4), (20, 29)), Range(14.7, 33.3), PromiseVerdict.NOT_MET),  # 5 of 34, 11 of 33
        (((5, 9), (0, 4), (0, 4)), None, PromiseVerdict.UNTOLD),  # of five, maybe, of which there is no share
        (((5, 6), (0, 1), (0, 2)), None, PromiseVerdict.TOO_FEW),  # of nine at most
    ],
)
def test_a_verdict_that_a_range_cannot_decide_says_so(counts, share, verdict):
    one = row(figures=levels(*counts, month=date(2026, 1, 1), months=3))
    assert (one.delivered, one.verdict, one.months) == (share, verdict, 3)


@given(*[st.tuples(st.integers(0, 30), st.integers(0, 9)) for _ in range(3)], st.data())
def test_the_range_of_a_percentage_holds_every_share_that_is_possible(achieved, partly, missed, data):
    sides = [(low, low + width) for low, width in (achieved, partly, missed)]
    one = row(figures=levels(*sides))
    true = row(figures=levels(*(data.draw(st.integers(*side)) for side in sides)))
    if true.delivered is not None and one.delivered is not None:  # of maybe fewer than ten there is none
        assert one.delivered.low <= true.delivered.low <= one.delivered.high
    if PromiseVerdict.TOO_FEW not in {one.verdict, true.verdict} and one.verdict != PromiseVerdict.UNTOLD:
        assert one.verdict == true.verdict


def test_what_is_not_shown_yet_is_no_missing_result():
    waiting = rows_of(levels(0, 0, 0, month=date(2026, 1, 1), months=3)).assign(
        low=None, high=None, state=PeriodState.WAITS, why="waits for the return of March 2026"
    )
    frame, none = pd.DataFrame([PROMISE]), rows_of([])
    one = against_promises(frame, none, waiting, TODAY).iloc[0]
    assert (one.verdict, one.waits) == (PromiseVerdict.UNTOLD, "waits for the return of March 2026")
    assert against_promises(frame, none, waiting, date(2026, 6, 30)).verdict[0] == PromiseVerdict.UNDER_WAY


def exactly_shown(*returns) -> pd.DataFrame:
    return shown_exactly(*returns).replace({"subject": {"wellbeing": "ete"}})


def test_a_service_that_returns_for_the_whole_and_for_a_part_of_it_counts_once():
    """20 outcomes known in both authorities together, 10 of them in one: 10 of 20 achieved, not 20 of 30."""
    of_both = service_return(40, 30, 20, 0, 10, 0, 10, month=MARCH)
    of_one = service_return(20, 15, 10, 0, 10, 0, 0, month=MARCH, area="E06000047")
    frame = pd.DataFrame([PROMISE])
    one = against_promises(frame, rows_of([]), exactly_shown(of_both, of_one), TODAY).iloc[0]
    assert (one.delivered, one.out_of, one.referrals) == tuple(map(exactly, (50, 20, 40)))
    assert one.verdict == PromiseVerdict.NOT_MET


def test_the_parts_of_a_service_are_no_second_whole():
    counts = rows_of(levels(10, 0, 10))
    beside = pd.concat([counts, rows_of(levels(10, 0, 0)).assign(whole=False)])
    one = against_promises(pd.DataFrame([PROMISE]), rows_of([]), beside, TODAY).iloc[0]
    assert (one.delivered, one.out_of) == (exactly(50), exactly(20))


@pytest.mark.parametrize("missing", [1, 2])
def test_a_level_that_is_not_given_is_not_nought(missing):
    """12 achieved, and nothing said of the others: that is not 12 of 12."""
    counts = [12, 0, 3]
    counts[missing] = math.nan
    one = row(figures=[*levels(*counts), count("received", 40)])
    assert (one.delivered, one.out_of, one.months) == (None, None, 0)
    assert one.verdict == PromiseVerdict.UNTOLD
    assert one.lacks == "no return gives all three levels of outcome"
    assert one.referrals == exactly(40)


def test_only_months_that_give_all_three_levels_are_added_up():
    april = date(2026, 4, 1)
    one = row(figures=[*levels(12, 0, math.nan), *levels(4, 4, 4, month=april)])
    assert (one.delivered, one.out_of, one.months) == (exactly(50), exactly(12), 1)


def test_a_month_that_misses_a_level_in_one_of_its_areas_does_not_count():
    march = [
        service_return(40, 30, 20, 0, 10, 0, 0, month=MARCH, area="E06000047"),
        service_return(20, 15, 10, 0, 2, None, 8, month=MARCH, area="E06000005"),
    ]
    one = against_promises(pd.DataFrame([PROMISE]), rows_of([]), exactly_shown(*march), TODAY).iloc[0]
    assert (one.delivered, one.verdict) == (None, PromiseVerdict.UNTOLD)


@pytest.mark.parametrize(
    "promise", [{"unit": "people", "target": 40.0}, {"about": "idea", "unit": "percent", "target": 60.0}]
)
def test_what_is_not_counted_in_the_targets_unit_is_held_against_nothing(promise):
    """70% of a hundred outcomes is not 70 of 40 people."""
    for ends in (date(2026, 6, 30), date(2026, 12, 31)):
        one = row(promise | {"ends": ends}, figures=levels(70, 0, 30), results=keyed(70))
        assert (one.delivered, one.verdict) == (None, PromiseVerdict.UNTOLD)
        assert one.lacks == f"what comes is not counted in {promise['unit']}"


def test_what_was_keyed_in_outside_of_the_period_does_not_count():
    promise = {"about": "idea", "unit": "people", "target": 6.0}
    outside = [*keyed(5, month=date(2025, 12, 1)), *keyed(5, month=date(2026, 7, 1))]
    assert row(promise, results=outside).verdict == PromiseVerdict.NO_RESULT
    assert row(promise, results=[*outside, *keyed(4)]).delivered == exactly(4)


def test_the_number_that_is_read_is_the_number_that_is_judged():
    """59.6% of a target of 60 is nearly met, and is not read as 60%."""
    one = row(figures=levels(596, 0, 404))
    assert (one.delivered, one.verdict) == (exactly(59.6), PromiseVerdict.NEARLY)
