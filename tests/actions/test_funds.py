"""Leads say what is known of a fund; nothing that was scored, answered or awarded is lost by it."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert

from probation_commission.actions import directory, funds
from probation_commission.actions.limits import require_reach
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role
from probation_commission.domain.funds import USUAL_WORDS, Criterion, Fund, FundQuestion
from probation_commission.domain.ideas import IdeaReach, Stage
from probation_commission.intake import bundled
from probation_commission.store import database, people
from probation_commission.store import funds as store
from probation_commission.store import ideas as ideas_store
from probation_commission.store.tables import assessment, idea, score
from tests.given.ideas import ANNA, LEA, NOON, PAT, POT, WHOLE, approve, pot, put_on, shortlisted
from tests.given.returns import ADMIN

pytestmark = pytest.mark.usefixtures("migrated")
OF_DARLINGTON = Person("Dara", Role.LEAD, areas=frozenset({"E06000005"}))
OF_HARINGEY = Person("Hana", Role.LEAD, areas=frozenset({"E09000014"}))
OPENS, CLOSES = date(2027, 4, 1), date(2027, 5, 31)
WRITTEN = replace(POT, slug="", name="New pot", opens=OPENS, closes=CLOSES, ask="grants team, 01632 960123")
BENEFIT = Criterion(0, "Benefit", 2, USUAL_WORDS)


def found(slug) -> Fund:
    with database.read() as conn:
        kept = store.find_fund(conn, slug)
    assert kept is not None
    return kept


def setup(slug=POT.slug):
    with database.read() as conn:
        return store.setup(conn, slug)


def refused(action, *args) -> tuple[str, ...]:
    with pytest.raises(RefusedError) as refusal:
        action(*args)
    return refusal.value.reasons


def test_a_new_fund_is_known_by_its_name_and_real():
    slug = funds.add(LEA, replace(WRITTEN, illustrative=True, source="somewhere"))
    assert slug == "new-pot"
    assert found(slug) == replace(WRITTEN, slug=slug, source="written down here")
    assert funds.add(LEA, WRITTEN) == "new-pot-2"
    assert funds.add(LEA, replace(WRITTEN, name="!?")) == "fund"


def test_a_new_fund_has_an_opening_day_or_it_would_be_open_at_once():
    (problem,) = refused(funds.add, LEA, replace(WRITTEN, opens=None))
    assert problem == "Choose the first day on which ideas can be sent in."
    pot()
    # Of one that is here it may stay unknown.
    assert funds.change(LEA, replace(POT, rules="One a year.")) == ["rules"]


def test_every_problem_of_a_fund_is_said_at_once_and_nothing_is_kept():
    pot()
    wrong = replace(
        POT,
        name=" ",
        rules="Ask X123456 first",
        ask="Sarah Thompson, sarah.thompson@example.org",
        closes=date(2026, 1, 1),
        opens=date(2026, 2, 1),
        area_code="E99999999",
    )
    told = " ".join(refused(funds.change, ADMIN, wrong))
    for words in (
        "Give it a name",
        "rules seems to hold a CRN",
        "is a role, never a person",
        "one person’s",
        "before the opening day",
        "Choose an area that is covered",
    ):
        assert words in told
    assert found(POT.slug) == POT


@pytest.mark.parametrize(
    "ask",
    ["", "grants team", "grants@example.org", "+44 1632 960123", "Head of grants, grants.team@example.org."],
)
def test_whom_to_ask_is_a_role_its_mailbox_or_its_telephone(ask):
    slug = funds.add(LEA, replace(WRITTEN, ask=ask))
    assert found(slug).ask == ask


def test_a_pot_is_not_made_less_than_what_is_awarded():
    pot()
    approve(shortlisted(), 300_000)
    less = replace(POT, amount_pence=299_999)
    assert "£3,000 of it is awarded already" in refused(funds.change, LEA, less)[0]
    assert "say how much" in refused(funds.change, LEA, replace(POT, amount_pence=None))[0]
    assert funds.change(LEA, replace(POT, amount_pence=300_000)) == ["pot"]


def test_a_change_says_what_changed_and_leaves_source_and_mark_alone():
    pot(replace(POT, illustrative=True))
    changed = replace(POT, area_code="", source="mine", least_pence=100, monitoring=(OPENS,), blind=True)
    assert funds.change(LEA, changed, "told by the board") == [
        "area",
        "smallest ask",
        "names hidden",
        "monitoring days",
    ]
    assert found(POT.slug) == replace(changed, source=POT.source, illustrative=True)
    (row,) = funds.history(LEA, POT.slug).to_dict("records")
    assert (
        row["before"]
        == "area: Haringey; smallest ask: not known; names hidden: no; monitoring days: not known"
    )
    assert row["after"] == (
        "area: every area that is covered; smallest ask: £1; names hidden: yes; monitoring days: 1 April 2027"
    )
    assert (row["reason"], row["who"], row["action"]) == ("told by the board", "Lea", "change fund")
    assert "Nothing is different" in refused(funds.change, LEA, found(POT.slug))[0]


def test_a_lead_changes_the_funds_of_their_areas_alone_and_takes_none_into_them():
    pot()
    with pytest.raises(NotAllowedError):
        funds.change(OF_DARLINGTON, replace(POT, name="Mine"))
    with pytest.raises(NotAllowedError):  # nor is it given away
        funds.change(OF_HARINGEY, replace(POT, area_code="E06000005"))
    with pytest.raises(NotAllowedError):  # all areas are not theirs
        funds.add(OF_HARINGEY, replace(WRITTEN, area_code=""))
    with pytest.raises(NotAllowedError):
        funds.change(PAT, replace(POT, name="Mine"))
    assert funds.change(OF_HARINGEY, replace(POT, name="Ours")) == ["name"]


def test_an_idea_for_a_fund_of_all_areas_is_decided_by_a_lead_of_one_that_it_reaches():
    everywhere = replace(POT, area_code="")
    pot(everywhere)
    with database.read() as conn:
        require_reach(conn, OF_DARLINGTON, replace(WHOLE, where=IdeaReach.AREA))
        require_reach(conn, OF_HARINGEY, WHOLE)  # in a ward of Haringey
        with pytest.raises(NotAllowedError):
            require_reach(conn, OF_DARLINGTON, WHOLE)


def scored(number: int) -> None:
    with database.write() as conn:
        of = {"idea_id": put(conn), "account_id": people.account_id(conn, PAT), "declared_at": NOON}
        key = conn.execute(insert(assessment).values(of).returning(assessment.c.id)).scalar_one()
        conn.execute(insert(score).values(assessment_id=key, criterion_id=number, points=0, why="none"))


def put(conn) -> int:
    return ideas_store.add(conn, ANNA, WHOLE, NOON, illustrative=False)


def test_a_criterion_that_was_scored_is_not_reworded_but_its_weight_changes():
    pot()
    first = funds.put_criterion(LEA, POT.slug, BENEFIT)
    second = funds.put_criterion(LEA, POT.slug, replace(BENEFIT, text="Gap"))
    # Nobody has scored it: reworded as it is.
    assert funds.put_criterion(LEA, POT.slug, replace(BENEFIT, id=first, text="Direct benefit")) == first
    scored(first)
    heavier = replace(BENEFIT, id=first, text="Direct benefit", weight=5)
    assert funds.put_criterion(LEA, POT.slug, heavier) == first
    words = (*USUAL_WORDS[:4], "Best.")
    anew = funds.put_criterion(LEA, POT.slug, replace(heavier, words=words))
    assert anew not in {first, second}
    assert [(one.id, one.weight) for one in setup().criteria] == [(anew, 5), (second, 2)]
    assert setup().criteria[0].words[4] == "Best."
    assert "taken out meanwhile" in refused(funds.put_criterion, LEA, POT.slug, heavier)[0]
    assert "Nothing is different" in refused(funds.put_criterion, LEA, POT.slug, setup().criteria[1])[0]


def test_all_problems_of_a_criterion_are_said_at_once():
    pot()
    wrong = Criterion(0, "", 0, ("", "Ask X123456", "c", "d", "e" * 201))
    told = refused(funds.put_criterion, LEA, POT.slug, wrong)
    assert len(told) == 5  # two texts, and what is scored by, weight, the words of 0
    assert setup().criteria == ()


def test_a_question_that_was_answered_is_asked_anew_and_one_taken_out_is_kept():
    pot()
    number = funds.put_question(LEA, POT.slug, FundQuestion(0, "What stays?"))
    assert funds.put_question(LEA, POT.slug, FundQuestion(number, "What is left?")) == number
    with database.write() as conn:
        answered = replace(WHOLE, answers=((number, "a workshop"),))
        ideas_store.add(conn, ANNA, answered, NOON, illustrative=False)
    anew = funds.put_question(LEA, POT.slug, FundQuestion(number, "What will be left?"))
    assert setup().questions == (FundQuestion(anew, "What will be left?"),)
    funds.take_out_question(LEA, POT.slug, anew)
    assert setup().questions == ()
    assert "taken out meanwhile" in refused(funds.take_out_question, LEA, POT.slug, anew)[0]
    assert "Write the question" in refused(funds.put_question, LEA, POT.slug, FundQuestion(0, " "))[0]


def test_assessors_are_accounts_that_assess_and_the_trail_has_no_name():
    pot()
    with database.write() as conn:
        pat, anna = people.account_id(conn, PAT), people.account_id(conn, ANNA)
    assert "1 of those chosen" in refused(funds.put_assessors, LEA, POT.slug, [pat, anna])[0]
    funds.put_assessors(LEA, POT.slug, [pat])
    assert [one.name for one in setup().assessors] == ["Pat"]
    (row,) = funds.history(LEA, POT.slug).to_dict("records")
    assert (row["before"], row["after"]) == ("nobody", f"account {pat}")
    assert "Nothing is different" in refused(funds.put_assessors, LEA, POT.slug, [pat, pat])[0]


def test_last_years_fund_is_copied_without_its_ideas_and_days():
    last = replace(
        POT,
        rules="One a year.",
        opens=date(2026, 4, 1),
        closes=date(2026, 5, 31),
        decision_on=date(2026, 6, 30),
        spend_by=date(2027, 3, 31),
        monitoring=(date(2026, 9, 30),),
        least_pence=100,
        blind=True,
        illustrative=True,
        gaps=("Accommodation|E06000005|women",),
    )
    pot(last)
    put_on(Stage.SUBMITTED, ANNA)
    out = funds.put_criterion(LEA, POT.slug, replace(BENEFIT, text="Old"))
    funds.put_criterion(LEA, POT.slug, BENEFIT)
    funds.take_out_criterion(LEA, POT.slug, out)
    funds.put_question(LEA, POT.slug, FundQuestion(0, "What stays?"))
    with database.write() as conn:
        pat = people.account_id(conn, PAT)
        # Anna is a partner by now: she assesses nothing any more.
        store.put_assessors(conn, POT.slug, [pat, people.account_id(conn, ANNA)])
    slug = funds.copy(LEA, POT.slug, "Local pot", OPENS, CLOSES)
    assert slug == "local-pot"
    no_days = {"decision_on": None, "spend_by": None, "monitoring": ()}
    assert found(slug) == replace(last, slug=slug, opens=OPENS, closes=CLOSES, **no_days)
    assert found(POT.slug) == last
    copied = setup(slug)
    assert [one.text for one in copied.criteria] == ["Benefit"]
    assert copied.criteria[0].id != setup().criteria[0].id  # scores of last year stay with last year's
    assert [one.text for one in copied.questions] == ["What stays?"]
    assert [one.name for one in copied.assessors] == ["Pat"]
    with database.read() as conn:
        every = conn.execute(idea.select()).mappings().all()
    assert {row["fund"] for row in every} == {POT.slug}


def test_a_copy_is_refused_without_an_opening_day_or_with_days_that_are_crossed():
    pot()
    assert refused(funds.copy, LEA, POT.slug, "Next", None, CLOSES) == (
        "Choose the first day on which ideas can be sent in.",
    )
    assert "before the opening day" in refused(funds.copy, LEA, POT.slug, "Next", CLOSES, OPENS)[0]
    with pytest.raises(NotAllowedError):
        funds.copy(OF_DARLINGTON, POT.slug, "Next", OPENS, CLOSES)
    assert "not here any more" in refused(funds.copy, LEA, "none", "Next", OPENS, CLOSES)[0]


def test_the_funds_that_come_with_the_app_are_loaded_and_what_was_changed_here_stays(monkeypatch):
    directory.load_bundled(ADMIN)
    local, regional = found("partnership-local-project"), found("regional-outcomes-innovation-fund")
    assert (local.amount_pence, local.area_code, local.opens, local.spend_by) == (
        1_200_000,
        "E09000014",
        None,
        None,
    )
    assert regional.is_everywhere
    # field.md, section 3: £8,000 at least, £750,000 over three years at most, up to 36 months.
    assert (regional.amount_pence, regional.least_pence, regional.most_pence, regional.most_months) == (
        None,
        800_000,
        75_000_000,
        36,
    )
    funds.change(LEA, replace(local, closes=CLOSES))
    newer = [replace(local, name="Newer"), replace(regional, name="Newer too")]
    monkeypatch.setattr(bundled, "funds", lambda: newer)
    monkeypatch.setattr(bundled, "bundled", lambda: {"funds.csv": "another"})
    directory.load_bundled(ADMIN)
    assert found(local.slug) == replace(local, closes=CLOSES)
    assert found(regional.slug).name == "Newer too"
