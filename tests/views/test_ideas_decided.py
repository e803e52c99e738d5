"""What a decision does before it is made, the pot as a trial, ideas side by side, and hidden names."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.analysis.ideas import Pot, trial
from probation_commission.domain.ideas import CostLine, KeptIdea, Move, Stage
from probation_commission.domain.letters import Letter
from probation_commission.views import ideas as views
from probation_commission.views.ideas_words import (
    NAME_HIDDEN,
    answers,
    as_shown,
    finding,
    shown_organisation,
    step,
)
from tests.given.ideas import NOON, POT, WHOLE

BLIND = replace(POT, blind=True)
NOW = Pot(1_200_000, 430_000)


def kept(stage: Stage = Stage.SHORTLISTED, **changes) -> KeptIdea:
    return KeptIdea(7, "anna", stage, None, NOON, False, replace(WHOLE, **changes))


@pytest.mark.parametrize(
    ("award", "lines"),
    [
        (350_000, ["all of what they asked for", "Left in the pot after it: **£4,200** of £12,000"]),
        (350_001, ["of £3,500 asked for", "**£4,199.99**", "£0.01 more than they asked for"]),
        (0, ["Award: **£0**", "**£7,700** of £12,000"]),
    ],
)
def test_an_award_shows_what_is_left_after_it_to_the_penny(award, lines):
    said = views.effect(kept(), NOW, award)
    assert len(said) == (3 if award > 350_000 else 2)
    for line, words in zip(said, lines, strict=False):
        assert words in line


def test_an_award_over_the_pot_says_by_how_much():
    dear = kept(costs=(CostLine("all", 900_000),))
    assert "**£1,300 more than is left** (£7,700)" in views.effect(dear, NOW, 900_000)[1]


@pytest.mark.parametrize(
    ("awards", "words"),
    [
        ([], "Nothing is ticked: £7,700 is left."),
        ([770_000], "£7,700 for 1 idea would leave £0 of the £7,700 that is left."),
        ([770_000, 1], "£7,700.01 for 2 ideas is £0.01 more than the £7,700 that is left."),
    ],
)
def test_the_trial_in_words(awards, words):
    assert views.trial_words(trial(NOW, awards), len(awards)) == words


def test_the_bar_of_a_trial_shows_what_is_over_by_word_and_never_more_than_its_length():
    bar = views.trial_bar(NOW, trial(NOW, [900_000]))
    assert "£7,700 tried" in bar
    assert "£1,300 over" in bar
    assert "left" not in bar
    widths = [float(part.split("%")[0]) for part in bar.split("width:")[1:]]
    assert sum(widths) == pytest.approx(100, abs=0.05)


def test_ideas_side_by_side_have_each_line_that_any_of_them_has_and_no_markup_of_theirs():
    made = views.side_by_side(
        [("<b>One</b>", {"Asked for": "£1", "Condition": ""}), ("Two", {"Asked for": "£2", "People": "<i>4"})]
    )
    assert "&lt;b&gt;One" in made
    assert "&lt;i&gt;4" in made
    assert "Condition" not in made  # nobody's
    assert made.count("<td>–</td>") == 1  # the people of the first


def test_a_letter_is_no_markup():
    lines = views.letter_lines(Letter("*Yes*", ("# Big", "£5")))
    assert lines[0] == r"**\*Yes\***"
    assert lines[1] == r"\# Big"


HIDDEN = {
    Stage.SUBMITTED,
    Stage.ELIGIBLE,
    Stage.SCORING,
    Stage.SHORTLISTED,
    Stage.DEFERRED,
    Stage.MORE_NEEDED,
}


@pytest.mark.parametrize("stage", Stage)
def test_a_blind_fund_hides_the_name_until_the_decision(stage):
    assert (shown_organisation(BLIND, kept(stage)) == NAME_HIDDEN) is (stage in HIDDEN)
    assert shown_organisation(POT, kept(stage)) == "Example Charity"
    [shown] = as_shown(BLIND, [kept(stage)])
    assert (shown.idea.organisation == "Example Charity") is (stage not in HIDDEN)


def test_a_hidden_step_is_told_without_its_name_and_a_told_decision_with_its_day_and_company():
    sent = Move(NOON, "Anna", Stage.DRAFT, Stage.SUBMITTED)
    assert "Anna" not in step(sent, who="its partner")
    decided = Move(NOON, "Lea", Stage.SCORING, Stage.DECLINED, "Dear", NOON, ("Pat", "Ben"))
    assert step(decided) == (
        "22 November 2026: **declined** by Lea with Pat and Ben (partner told 22 November 2026). Dear"
    )


def test_what_nobody_answered_is_left_out_and_own_questions_are_asked_in_their_words():
    said = answers(
        replace(
            WHOLE,
            who_sends="The hub",
            sends_agreed="yes",
            starts=date(2027, 1, 4),
            ends=None,
            answers=((3, "Six"),),
        ),
        "",
        {3: "How many volunteers?"},
    )
    assert said["Who will send people"] == "The hub; agreed: yes"
    assert said["When"] == "4 January 2027 to not said"
    assert said["How many volunteers?"] == "Six"
    assert "Insurance" not in said


def test_a_fund_that_says_no_amount_is_not_said_to_hold_nothing():
    pot = Pot(0, 0, is_stated=False)
    assert finding(pot, []) == "Amount not stated; no idea has been sent in yet."
