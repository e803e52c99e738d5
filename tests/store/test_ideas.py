"""Ideas come back as they went in; funds are brought up to date and never taken from under an idea."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from probation_commission.domain.access import Scope
from probation_commission.domain.ideas import CostLine, Idea, Stage
from probation_commission.store import database, funds, illustrative, outcomes
from probation_commission.store import ideas as store
from tests.given.ideas import ANNA, BEN, LEA, NOON, POT, WHOLE, approve, pot, shortlisted, stored, told

pytestmark = pytest.mark.usefixtures("migrated")
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
IDEAS = st.builds(
    Idea,
    fund=st.just(POT.slug),
    organisation=WORDS,
    title=WORDS,
    what=WORDS,
    for_whom=WORDS,
    ward_codes=st.lists(st.sampled_from(["E05013602", "E05013590"])).map(tuple),
    indicator=WORDS,
    how_many=st.none() | st.integers(0, 100_000),
    costs=st.lists(st.builds(CostLine, WORDS, st.integers(0, 10**11))).map(tuple),
)


def keep(item: Idea, *, illustrative: bool = False) -> int:
    with database.write() as conn:
        return store.add(conn, ANNA, item, NOON, illustrative=illustrative)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(IDEAS)
def test_an_idea_comes_back_as_it_went_in(item):
    pot()
    kept = stored(keep(item))
    assert kept.idea == item
    assert (kept.owner, kept.stage, kept.changed_at) == (ANNA.key, Stage.DRAFT, NOON)


def test_rewriting_changes_everything_that_was_typed():
    pot()
    number = keep(Idea(fund=POT.slug))
    whole = replace(
        WHOLE,
        group="women",
        starts=date(2027, 1, 4),
        ends=date(2027, 3, 31),
        who_sends="probation",
        sends_agreed="yes",
        vetting="nobody",
        who_pays="us",
        safeguarding="yes",
        insurance="not yet",
        answers=((7, "because"), (9, "")),
    )
    with database.write() as conn:
        store.rewrite(conn, number, whole, NOON)
    blank, idea = Idea(fund=POT.slug), stored(number).idea
    assert idea == whole
    same = [one.name for one in fields(Idea) if getattr(idea, one.name) == getattr(blank, one.name)]
    assert same == ["fund", "hub"]  # what the example leaves alone


def test_a_fund_is_brought_up_to_date_while_ideas_refer_to_it():
    pot()
    number = keep(WHOLE)
    with database.write() as conn:
        funds.put_funds(conn, [replace(POT, amount_pence=1_500_000)])
    with database.read() as conn:
        assert funds.funds(conn) == [replace(POT, amount_pence=1_500_000)]
    assert stored(number).idea == WHOLE


def test_an_idea_needs_its_fund():
    with pytest.raises(IntegrityError):
        keep(WHOLE)


def test_removing_the_illustrative_takes_what_the_invented_wrote_and_decided():
    made_up = replace(POT, slug="made-up", illustrative=True)
    pot()
    pot(made_up)
    real = told(approve(shortlisted(), 100))
    fake = told(approve(shortlisted(BEN, fund="made-up"), 100))
    assert (real.illustrative, fake.illustrative) == (False, True)
    with database.write() as conn:
        going = illustrative.what_goes(conn, {BEN.key, LEA.key}).goes
        illustrative.remove(conn, going)
    assert (going.ideas, going.funds, len(going.promises)) == ((fake.id,), ("made-up",), 1)
    with database.read() as conn:
        assert funds.funds(conn) == [POT]
        assert list(outcomes.promises(Scope.everything(), conn).subject) == [str(real.id)]
        assert store.find(Scope.everything(), conn, fake.id) is None
        assert store.moves(Scope.everything(), conn, fake.id) == []
        assert len(store.moves(Scope.everything(), conn, real.id)) == 4
