"""Promises against what came, on hand-made rows."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.outcomes import PromiseVerdict, against_promises
from probation_commission.analysis.referrals import PeriodState
from probation_commission.domain.ranges import Range, exactly
from probation_commission.domain.referrals import Level

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
        (6, 10, PromiseVerdict.MET),  # exactly the target, of exactly enough
        (57, 100, PromiseVerdict.NEARLY),  # 95% of the target
        (56, 100, PromiseVerdict.NOT_MET),  # just below
    ],
)
def test_the_edges_of_the_verdict(achieved, known, verdict):
    assert row(figures=levels(achieved, 0, known - achieved)).verdict == verdict


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
        (((5, 9), (0, 4), (0, 4)), Range(53.8, 100.0), PromiseVerdict.UNTOLD),  # of five, maybe
        (((5, 6), (0, 1), (0, 2)), Range(68.8, 100.0), PromiseVerdict.TOO_FEW),  # of nine at most
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
    if true.delivered is not None:
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
