"""The meeting in words: the line where the pot ends, the advice, what is not sent, and the minutes."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from probation_commission.analysis import scoring as analysis
from probation_commission.analysis.best_set import Competing, best_set
from probation_commission.domain.ideas import Move, Stage
from probation_commission.domain.scoring import ScoringSeen
from probation_commission.publish import minutes
from probation_commission.views import deciding, scoring
from tests.analysis.test_scoring import CRITERIA, NOON, given, kept
from tests.given.ideas import POT

ROWS = analysis.ranked(
    [kept(1, 50_000), kept(2, 30_000), kept(3, 20_000)], {1: Fraction(90), 2: Fraction(135, 2)}
)


def test_the_line_stands_before_the_first_that_the_pot_does_not_hold():
    table = deciding.table(ROWS, 80_000, {2})
    assert list(table.Idea) == [
        "Idea 1",
        "Idea 2 (must-have)",
        "The pot ends here: £0 would be left",
        "Idea 3",
    ]
    assert list(table.Score) == ["90 of 100", "67.5 of 100", "", "not scored"]
    assert list(deciding.table(ROWS, 79_999, ()).Idea)[1] == "The pot ends here: £299.99 would be left"
    assert len(deciding.table(ROWS, 100_000, ())) == 3  # to the penny
    assert len(deciding.table(ROWS, None, ())) == 3


def test_the_finding_says_what_is_missing():
    assert deciding.finding(ROWS, 80_000) == "3 ideas ask for £1,000; £800 is left, £200 more than that."
    assert deciding.finding(ROWS, 100_000).endswith("£1,000 is left, enough for all.")
    assert "not written down" in deciding.finding(ROWS, None)


def test_must_haves_over_the_pot_are_said_in_words():
    best = best_set(
        [Competing(1, 90_000, Fraction(9), must=True), Competing(2, 20_050, None, must=True)], 100_000
    )
    cost = "£1,100.50, £100.50 more than the pot has left"
    words = f"The must-haves alone cost {cost}. Take one of them out, or give one a part of what it asks."
    assert deciding.advice(best, 100_000, {}) == [words]


def test_the_advice_says_what_it_leaves_out_and_what_is_next_best():
    ideas = [
        Competing(1, 100_000, Fraction(90)),
        Competing(2, 50_000, Fraction(60)),
        Competing(3, 45_000, Fraction(60)),
    ]
    lines = deciding.advice(best_set(ideas, 100_000), 100_000, {1: "A", 2: "B", 3: "C"})
    assert lines[0].startswith("The best set is 2 ideas for £950; £50 would be left.")
    assert lines[1:] == [
        "It leaves out 1 idea, first “A” (90 of 100), which costs £1,000.",
        "The next best set costs £1,000: without “B”, without “C” and with “A”.",
    ]


def test_a_part_is_said_and_whether_its_partner_knows():
    award = replace(kept(1, 50_000), stage=Stage.APPROVED, award_pence=40_000)
    assert deciding.decision(award) == "approved, £400 of £500 asked for; not sent yet"
    assert deciding.decision(replace(award, told=Stage.APPROVED, award_pence=50_000)) == "approved, £500"


def moves(*stages: Stage) -> list[Move]:
    """The steps by which an idea went on; of a decision its partner was told, if it went on from there."""
    before, after = [Stage.SUBMITTED, *stages], [*stages[1:], None]
    return [
        Move(NOON, "Lea", start, end, told_at=None if then in {Stage.SHORTLISTED, None} else NOON)
        for start, end, then in zip(before, stages, after, strict=False)
    ]


@pytest.mark.parametrize(
    ("stages", "expected"),
    [
        ((Stage.SHORTLISTED, Stage.APPROVED), Stage.APPROVED),
        ((Stage.SHORTLISTED, Stage.APPROVED, Stage.AGREEMENT), Stage.APPROVED),
        ((Stage.SHORTLISTED, Stage.APPROVED, Stage.SHORTLISTED), None),  # taken back
        ((Stage.SHORTLISTED, Stage.DEFERRED), Stage.DEFERRED),
        ((Stage.SHORTLISTED, Stage.APPROVED, Stage.WITHDRAWN), None),
        ((Stage.ELIGIBLE,), None),
    ],
)
def test_a_decision_stands_until_it_is_taken_back(stages, expected):
    step = deciding.decision_of(moves(*stages))
    assert (step and step.to_stage) == expected


def test_a_spread_is_said_with_whether_it_is_too_far():
    spreads = analysis.spreads([given("Pat", 1, 2), given("Quin", 3, 2)], CRITERIA)
    assert (
        scoring.in_short(spreads)
        == "Benefit: 1 to 3 of 4, too far apart: talk about it first; Value: all 2 of 4"
    )
    assert scoring.on_paper(spreads) == "Benefit: 1 to 3; Value: 2"
    seen = ScoringSeen(1, declared=True, scores=(given("Pat", 1, 2), given("Quin", 3, 2)))
    assert scoring.finding(Fraction(50), spreads, seen) == (
        "**50 of 100** on average of 2 assessors; 1 criterion is too far apart: talk about it first."
    )
    drawn = scoring.spread_chart(spreads).to_dict()
    [rows] = drawn["datasets"].values()
    assert [(row["row"], row["points"], row["given"]) for row in rows] == [(0, 1, 1), (0, 3, 1), (1, 2, 2)]


def test_what_is_chosen_from_are_words_the_strongest_first():
    assert next(iter(scoring.choices(CRITERIA[0]).items())) == ("4", "all")


def test_reasons_are_text_and_no_markdown():
    one = given("Pat", 4, 0)
    one = replace(one, scores=(replace(one.scores[0], why="# *loud*"), one.scores[1]))
    assert "\\*loud\\*" in scoring.reasons(one, CRITERIA)


def test_the_minutes_leave_nothing_out_and_name_who_was_left_out_without_why():
    ideas = tuple(
        minutes.MinutedIdea(f"Idea {number}", "50 of 100", "declined; not sent yet", "So. " * 100, ("Quin",))
        for number in range(30)
    )
    sheet = minutes.sheet(
        POT, minutes.Meeting(date(2026, 11, 22), ("Lea", "Pat"), ideas, "£5 is left."), "Durham"
    )
    there, conflicts, decisions, left = sheet.sections
    assert there.lines == ("Lea", "Pat")
    assert conflicts.lines[0] == "Idea 0: Quin left out."
    assert (len(decisions.rows), decisions.rows[29][2]) == (30, "declined; not sent yet")
    assert left.lines == ("£5 is left.",)
    assert sheet.made_up == ""
    assert minutes.sheet(
        replace(POT, illustrative=True), minutes.Meeting(NOON.date(), (), (), ""), ""
    ).made_up
    assert (
        minutes.file_name(replace(POT, illustrative=True), NOON.date())
        == "ILLUSTRATIVE_decisions_pot_2026-11-22.pdf"
    )
