"""What can be wrong with a fund is said all at once; where its days are not known there are usual ones."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.domain.fund_terms import wrong_with, wrong_with_criterion
from probation_commission.domain.funds import USUAL_WORDS, Criterion, Fund

GOOD = Fund(
    "pot",
    "Local pot",
    1_200_000,
    "E09000014",
    "people on probation",
    "the test",
    opens=date(2026, 12, 1),
    closes=date(2027, 1, 15),
    decision_on=date(2027, 1, 29),
    spend_by=date(2027, 3, 31),
    least_pence=50_000,
    most_pence=500_000,
    most_months=12,
    monitoring=(date(2027, 2, 26),),
)
BARE = Fund("pot", "Local pot", None, "", "people on probation", "the test")


def test_nothing_is_wrong_with_a_fund_whose_days_and_amounts_are_in_order_or_not_known():
    assert wrong_with(GOOD) == wrong_with(BARE) == []
    # All on one day, and all of it one ask: the borders are in.
    day, all_of_it = date(2027, 1, 4), {"least_pence": 1_200_000, "most_pence": 1_200_000}
    days = dict.fromkeys(["opens", "closes", "decision_on", "spend_by"], day)
    assert wrong_with(replace(GOOD, **days, **all_of_it, monitoring=(day,)), committed=1_200_000) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Give it a name"),
        ({"for_whom": ""}, "Write what its money is for"),
        (
            {"closes": date(2026, 11, 30)},
            "The closing day, 30 November 2026, is before the opening day, 1 Dec",
        ),
        (
            {"decision_on": date(2027, 1, 14)},
            "The day of the decision, 14 January 2027, is before the closing",
        ),
        ({"spend_by": date(2027, 1, 28)}, "The last day to spend, 28 January 2027, is before the day of the"),
        # Where one between them is not known the others are held against each other all the same.
        ({"decision_on": None, "spend_by": date(2027, 1, 14)}, "is before the closing day"),
        ({"closes": None, "decision_on": date(2026, 11, 1)}, "is before the opening day"),
        (
            {"monitoring": (date(2027, 1, 28),)},
            "The monitoring day 28 January 2027 is before 29 January 2027",
        ),
        ({"least_pence": 500_001}, "The smallest ask, £5,000.01, is more than the largest, £5,000"),
        ({"most_pence": 1_200_001}, "The largest ask, £12,000.01, is more than the pot of £12,000"),
        (
            {"most_pence": None, "least_pence": 1_200_001},
            "The smallest ask, £12,000.01, is more than the pot",
        ),
        ({"amount_pence": 0}, "Give the pot as an amount above £0"),
        ({"least_pence": 0}, "Give the smallest ask as an amount above £0"),
        ({"most_months": 0}, "1 to 120 months"),
    ],
)
def test_what_does_not_fit_is_said_and_what_to_do(changes, sentence):
    (problem,) = wrong_with(replace(GOOD, **changes))
    assert sentence in problem


def test_a_pot_is_no_less_than_what_is_awarded_from_it_and_then_it_is_known():
    assert wrong_with(GOOD, committed=1_200_000) == []
    assert "£12,000.01 of it is awarded already" in wrong_with(GOOD, committed=1_200_001)[0]
    assert "say how much the pot is" in wrong_with(BARE, committed=1)[0]
    assert wrong_with(BARE, committed=0) == []


def test_every_problem_is_said_at_once():
    wrong = replace(
        GOOD, name="", closes=date(2026, 11, 1), decision_on=date(2026, 10, 1), least_pence=600_000
    )
    # The decision is held against the latest day before it, the opening, not against the closing before that.
    assert len(wrong_with(wrong)) == 4


def test_a_criterion_has_a_text_a_weight_and_five_words():
    assert wrong_with_criterion(Criterion(0, "Benefit", 1, USUAL_WORDS)) == []
    gone = ("a", "", "c", "", "e")
    text, weight, words = wrong_with_criterion(Criterion(0, "", 0, gone))
    assert "Write what ideas are scored by" in text
    assert "from 1 to 100" in weight
    assert words == "Write what each score means: 1, 3 has no words."
    assert wrong_with_criterion(Criterion(0, "Benefit", 101, USUAL_WORDS))


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        (date(2026, 11, 28), None, date(2027, 3, 31)),
        # The last day of a financial year, and the first of the next.
        (date(2027, 3, 31), None, date(2027, 3, 31)),
        (date(2027, 4, 1), None, date(2028, 3, 31)),
        (date(2026, 11, 28), 12, date(2027, 3, 31)),  # a year is not years
        (date(2026, 11, 28), 36, date(2030, 3, 31)),  # November 2029
        (date(2026, 3, 1), 36, date(2029, 3, 31)),  # March 2029 is still in that year
    ],
)
def test_money_without_a_day_is_spent_by_the_end_of_a_financial_year(on, months, expected):
    assert replace(BARE, most_months=months).last_day_to_spend(on) == expected
    assert replace(GOOD, most_months=months).last_day_to_spend(on) == date(2027, 3, 31)


def test_a_fund_is_open_on_its_first_and_on_its_last_day():
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 15), date(2027, 1, 16)]
    assert [GOOD.is_open(on) for on in days] == [False, True, True, False]
    assert BARE.is_open(days[0])


def test_a_fund_without_an_area_is_for_every_one():
    assert BARE.is_for({"E06000047"})
    assert GOOD.is_for({"E06000047", "E09000014"})
    assert not GOOD.is_for({"E06000047"})
