"""What is said early beside a field, and stops nothing."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.domain.funds import FundQuestion
from probation_commission.domain.idea_warnings import left_out, warnings
from probation_commission.domain.ideas import Agreed, CostLine
from probation_commission.domain.submission import missing
from tests.given.ideas import POT, WHOLE

IDEA = replace(WHOLE, starts=date(2027, 1, 1), sends_agreed=Agreed.YES)
"""Three months to the day, and whoever sends people has agreed."""
FUND = replace(POT, least_pence=50_000, most_pence=350_000, most_months=3, spend_by=date(2027, 3, 31))


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, []),  # £3,500, which is just the most
        ({"costs": (CostLine("all of it", 350_001),)}, ["costs"]),
        ({"costs": (CostLine("all of it", 50_000),)}, []),
        ({"costs": (CostLine("all of it", 49_999),)}, ["costs"]),
        ({"costs": ()}, []),  # nothing asked for yet
        ({"starts": date(2026, 12, 31), "ends": date(2027, 3, 31)}, ["ends"]),
        ({"starts": date(2026, 11, 30), "ends": date(2027, 2, 27)}, []),  # February has no 30th
        ({"starts": date(2026, 11, 30), "ends": date(2027, 2, 28)}, ["ends"]),
        ({"indicator": " "}, ["indicator"]),
        ({"sends_agreed": ""}, ["sends_agreed"]),
        ({"who_sends": "", "sends_agreed": ""}, []),
        ({"sends_agreed": Agreed.NOT_YET}, ["sends_agreed"]),
    ],
)
def test_what_is_better_thought_of(changes, fields):
    assert [name for name, _ in warnings(replace(IDEA, **changes), FUND)] == fields


@pytest.mark.parametrize(
    ("starts", "ends", "fields"),
    [
        (date(2027, 1, 4), date(2027, 3, 31), []),  # the last day is in
        (date(2027, 1, 4), date(2027, 4, 1), ["ends"]),
        (date(2027, 4, 1), None, ["ends"]),
        (date(2027, 2, 2), date(2027, 2, 1), ["ends"]),
        (date(2027, 2, 2), date(2027, 2, 2), []),  # one day
    ],
)
def test_the_days_keep_to_the_last_on_which_the_money_can_be_spent(starts, ends, fields):
    idea = replace(WHOLE, starts=starts, ends=ends)
    assert [name for name, _ in missing(idea, FUND)] == fields


def test_where_no_day_is_written_down_it_is_the_end_of_the_financial_year():
    idea = replace(WHOLE, ends=date(2027, 3, 31))
    assert missing(idea, POT, date(2027, 3, 31)) == []
    assert [name for name, _ in missing(idea, POT, date(2026, 3, 31))] == ["ends"]


def test_what_is_left_out_is_named_and_stops_nothing():
    questions = [FundQuestion(1, "Who are your trustees?"), FundQuestion(2, "What else?")]
    bare = replace(WHOLE, starts=None, ends=None, who_sends="")
    names = [name for name, _ in left_out(replace(bare, answers=((2, "nothing"), (1, " "))), questions)]
    assert names == [
        "starts",
        "ends",
        "who_sends",
        "vetting",
        "who_pays",
        "safeguarding",
        "insurance",
        "answers",
    ]
    assert missing(WHOLE, POT) == []
