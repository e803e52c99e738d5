"""Funds come back as they went in; what somebody here wrote stays; what was scored or answered is kept."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, insert, select

from probation_commission.domain.access import Person, Role
from probation_commission.domain.funds import USUAL_WORDS, Criterion, Fund, FundAssessor, FundQuestion
from probation_commission.store import database, funds, people
from probation_commission.store import ideas as ideas_store
from probation_commission.store.people import Account
from probation_commission.store.tables import assessment, criterion, fund_question, score
from tests.given.ideas import ANNA, LEA, NOON, PAT, POT, WHOLE, pot

pytestmark = pytest.mark.usefixtures("migrated")
FULL = Fund(
    slug="full",
    name="Full fund",
    amount_pence=3_000_000_000_000,  # more than 32 bits hold
    area_code="",
    for_whom="people on probation",
    source="the test",
    illustrative=True,
    funder="Example Funder",
    rules="two\nlines",
    ask="grants team",
    opens=date(2026, 12, 1),
    closes=date(2027, 1, 15),
    decision_on=date(2027, 1, 29),
    spend_by=date(2027, 3, 31),
    least_pence=1,
    most_pence=2,
    most_months=3,
    blind=True,
    open_to_anyone=True,
    monitoring=(date(2027, 2, 1), date(2027, 3, 1)),
    gaps=("Accommodation|E06000005|women",),
)
BENEFIT = Criterion(0, "Benefit", 2, USUAL_WORDS)


def setup(slug=POT.slug):
    with database.read() as conn:
        return funds.setup(conn, slug)


def test_a_fund_comes_back_as_it_went_in():
    blank = Fund("", "", None, "x", "", "")
    same = [one.name for one in fields(Fund) if getattr(FULL, one.name) == getattr(blank, one.name)]
    assert same == []  # every field says something
    pot(FULL)
    with database.read() as conn:
        assert funds.find_fund(conn, "full") == FULL
        assert funds.find_fund(conn, "none") is None


def test_a_newer_list_is_not_written_over_what_somebody_here_has_changed():
    mine, theirs = replace(POT, name="As written here"), replace(POT, slug="other")
    with database.write() as conn:
        funds.put_bundled(conn, [POT, theirs])
        funds.put(conn, mine, NOON)
        funds.put_bundled(conn, [replace(POT, name="Newer"), replace(theirs, name="Newer too")])
        # What is named no more stays: ideas point to it.
        funds.put_bundled(conn, [])
    with database.read() as conn:
        assert {fund.name for fund in funds.funds(conn)} == {"As written here", "Newer too"}


def test_criteria_and_questions_stand_in_their_order_and_what_is_taken_out_stays_in_the_table():
    pot()
    pot(FULL)
    with database.write() as conn:
        first = funds.add_criterion(conn, POT.slug, BENEFIT)
        second = funds.add_criterion(conn, POT.slug, replace(BENEFIT, text="Gap"))
        funds.add_criterion(conn, FULL.slug, replace(BENEFIT, text="of another fund"))
        asked = funds.add_question(conn, POT.slug, FundQuestion(0, "What is left?"))
        position = funds.take_out_criterion(conn, first)
        anew = funds.add_criterion(conn, POT.slug, replace(BENEFIT, text="Benefit, more"), position)
        funds.rewrite_criterion(conn, Criterion(second, "Gap", 5, ("a", "b", "c", "d", "e")))
        funds.rewrite_question(conn, FundQuestion(asked, "What stays?"))
    kept = setup()
    assert [(one.id, one.text, one.weight) for one in kept.criteria] == [
        (anew, "Benefit, more", 2),
        (second, "Gap", 5),
    ]
    assert kept.criteria[1].words == ("a", "b", "c", "d", "e")
    assert kept.questions == (FundQuestion(asked, "What stays?"),)
    with database.write() as conn:
        funds.take_out_question(conn, asked)
        assert conn.execute(select(func.count(criterion.c.id))).scalar() == 4
        assert conn.execute(select(func.count(fund_question.c.id))).scalar() == 1
    assert setup().questions == ()


def test_a_criterion_is_scored_once_somebody_has_begun_to():
    pot()
    with database.write() as conn:
        scored, begun, opened, other = (funds.add_criterion(conn, POT.slug, BENEFIT) for _ in range(4))
        number = ideas_store.add(conn, ANNA, WHOLE, NOON, illustrative=False)
        of = {"idea_id": number, "account_id": people.account_id(conn, PAT), "declared_at": NOON}
        key = conn.execute(insert(assessment).values(of).returning(assessment.c.id)).scalar_one()
        for one, points, why in ((scored, 0, ""), (begun, None, "so far"), (opened, None, "")):
            row = {"assessment_id": key, "criterion_id": one, "points": points, "why": why}
            conn.execute(insert(score).values(row))
        # A score of 0 is a score.
        found = [funds.is_scored(conn, one) for one in (scored, begun, opened, other)]
    assert found == [True, True, False, False]


def test_a_question_is_answered_where_an_idea_has_words_for_it():
    pot()
    with database.write() as conn:
        first, second, third = (funds.add_question(conn, POT.slug, FundQuestion(0, "?")) for _ in range(3))
        answers = ((first, "yes"), (second, ""))
        ideas_store.add(conn, ANNA, replace(WHOLE, answers=answers), NOON, illustrative=False)
        assert [funds.is_answered(conn, one) for one in (first, second, third)] == [True, False, False]


def access(name: str, role: Role, *, active: bool = True) -> int:
    person = Person(name, role, f"{name.lower()}@example.org")
    with database.write() as conn:
        given = Account(person.email, name, role, LEA.name, datetime.now(UTC), active)
        funds_by = people.account_id(conn, person)
        people.give_access(conn, LEA, given)
    return funds_by


def names(those) -> list[str]:
    return [one.name for one in those]


def test_those_can_be_chosen_who_have_access_and_assess_ideas():
    pot()
    with database.write() as conn:
        local = [people.account_id(conn, one) for one in (ANNA, LEA, PAT)]
    # Where nobody was given access nobody signs in: those who acted in such a role; Anna is a partner.
    with database.read() as conn:
        assert names(funds.may_assess(conn)) == ["Lea", "Pat"]
    sam = access("Sam", Role.PANEL)
    gone = access("Zoe", Role.PANEL, active=False)
    access("Vic", Role.VIEWER)
    with database.write() as conn:
        assert funds.may_assess(conn) == [FundAssessor(sam, "Sam")]
        funds.put_assessors(conn, POT.slug, [sam, gone, local[1], sam])
    assert setup().assessors == (
        FundAssessor(local[1], "Lea", can_assess=False),
        FundAssessor(sam, "Sam"),
        FundAssessor(gone, "Zoe", can_assess=False),
    )
    with database.write() as conn:
        funds.put_assessors(conn, POT.slug, [])
    assert setup().assessors == ()


def test_a_fund_that_goes_takes_all_that_is_of_it_and_nothing_of_another():
    pot()
    pot(FULL)
    with database.write() as conn:
        for slug in (POT.slug, FULL.slug):
            funds.add_criterion(conn, slug, BENEFIT)
            funds.add_question(conn, slug, FundQuestion(0, "?"))
            funds.put_assessors(conn, slug, [people.account_id(conn, PAT)])
        funds.take_out(conn, [FULL.slug])
        assert funds.funds(conn) == [POT]
    assert (len(setup().criteria), len(setup().questions), len(setup().assessors)) == (1, 1, 1)
    assert setup(FULL.slug).criteria == ()
