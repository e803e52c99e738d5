"""The made-up ideas could have been real, are there once, and go without a trace."""

from collections import Counter
from datetime import date

import pytest

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Scope
from probation_commission.domain.ideas import MOVES, NEEDS_REASON, Stage
from probation_commission.domain.submission import missing
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.samples import idea_steps, loading, places
from probation_commission.samples.hubs import hubs as invented
from probation_commission.samples.ideas import examples, fund
from probation_commission.store import database, outcomes
from probation_commission.store import ideas as store
from tests.actions.test_killed import everything_stored
from tests.given.ideas import approve, pot, shortlisted
from tests.given.returns import ADMIN

HERE = places.here()
FUND = fund(HERE)
DURHAM = gazetteer().authority(FUND.area_code)


WAIT = [Stage.SUBMITTED, Stage.SCORING, Stage.SHORTLISTED, Stage.SHORTLISTED]


def test_four_wait_and_there_is_one_of_what_they_can_become():
    stages = Counter(one.steps[-1].to if one.steps else Stage.DRAFT for one in examples(HERE))
    become = [Stage.DRAFT, Stage.APPROVED, Stage.DECLINED, Stage.DELIVERING]
    assert stages == Counter([*WAIT, *become])


def test_the_four_that_wait_ask_for_more_than_is_left_so_that_choosing_costs_something():
    last = [(one.idea, one.steps[-1]) for one in examples(HERE) if one.steps]
    left = FUND.amount_pence - sum(step.award_pence or 0 for one in examples(HERE) for step in one.steps)
    waiting = [idea for idea, step in last if step.to in WAIT]
    asked = sorted(idea.total_pence for idea in waiting)
    assert len(asked) == 4
    assert sum(asked[-2:]) <= left < sum(asked[:3])  # any two fit, no three do
    assert len({idea.pathway for idea in waiting}) == 4
    assert len({idea.how_many for idea in waiting}) == 4


@pytest.mark.parametrize("example", list(examples(HERE)), ids=lambda one: one.idea.title)
def test_each_went_the_way_that_the_table_allows(example):
    before, then = Stage.DRAFT, example.written
    for step in example.steps:
        assert (before, step.to) in MOVES
        assert bool(step.reason) is (step.to in NEEDS_REASON)
        assert step.on > then
        assert (step.award_pence or 0) <= example.idea.total_pence
        before, then = step.to, step.on
    assert example.idea.organisation.startswith("Example ")


@pytest.mark.parametrize(
    "example", [one for one in examples(HERE) if one.steps], ids=lambda one: one.idea.title
)
def test_each_could_have_been_sent_in(example):
    assert missing(example.idea, FUND) == []
    assert actions.personal(example.idea) == []
    wards = {ward.code for ward in gazetteer().ward_set(DURHAM, date(2026, 11, 22)).wards}
    hubs = {
        hub["slug"]
        for hub in invented(HERE.examples, date(2026, 11, 22))
        if hub["area_code"] == FUND.area_code
    }
    assert set(example.idea.ward_codes) <= wards
    assert example.idea.hub in {"", *hubs}


@pytest.mark.usefixtures("migrated")
def test_they_are_loaded_once_marked_and_seen_by_those_who_see_ideas():
    assert (idea_steps.load(ADMIN), idea_steps.load(ADMIN)) == (8, 0)
    with database.read() as conn:
        ideas = store.sent_in(Scope.everything(), conn)
        assert {one.illustrative for one in ideas} == {True}
        assert list(outcomes.promises(Scope.everything(), conn).illustrative) == [True, True]
        assert store.committed(conn, FUND.slug) == 430_000
    assert len(ideas) == 7  # not the draft


@pytest.mark.usefixtures("migrated")
def test_taking_them_out_leaves_the_real_ones_and_loading_again_brings_them_back():
    pot()
    real = approve(shortlisted(), 350_000)
    before = everything_stored()
    idea_steps.load(ADMIN)
    loading.remove(ADMIN)
    after = everything_stored()
    for table in ("fund", "idea", "idea_move", "promise"):
        assert after[table] == before[table], table
    assert len(after["idea"]) == 1
    assert real.id in {row[0] for row in after["idea"]}
    assert idea_steps.load(ADMIN) == 8
