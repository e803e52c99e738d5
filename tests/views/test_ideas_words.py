"""Ideas in words: the money, what waits, what was typed, and each step."""

from dataclasses import replace

import pytest

from probation_commission.analysis.ideas import pot
from probation_commission.domain.ideas import KeptIdea, Move, Stage
from probation_commission.views.ideas_words import (
    BOARD,
    answers,
    changed,
    costs,
    finding,
    finding_of_own,
    money,
    on_the_wall,
    status,
    step,
    steps_told,
)
from tests.given.ideas import NOON, POT, WHOLE


def kept(stage: Stage, award: int | None = None, **changes) -> KeptIdea:
    idea = replace(WHOLE, **changes)
    return KeptIdea(7, "anna", stage, award, NOON, False, idea, told=stage, held_pence=award or 0)


@pytest.mark.parametrize(
    ("ideas", "words"),
    [
        ([], "£12,000 of £12,000 left; no idea has been sent in yet."),
        ([kept(Stage.DECLINED)], "£12,000 of £12,000 left; no idea waits for a decision."),
        ([kept(Stage.SUBMITTED)], "£12,000 of £12,000 left; 1 idea waits for a decision."),
        (
            [kept(Stage.SUBMITTED), kept(Stage.SHORTLISTED), kept(Stage.APPROVED, 350_000)],
            "£8,500 of £12,000 left; 2 ideas wait for a decision.",
        ),
    ],
)
def test_the_finding_says_what_is_left_and_what_waits(ideas, words):
    assert finding(pot(POT, ideas), ideas) == words


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ([Stage.DRAFT], "About fifteen minutes. What you type is saved"),  # a draft is not sent in
        ([Stage.SUBMITTED], "You have sent in 1 idea; 0 decided."),
        ([Stage.SHORTLISTED, Stage.DECLINED, Stage.DRAFT], "You have sent in 2 ideas; 1 decided."),
        ([Stage.APPROVED, Stage.DELIVERING, Stage.CLOSED], "You have sent in 3 ideas; 3 decided."),
        ([Stage.INELIGIBLE, Stage.DEFERRED], "You have sent in 2 ideas; 1 decided."),  # put off is not
        ([Stage.MORE_NEEDED], "You have sent in 1 idea; 0 decided; 1 waits for your answer."),
    ],
)
def test_a_partner_reads_what_became_of_what_they_sent_in(stages, words):
    assert finding_of_own([kept(stage) for stage in stages]).startswith(words)


def test_of_an_organisation_it_is_said_what_its_people_sent_in():
    words = finding_of_own([kept(Stage.APPROVED)], "Example Charity")
    assert words == "Your organisation has sent in 1 idea; 1 decided."


@pytest.mark.parametrize(
    ("stage", "award", "words"),
    [
        (Stage.SUBMITTED, None, "asks for £3,500"),
        (Stage.DECLINED, None, "asked for £3,500"),
        (Stage.APPROVED, 300_000, "£3,000 awarded of £3,500 asked for"),
        (Stage.SHORTLISTED, 300_000, "asks for £3,500"),  # an award holds in its stages alone
    ],
)
def test_the_money_of_an_idea(stage, award, words):
    assert money(kept(stage, award)) == words


def test_the_wall_has_every_idea_sent_in_by_stage_and_no_draft():
    ideas = [kept(Stage.DECLINED), kept(Stage.DRAFT), kept(Stage.SUBMITTED, title="Bread")]
    assert on_the_wall(ideas).to_numpy().tolist() == [
        ["Submitted", "Bread", "Example Charity", "asks for £3,500"],
        ["Declined", "Bikes", "Example Charity", "asked for £3,500"],
    ]
    assert set(Stage) - set(BOARD) == {Stage.DRAFT}


def test_what_was_not_said_is_not_made_up():
    said = answers(WHOLE, "Tottenham Hale")
    assert said["For whom"] == "people without a way to work; 20 people"
    assert said["Known to have worked by"] == (
        "people in work after three months: 2 at the start, 9 aimed for"
    )
    unsaid = answers(replace(WHOLE, how_many=None, baseline=None, target=4), "")
    assert unsaid["For whom"] == "people without a way to work"
    assert unsaid["Known to have worked by"].endswith(": start not known, 4 aimed for")


def test_costs_add_up_in_the_last_row():
    assert costs(WHOLE).to_numpy().tolist() == [
        ["mechanic", "3,000.00"],
        ["parts", "500.00"],
        ["Total", "3,500.00"],
    ]


def test_a_step_says_why_where_somebody_said_so_and_nothing_typed_is_markup():
    moved = Move(NOON, "Lea", Stage.SHORTLISTED, Stage.DECLINED, "*Too* dear", NOON)
    told = "22 November 2026: **declined** by Lea (partner told 22 November 2026)"
    assert step(moved) == rf"{told}. \*Too\* dear"
    assert step(replace(moved, reason="")) == told
    with_them = replace(moved, reason="", told_at=None, decided_with=("Kim", "Pat"))
    assert step(with_them) == (
        "22 November 2026: **declined** by Lea with Kim and Pat (its partner was not told)"
    )


def test_of_a_decision_that_was_not_told_the_wall_and_the_partner_have_nothing():
    untold = replace(kept(Stage.APPROVED, 350_000), told=Stage.SCORING)
    assert on_the_wall([untold]).to_numpy().tolist() == [
        ["Being scored", "Bikes", "Example Charity", "asks for £3,500"]
    ]
    assert finding_of_own([untold]) == "You have sent in 1 idea; 0 decided."


def test_a_partner_reads_only_where_it_changed_for_them():
    stages = [Stage.SUBMITTED, Stage.ELIGIBLE, Stage.SCORING, Stage.SHORTLISTED, Stage.DECLINED]
    steps = [Move(NOON, "Pat", Stage.DRAFT, stage, told_at=NOON) for stage in stages]
    steps[-1] = replace(steps[-1], reason="*Too* dear")
    assert steps_told(steps) == [
        "22 November 2026: **received**",
        "22 November 2026: **being looked at**",
        r"22 November 2026: **not this time**. \*Too\* dear",
    ]


def test_each_stage_has_plain_words_for_its_partner():
    assert {stage: status(stage) for stage in Stage} == {
        Stage.DRAFT: "not sent in yet",
        Stage.SUBMITTED: "received",
        Stage.MORE_NEEDED: "more information needed",
        Stage.ELIGIBLE: "being looked at",
        Stage.INELIGIBLE: "not this time",
        Stage.SCORING: "being looked at",
        Stage.SHORTLISTED: "being looked at",
        Stage.APPROVED: "approved",
        Stage.DECLINED: "not this time",
        Stage.DEFERRED: "put off, not decided yet",
        Stage.AGREEMENT: "agreed",
        Stage.DELIVERING: "running",
        Stage.CLOSED: "finished",
        Stage.WITHDRAWN: "withdrawn",
    }


def test_what_was_written_anew_is_said_question_by_question():
    anew = replace(WHOLE, title="Trikes", target=12)
    assert changed(WHOLE, anew) == ["Title", "How many do you aim for?"]
    assert changed(WHOLE, WHOLE) == []
