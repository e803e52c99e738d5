"""Promises against what came, on hand-made rows."""

from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.outcomes import Verdict, against_promises

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
FIGURES = ["subject", "month", "breakdown", "category", "value"]
RESULTS = ["promise_id", "month", "value", "out_of"]


def row(promise=None, *, figures=(), results=()):
    frame = pd.DataFrame([PROMISE | (promise or {})])
    return against_promises(
        frame, pd.DataFrame(results, columns=RESULTS), pd.DataFrame(figures, columns=FIGURES), TODAY
    ).iloc[0]


def levels(achieved, partly, missed, month=date(2026, 3, 1), subject="ete"):
    return [
        (subject, month, "level", "achieved", achieved),
        (subject, month, "level", "partly achieved", partly),
        (subject, month, "level", "not achieved", missed),
    ]


def test_partly_achieved_counts_half_of_all_known():
    one = row(figures=[*levels(10, 5, 5), ("ete", date(2026, 3, 1), "stage", "received", 40)])
    assert (one.delivered, one.out_of, one.referrals, one.months) == (62.5, 20, 40, 1)
    assert one.verdict == Verdict.MET


def test_months_outside_the_period_and_other_services_do_not_count():
    before, after = levels(50, 0, 0, date(2025, 12, 1)), levels(50, 0, 0, date(2026, 7, 1))
    one = row(figures=[*before, *after, *levels(50, 0, 0, subject="other"), *levels(3, 0, 9)])
    assert (one.delivered, one.out_of) == (25, 12)


@pytest.mark.parametrize(
    ("achieved", "known", "verdict"),
    [
        (9, 9, Verdict.TOO_FEW),  # all of nine: still too few
        (6, 10, Verdict.MET),  # exactly the target, of exactly enough
        (57, 100, Verdict.NEARLY),  # 95% of the target
        (56, 100, Verdict.NOT_MET),  # just below
    ],
)
def test_the_edges_of_the_verdict(achieved, known, verdict):
    assert row(figures=levels(achieved, 0, known - achieved)).verdict == verdict


def test_short_of_the_target_is_under_way_until_the_last_day_has_passed():
    assert row({"ends": TODAY}, figures=levels(5, 0, 5)).verdict == Verdict.UNDER_WAY
    assert row({"ends": date(2026, 11, 21)}, figures=levels(5, 0, 5)).verdict == Verdict.NOT_MET


def test_nothing_received_is_said_and_is_not_zero():
    assert row().verdict == Verdict.NO_RESULT
    assert pd.isna(row().delivered)


def test_a_project_adds_up_what_its_partner_keyed_in():
    project = {"about": "idea", "subject": "7", "unit": "people", "target": 6.0}
    keyed = [(1, date(2026, 2, 1), 2, 5), (1, date(2026, 3, 1), 4, None), (2, date(2026, 3, 1), 9, None)]
    one = row(project, results=keyed, figures=levels(1, 1, 1, subject="7"))
    assert (one.delivered, one.out_of, one.months, one.verdict) == (6, 5, 2, Verdict.MET)


def test_a_project_that_keyed_in_zero_delivered_zero():
    one = row({"about": "idea", "unit": "people", "target": 6.0}, results=[(1, date(2026, 2, 1), 0, None)])
    assert (one.delivered, one.verdict) == (0, Verdict.NOT_MET)
