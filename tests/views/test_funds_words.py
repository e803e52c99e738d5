"""A fund in sentences: no £0 for what is not stated, and what opens, closes and is over said apart."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from probation_commission.domain.funds import USUAL_WORDS, Criterion, FundAssessor
from probation_commission.domain.gaps import GapCell, GapGroup
from probation_commission.views import funds_words as words
from tests.domain.test_fund_terms import BARE, GOOD


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 30), "Not open yet: opens on 1 December 2026."),
        (date(2026, 12, 1), "Open: closes on 15 January 2027, in 45 days."),
        (date(2027, 1, 14), "Open: closes on 15 January 2027, in 1 day."),
        (date(2027, 1, 15), "Open: closes today, 15 January 2027, at the end of the day."),
        (date(2027, 1, 16), "Closed: ideas could be sent in until 15 January 2027."),
    ],
)
def test_it_is_said_whether_a_fund_is_open_and_until_when(on, expected):
    assert words.opening(GOOD, on) == expected
    assert expected.startswith("Open") is GOOD.is_open(on)


def test_far_days_are_not_counted_and_what_is_not_known_is_said():
    assert words.opening(replace(GOOD, opens=None), date(2026, 10, 1)) == "Open: closes on 15 January 2027."
    assert words.opening(BARE, date(2026, 10, 1)) == "Open; no closing day is known."
    assert words.decision(BARE) == "No day of the decision is known."
    assert words.monitoring(BARE) == "No days on which awards report are known."


def test_a_spending_day_that_nobody_wrote_down_is_said_to_be_the_usual_one():
    on = date(2026, 11, 28)
    assert words.spending(GOOD, on) == "To be spent by 31 March 2027."
    assert "financial year, as no other day is known" in words.spending(BARE, on)
    assert "31 March 2030" in words.spending(replace(BARE, most_months=36), on)


def test_an_amount_that_nobody_states_is_not_nought():
    assert (words.amount(BARE), words.amount(GOOD)) == ("amount not stated", "£12,000")
    assert words.asks(BARE) == "no limits known"
    assert words.asks(GOOD) == "£500 to £5,000, for up to 12 months"
    assert words.asks(replace(BARE, most_months=1, least_pence=100)) == "£1 or more, for up to 1 month"
    # Without a largest ask it is the pot.
    assert words.asks(replace(GOOD, most_pence=None, least_pence=None, most_months=None)) == "up to £12,000"


def test_a_gap_is_called_by_its_words():
    cell = GapCell("Accommodation", "E06000005", GapGroup.WOMEN)
    assert (
        words.gap(cell.key, {"E06000005": "Darlington"}.__getitem__)
        == "Accommodation for women in Darlington"
    )
    assert words.gap("nothing", str) == "nothing"


def test_assessors_are_named_and_those_who_no_longer_can_are_told_apart():
    assert words.assessors([]) == "everybody who may assess ideas"
    those = [FundAssessor(1, "Pat"), FundAssessor(2, "Sam", can_assess=False)]
    assert words.assessors(those) == "Pat and Sam (can’t any more)"


def test_each_score_has_its_words_in_the_table():
    (row,) = words.criteria_table([Criterion(1, "Benefit", 3, USUAL_WORDS)]).to_dict("records")
    assert row == {"Criterion": "Benefit", "Weight": 3, **dict(zip("01234", USUAL_WORDS, strict=True))}


def test_the_trail_names_assessors_and_leaves_what_somebody_typed():
    rows = [
        ("choose assessors", "nobody", "account 1, account 12"),
        ("change fund", "", "rules: ask account 1"),
    ]
    entries = pd.DataFrame(rows, columns=["action", "before", "after"]).assign(
        at=pd.Timestamp("2026-11-28", tz="UTC"), who="Lea", reason=""
    )
    told = words.trail(entries, {1: "Pat", 12: "Sam"})
    assert list(told.After) == ["rules: ask account 1", "Pat, Sam"]  # the latest first
