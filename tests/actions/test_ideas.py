"""Drafts are saved as typed, ideas move only as the table allows, and the pot is never over-committed."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from probation_commission.actions import ideas
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import NotAllowedError, Person, Role, Scope
from probation_commission.domain.ideas import HOLDS_MONEY, MOVES, CostLine, Idea, Stage, permission_to
from probation_commission.domain.submission import LONGEST, LONGEST_CHOICE
from probation_commission.store import audit, database, outcomes
from probation_commission.store import ideas as store
from tests.actions.test_killed import everything_stored
from tests.given.ideas import (
    ANNA,
    BEN,
    LEA,
    PAT,
    POT,
    WHOLE,
    approve,
    drafted,
    pot,
    sent,
    shortlisted,
    stored,
    told,
)
from tests.given.organisations import member

pytestmark = pytest.mark.usefixtures("migrated")
AWARD = 350_000


@pytest.fixture(autouse=True)
def _known_pot(migrated):  # noqa: ARG001 (first the tables)
    pot()


def entries():
    with database.read() as conn:
        return audit.entries(conn)


def committed(slug=POT.slug):
    with database.read() as conn:
        return store.committed(conn, slug)


# Drafts.


def test_a_draft_is_saved_as_typed_and_found_again_by_its_owner():
    typed = Idea(fund=POT.slug, title="Bik")
    kept = ideas.save_draft(ANNA, typed)
    assert [one.idea for one in ideas.own(ANNA)] == [typed]
    typed = replace(typed, title="Bikes", costs=(CostLine("parts", 0),))
    ideas.save_draft(ANNA, typed, last_change=kept.changed_at)
    assert [(one.id, one.stage, one.idea) for one in ideas.own(ANNA)] == [(kept.id, Stage.DRAFT, typed)]
    assert entries().empty  # typing a draft is none


def test_there_is_one_open_draft_for_each_person_and_fund():
    pot(replace(POT, slug="other"))
    numbers = {drafted(ANNA).id, drafted(BEN).id, drafted(ANNA, fund="other").id}
    assert len(numbers) == 3
    with pytest.raises(RefusedError, match="another window"):
        drafted(ANNA)


def test_an_older_window_does_not_write_over_what_was_typed_since():
    first = drafted(title="First")
    second = ideas.save_draft(ANNA, replace(WHOLE, title="Second"), last_change=first.changed_at)
    with pytest.raises(RefusedError, match="Reload to see it"):
        ideas.save_draft(ANNA, replace(WHOLE, title="Stale"), last_change=first.changed_at)
    assert stored(second.id).idea.title == "Second"


def test_a_window_left_open_changes_nothing_of_what_was_sent_in():
    draft = drafted()
    ideas.move(ANNA, draft.id, Stage.SUBMITTED)
    with pytest.raises(RefusedError, match="sent in from another window"):
        ideas.save_draft(ANNA, replace(WHOLE, title="Stale"), last_change=draft.changed_at)
    another = ideas.save_draft(ANNA, replace(WHOLE, title="Another"))  # from a new form
    assert another.id != draft.id
    assert stored(draft.id).idea == WHOLE


def test_a_draft_is_nobody_elses():
    draft = drafted()
    for person in (BEN, LEA, PAT, Person("Ada", Role.ADMIN)):
        with pytest.raises(RefusedError, match=f"no idea {draft.id} that you may see"):
            ideas.history(person, draft.id)
    with pytest.raises(RefusedError, match="that you may see"):
        ideas.move(BEN, draft.id, Stage.SUBMITTED)
    with database.read() as conn:
        assert store.sent_in(Scope.everything(), conn) == []


@pytest.mark.parametrize("role", [Role.PANEL, Role.VIEWER])
def test_those_who_may_not_send_ideas_in_cannot_start_one(role):
    with pytest.raises(NotAllowedError):
        ideas.save_draft(Person("x", role), WHOLE)
    with pytest.raises(NotAllowedError):
        ideas.own(Person("x", role))


def test_a_fund_must_be_known():
    with pytest.raises(RefusedError, match="Choose a fund"):
        ideas.save_draft(ANNA, replace(WHOLE, fund="unheard of"))


@pytest.mark.parametrize("name", [*LONGEST, *LONGEST_CHOICE, "ward_codes", "costs"])
def test_what_seems_to_identify_somebody_is_neither_kept_nor_written_anywhere(name):
    secret = "ask about x123456"
    typed = {"costs": (CostLine(secret, 100),), "ward_codes": (secret,)}.get(name, secret)
    with pytest.raises(RefusedError, match="a CRN") as refusal:
        ideas.save_draft(ANNA, replace(WHOLE, **{name: typed}))
    assert "123456" not in str(refusal.value)
    assert "123456" not in str(everything_stored())


def test_a_character_that_no_database_keeps_is_left_out():
    assert drafted(title="Bi\0kes").idea.title == "Bikes"


def test_what_is_too_long_is_refused_before_it_is_stored():
    with pytest.raises(RefusedError, match="“Title”: Shorten it to 139 characters; it has 140"):
        drafted(title="x" * 140)
    assert everything_stored()["idea"] == []


# Sending in.


def test_all_that_is_missing_is_said_at_once_each_with_its_field():
    draft = ideas.save_draft(ANNA, Idea(fund=POT.slug))
    with pytest.raises(RefusedError) as refusal:
        ideas.move(ANNA, draft.id, Stage.SUBMITTED)
    fields = [reason.partition("”")[0][1:] for reason in refusal.value.reasons]
    assert fields == [
        "Your organisation",
        "Title",
        "What would you do?",
        "For whom?",
        "How many people?",
        "Pathway",
        "How will you know that it worked?",
        "What it costs",
    ]
    assert stored(draft.id).stage is Stage.DRAFT


def test_it_is_sent_in_once():
    kept = sent()
    with pytest.raises(RefusedError, match="is submitted, so it can’t be submitted"):
        ideas.move(ANNA, kept.id, Stage.SUBMITTED)
    assert len(ideas.history(ANNA, kept.id)) == 1


def test_of_two_who_press_at_once_one_sends_it_in():
    draft = drafted()
    assert sorted(at_once(lambda _: ideas.move(ANNA, draft.id, Stage.SUBMITTED), range(2))) == [False, True]
    assert len(ideas.history(ANNA, draft.id)) == 1


# The workflow.


def test_to_each_stage_leads_one_permission_so_that_it_can_be_asked_for_first():
    for to in Stage:
        needed = {permission for (_, stage), permission in MOVES.items() if stage is to}
        assert needed == ({permission_to(to)} if to is not Stage.DRAFT else set())


def succeeds(action, *arguments, **named) -> bool:
    try:
        action(*arguments, **named)
    except (RefusedError, NotAllowedError):
        return False
    return True


def test_each_move_is_one_step_of_the_history_and_one_audit_entry():
    kept = approve(shortlisted(), AWARD)
    steps = [(one.from_stage, one.to_stage, one.who, one.reason) for one in ideas.history(LEA, kept.id)]
    assert steps == [
        (Stage.DRAFT, Stage.SUBMITTED, "Anna", ""),
        (Stage.SUBMITTED, Stage.ELIGIBLE, "Pat", ""),
        (Stage.ELIGIBLE, Stage.SHORTLISTED, "Pat", ""),
        (Stage.SHORTLISTED, Stage.APPROVED, "Lea", "It is good."),
    ]
    actions = ["idea approved", "idea shortlisted", "idea eligible", "idea submitted"]
    # Between them Pat and Lea declared that nothing binds them.
    assert [one for one in entries().action if one != "declare no conflict"] == actions
    entry = entries().iloc[0]
    assert (entry.subject_kind, entry.subject_id) == ("idea", str(kept.id))
    assert (entry.before, entry.after, entry.reason) == ("shortlisted", "approved, £3,500", "It is good.")


def test_a_partner_reads_the_history_of_their_own_ideas_alone():
    kept = sent()
    assert ideas.history(ANNA, kept.id)
    for other in (BEN, Person("Vic", Role.VIEWER)):
        with pytest.raises(RefusedError, match="that you may see"):
            ideas.history(other, kept.id)


# Decisions.


@pytest.mark.parametrize("to", [Stage.APPROVED, Stage.DECLINED])
@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", "Write the reason"),
        (" \n", "Write the reason"),
        ("as x123456 said", "seems to hold a CRN"),
        ("x" * 2001, "Shorten the reason"),
    ],
)
def test_a_decision_needs_a_reason_that_can_be_read(to, reason, words):
    kept = shortlisted()
    with pytest.raises(RefusedError, match=words):
        ideas.move(LEA, kept.id, to, reason=reason, award_pence=AWARD)
    assert stored(kept.id).stage is Stage.SHORTLISTED


@pytest.mark.parametrize(
    ("award", "words"),
    [
        (None, "above £0"),
        (0, "above £0"),
        (-1, "above £0"),
        (350_001, "They asked for £3,500; the award can’t be more. It would be £3,500.01."),
    ],
)
def test_an_award_lies_between_nothing_and_what_was_asked_for(award, words):
    kept = shortlisted()
    with pytest.raises(RefusedError, match=words):
        approve(kept, award)
    assert committed() == 0


def test_an_award_beyond_what_is_left_says_how_much_is():
    approve(shortlisted(costs=(CostLine("all", 1_000_000),)), 1_000_000)
    kept = shortlisted()
    with pytest.raises(RefusedError, match="Only £2,000 of £12,000 is left, so £3,500 can’t be awarded"):
        approve(kept, AWARD)
    assert approve(kept, 200_000).award_pence == 200_000  # the last penny of the pot
    assert committed() == 1_200_000


def test_declining_holds_no_money_even_if_an_amount_was_typed():
    kept = shortlisted()
    declined = ideas.move(LEA, kept.id, Stage.DECLINED, reason="Not now.", award_pence=AWARD)
    assert (declined.award_pence, committed()) == (None, 0)


def promises():
    with database.read() as conn:
        return outcomes.promises(Scope.everything(), conn).to_dict("records")


def test_with_the_telling_of_an_approval_its_promise_is_written_down():
    kept = approve(shortlisted(), AWARD)
    assert promises() == []  # what its partner does not know stands nowhere (decision 300)
    told(kept)
    [made] = promises()
    assert (made["partner"], made["about"], made["subject"]) == ("Example Charity", "idea", str(kept.id))
    assert (made["indicator"], made["unit"]) == ("people in work after three months", "people")
    assert (made["baseline"], made["target"], made["award_pence"]) == (2, 9, AWARD)
    assert (made["starts"], made["ends"]) == (date(2026, 12, 1), date(2027, 3, 31))


def test_a_promise_of_an_idea_that_says_no_days_runs_from_the_month_of_the_decision():
    kept = approve(shortlisted(), AWARD)
    undated = replace(kept, idea=replace(kept.idea, starts=None, ends=None))
    made = ideas.promise_of(undated, date(2026, 11, 22))
    assert (made.starts, made.ends) == (date(2026, 11, 1), date(2027, 10, 31))


def test_a_promise_runs_over_the_months_that_the_idea_says():
    kept = approve(shortlisted(starts=date(2027, 1, 18), ends=date(2027, 2, 3)), AWARD)
    made = ideas.promise_of(kept, date(2026, 11, 22))
    assert (made.starts, made.ends) == (date(2027, 1, 1), date(2027, 2, 28))


def test_where_no_target_is_given_everybody_is_aimed_for():
    assert ideas.promise_of(approve(shortlisted(target=None), AWARD), date(2028, 2, 29)).target == 20


def test_without_the_promise_nothing_is_told(monkeypatch):
    kept = approve(shortlisted(), AWARD)

    def broken(*_):
        raise OSError("disk full")

    monkeypatch.setattr(outcomes, "add_promise", broken)
    with pytest.raises(OSError, match="disk full"):
        ideas.tell(LEA, [kept.id])
    assert stored(kept.id).waits_to_be_told


# The pot.


def at_once(act, things) -> list[bool]:
    """Whether each succeeded of several that begin at the same moment."""
    things = list(things)
    barrier = Barrier(len(things))

    def one(thing) -> bool:
        barrier.wait()
        return succeeds(act, thing)

    with ThreadPoolExecutor(len(things)) as threads:
        return list(threads.map(one, things))


def test_of_five_approvals_of_3500_pounds_at_once_three_succeed():
    waiting = [shortlisted(Person(name, Role.PARTNER)) for name in "abcde"]
    assert sorted(at_once(lambda kept: approve(kept, AWARD), waiting)) == [False, False, True, True, True]
    assert POT.amount_pence - committed() == 150_000


def test_one_idea_approved_twice_at_once_is_approved_once():
    kept = shortlisted()
    assert sorted(at_once(lambda _: approve(kept, AWARD), range(4))) == [False, False, False, True]
    assert committed() == AWARD


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(1, 900), st.integers(-10, 1000), st.sampled_from([*Stage])),
        min_size=1,
        max_size=8,
    )
)
def test_no_sequence_of_decisions_takes_more_than_the_pot_holds(steps):
    fund = replace(POT, slug=uuid.uuid4().hex, amount_pence=1000)  # each example has a pot of its own
    pot(fund)
    expected = 0
    for asked, award, then in steps:
        kept = shortlisted(
            Person(uuid.uuid4().hex, Role.PARTNER), fund=fund.slug, costs=(CostLine("x", asked),)
        )
        fits = 0 < award <= min(asked, 1000 - expected)
        assert succeeds(approve, kept, award) is fits
        expected += award if fits else 0
        succeeds(ideas.move, LEA, kept.id, then, reason="And then.", award_pence=1)
        if not fits and stored(kept.id).stage in HOLDS_MONEY:  # `then` was a second, smaller approval
            expected += 1
        assert committed(fund.slug) == expected <= 1000


# Nobody decides on their own (decision 138).

DELIVERED = [
    *(Stage.ELIGIBLE, Stage.SCORING, Stage.SHORTLISTED, Stage.APPROVED),
    *(Stage.AGREEMENT, Stage.DELIVERING, Stage.CLOSED),
]
OWN = "your own, or your organisation’s"


def take(person, number, stage):
    award = AWARD if stage is Stage.APPROVED else None
    moved = ideas.move(person, number, stage, reason="It is good.", award_pence=award)
    return told(moved) if moved.waits_to_be_told else moved


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMIN])
@pytest.mark.parametrize("colleague", [False, True], ids=["the owner", "of the organisation"])
def test_whoever_an_idea_belongs_to_makes_no_move_on_it(role, colleague):
    owner = member(Person("Olu", role), "Example Trust")
    decider = member(Person("Kim", role), " example  TRUST ") if colleague else owner
    number = sent(owner, organisation="Example Trust").id
    for stage in DELIVERED:
        for refused in {stage, Stage.DECLINED}:
            if (stored(number).stage, refused) in MOVES:
                with pytest.raises(RefusedError, match=OWN):
                    take(decider, number, refused)
        take(LEA, number, stage)
    assert stored(number).stage is Stage.CLOSED


def test_an_organisation_that_nobody_gave_belongs_to_nobody():
    assert LEA.organisation == ""
    assert take(LEA, sent(ANNA).id, Stage.ELIGIBLE).stage is Stage.ELIGIBLE
