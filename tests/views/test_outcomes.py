"""Promises in words and as bars: what is not shown is neither nought nor nothing received."""

from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.outcomes import PromiseVerdict, returns_behind
from probation_commission.domain.ranges import Range, exactly
from probation_commission.views.outcomes import promise_chart, shares
from probation_commission.views.outcomes_words import finding, met, table

PROMISE = {
    "partner": "Example Charity",
    "about": "service",
    "subject": "ete",
    "desired_outcome": "accesses benefits",
    "indicator": "",
    "unit": "percent",
    "target": 60.0,
    "baseline": None,
    "starts": date(2026, 1, 1),
    "ends": date(2026, 6, 30),
    "delivered": exactly(30),
    "out_of": exactly(50),
    "referrals": exactly(80),
    "months": 6,
    "waits": "",
    "lacks": "",
    "award_pence": None,
    "verdict": PromiseVerdict.NOT_MET,
    "illustrative": False,
}


def promises(*changes) -> pd.DataFrame:
    return pd.DataFrame([PROMISE | change for change in changes or [{}]])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "80 referrals received"),
        ({"about": "idea"}, "referrals do not apply"),
        ({"referrals": None}, "no return received"),
        ({"referrals": None, "waits": "waits for June 2026"}, "not shown yet"),
    ],
)
def test_referrals_of_a_promise(change, words):
    assert list(table(promises(change)).Referrals) == [words]


def test_an_award_and_made_up_data_are_named():
    rows = table(promises({"award_pence": 350_000, "illustrative": True}, {}))
    assert list(rows.Award) == ["£3,500 awarded", "no award"]
    assert list(rows.Data) == ["illustrative", "real"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "30% of 50 outcomes known, from 6 months"),
        ({"delivered": exactly(59.6)}, "59.6% of 50 outcomes known, from 6 months"),  # no 60% that is not met
        ({"delivered": Range(40, 70.5)}, "between 40 and 70.5% of 50 outcomes known, from 6 months"),
        ({"delivered": None, "out_of": exactly(9)}, "no share of so few: 9 outcomes known, from 6 months"),
        ({"delivered": None, "out_of": None, "lacks": "it is not given"}, "not known: it is not given"),
        ({"delivered": None, "out_of": None, "waits": "waits for June"}, "not shown yet: waits for June"),
        ({"delivered": None, "out_of": None}, "no result received"),
    ],
)
def test_what_was_delivered_in_words(change, words):
    assert list(table(promises(change)).Delivered) == [words]


def test_the_chart_and_the_finding_count_the_same_promises():
    rows = promises({"verdict": PromiseVerdict.MET}, {}, {"delivered": None})
    assert finding(rows.verdict).startswith("1 of 3 promises met; ")
    chart = promise_chart(shares(rows, table(rows).Delivered), met(rows.verdict))
    assert chart.to_dict()["title"] == "What was delivered, as a share of each target: 1 of 3 promises met"


def drawn(*changes) -> list[list[float]]:
    rows = promises(*changes)
    return shares(rows, table(rows).Delivered)[["low", "high"]].to_numpy().tolist()


def test_a_bar_is_the_share_of_the_target_and_ends_at_one_and_a_half():
    assert drawn({}, {"delivered": exactly(600)}) == [[50, 50], [150, 150]]
    assert drawn({"delivered": Range(30, 60)}) == [[50, 100]]


def test_what_is_not_shown_or_too_few_has_no_bar():
    assert drawn({"delivered": None}, {"delivered": None, "out_of": exactly(9)}) == []


def test_the_returns_behind_a_promise_are_those_of_its_service_and_span():
    months = [date(2025, 12, 1), date(2026, 1, 1), date(2026, 6, 1), date(2026, 7, 1)]
    returns = pd.DataFrame({"subject": ["ete", "ete", "other", "ete"], "month": months})
    assert list(returns_behind(promises({}), returns).index) == [1]
    assert returns_behind(promises({"about": "idea"}), returns).empty
