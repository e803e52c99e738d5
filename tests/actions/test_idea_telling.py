"""What a partner is told of their idea and when; what they are not told is nowhere of theirs."""

from dataclasses import replace
from datetime import date

import pytest

from probation_commission.actions import ideas, mail, people
from probation_commission.actions.refusals import RefusedError
from probation_commission.analysis import ideas as analysis
from probation_commission.domain.access import Person, Role, Scope
from probation_commission.domain.contacts import Contact, ContactRole
from probation_commission.domain.days import day_of
from probation_commission.domain.ideas import Stage
from probation_commission.domain.outcomes import Result
from probation_commission.store import contacts, database, organisations, outcomes
from probation_commission.store import ideas as store
from probation_commission.store import people as people_store
from tests.actions.test_ideas import AWARD, DELIVERED, OWN, committed, take
from tests.given.ideas import (
    ANNA,
    BEN,
    LEA,
    NOON,
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
from tests.given.organisations import member, organisation

pytestmark = pytest.mark.usefixtures("migrated")
OLU = Person("Olu", Role.PARTNER)
KIM = Person("Kim", Role.LEAD)


@pytest.fixture(autouse=True)
def _known_pot(migrated):  # noqa: ARG001 (first the tables)
    pot()


# Told and not told (decision 292).


def known_to(person: Person) -> str:
    """All that a partner is given of their ideas."""
    with database.read() as conn:
        promised = outcomes.promises(person.scope, conn).to_dict("records")
    given = [replace(kept, changed_at=NOON) for kept in ideas.own(person)]
    return str([given, [ideas.history(person, kept.id) for kept in given], promised])


def promised():
    with database.read() as conn:
        return outcomes.promises(Scope.everything(), conn).to_dict("records")


def test_withdrawn_after_the_approval_was_sent_it_promises_nothing():
    other = told(approve(shortlisted(), AWARD))
    kept = told(approve(shortlisted(), AWARD))
    assert len(promised()) == 2
    ideas.move(ANNA, kept.id, Stage.WITHDRAWN)
    assert [one["subject"] for one in promised()] == [str(other.id)]  # not that of another


def test_a_promise_of_which_results_were_keyed_in_ends_on_the_day_of_the_withdrawal():
    kept = told(approve(shortlisted(starts=date(2026, 11, 1)), AWARD))
    [before] = promised()
    with database.write() as conn:
        keyed = Result(before["id"], date(2026, 11, 1), 2, None)
        outcomes.keep_result(conn, ANNA, keyed, correction=False)
    ideas.move(ANNA, kept.id, Stage.WITHDRAWN, moment=NOON)
    [after] = promised()
    assert (before["ends"], after["ends"]) == (date(2027, 3, 31), day_of(NOON))
    with database.read() as conn:
        assert len(outcomes.results(Scope.everything(), conn)) == 1


def test_the_pot_that_partners_are_shown_holds_no_award_that_was_not_sent():
    kept = approve(shortlisted(), AWARD)
    assert analysis.pot(POT, [stored(kept.id)]).awarded == AWARD
    # What a meeting's wall counts: whoever is in the room reads what partners were told.
    assert analysis.pot(POT, [stored(kept.id).as_told()]).awarded == 0
    told(kept)
    assert analysis.pot(POT, [stored(kept.id).as_told()]).awarded == AWARD


def mails() -> list[tuple[str, str]]:
    return [(one.recipient, one.subject) for one in mail.everything(LEA)]


@pytest.mark.parametrize("decision", [Stage.APPROVED, Stage.DECLINED, Stage.DEFERRED])
def test_a_partner_is_given_nothing_of_a_decision_before_it_is_sent(decision):
    anna = reachable()
    kept = shortlisted(anna)
    another = sent(anna, title="Another")
    before, letters = known_to(anna), mails()
    ideas.move(
        LEA, kept.id, decision, reason="A secret.", award_pence=7, condition="If so.", expects_a_year=9
    )
    assert stored(kept.id).waits_to_be_told
    assert (known_to(anna), mails()) == (before, letters)
    assert [one.id for one in ideas.own(anna)] == [another.id, kept.id]  # in the order of before
    ideas.tell(LEA, [kept.id])
    assert "A secret." in known_to(anna)
    assert len(mails()) == len(letters) + 1


def test_a_decision_taken_back_leaves_its_reason_with_leads_and_nothing_with_the_partner():
    anna = reachable()
    kept = shortlisted(anna)
    before = known_to(anna)
    approve(kept, AWARD)
    back = ideas.take_back(LEA, kept.id, reason="One cost was counted twice.")
    assert (back.stage, back.award_pence, back.condition) == (Stage.SHORTLISTED, None, "")
    assert committed() == 0
    assert known_to(anna) == before
    assert ideas.history(LEA, kept.id)[-1].reason == "One cost was counted twice."
    with pytest.raises(RefusedError, match="waits to be sent"):
        ideas.take_back(LEA, kept.id, reason="Again.")


def test_what_was_told_is_not_taken_back_and_a_reason_is_needed():
    kept = approve(shortlisted(), AWARD)
    with pytest.raises(RefusedError, match="Write why"):
        ideas.take_back(LEA, kept.id, reason=" ")
    told(kept)
    with pytest.raises(RefusedError, match="its partner knows"):
        ideas.take_back(LEA, kept.id, reason="No.")


def test_all_of_several_decisions_are_told_or_none():
    first, second = approve(shortlisted(), 100), shortlisted(BEN)
    with pytest.raises(RefusedError, match="waits to be sent"):
        ideas.tell(LEA, [first.id, second.id])
    assert stored(first.id).waits_to_be_told
    approve(second, 100)
    assert [one.told for one in ideas.tell(LEA, [first.id, second.id])] == [Stage.APPROVED] * 2


def test_withdrawn_before_it_was_told_nothing_was_awarded():
    kept = approve(shortlisted(), AWARD)
    gone = ideas.move(ANNA, kept.id, Stage.WITHDRAWN)
    assert (gone.award_pence, committed()) == (None, 0)
    assert [(one.from_stage, one.to_stage) for one in ideas.history(ANNA, kept.id)][-1] == (
        Stage.SHORTLISTED,  # and not approved
        Stage.WITHDRAWN,
    )


# Mail, references, another fund, more needed, decided with.


def reachable() -> Person:
    """Anna as a member of an organisation with a mailbox for ideas."""
    anna = member(ANNA, "Example Charity")
    with database.write() as conn:
        kinds = (ContactRole.REFERRALS, "referrals"), (ContactRole.IDEAS, "ideas")
        written = [Contact(role, f"{name}@example.org") for role, name in kinds]
        contacts.put(conn, anna.organisation_id, written, [])
    return anna


def test_each_step_that_a_partner_is_told_of_is_a_letter_to_their_mailbox_for_ideas():
    anna = reachable()
    number = sent(anna).id
    for stage in (Stage.MORE_NEEDED, Stage.SUBMITTED, *DELIVERED):
        take(anna if stage is Stage.SUBMITTED else LEA, number, stage)
    subjects = [
        "we have your idea",
        "we need to know more",
        "we have your idea",
        "the decision on your idea",
        "what we agree with you",
        "your project is running",
        "your project is finished",
    ]
    reference = stored(number).reference
    assert mails()[::-1] == [("ideas@example.org", f"{reference}: {words}") for words in subjects]


def test_mail_goes_to_whoever_wrote_it_while_they_are_of_the_organisation():
    setter = Person("Ada", Role.ADMIN)
    people.add(setter, "anna@example.org", Role.PARTNER, "Anna", "Example Charity")
    anna = member(Person("Anna", Role.PARTNER, "anna@example.org"), "Example Charity")
    number = sent(anna).id
    people.change_role(setter, "anna@example.org", Role.PARTNER, "Another Charity")
    reachable()
    ideas.move(PAT, number, Stage.ELIGIBLE)
    ideas.move(LEA, number, Stage.MORE_NEEDED, reason="Who sends people?")
    assert [to for to, _ in mails()] == ["ideas@example.org", "anna@example.org"]


def test_a_reference_is_the_next_of_its_year_and_stays():
    first, second = sent().reference, sent(BEN).reference
    year, number = first.split("-")
    assert (len(year), number, second) == (2, "0001", f"{year}-0002")
    assert drafted().reference == ""


def test_sent_to_another_fund_it_is_submitted_there_with_its_reference_and_history():
    pot(replace(POT, slug="other"))
    pot(replace(POT, slug="made-up", illustrative=True))
    kept = shortlisted(reachable())
    for slug in ("made-up", POT.slug, "unheard of"):
        with pytest.raises(RefusedError):
            ideas.send_to_fund(LEA, kept.id, slug, reason="It is too large.")
    moved = ideas.send_to_fund(LEA, kept.id, "other", reason="It is too large.")
    assert (moved.idea.fund, moved.stage, moved.told) == ("other", Stage.SUBMITTED, Stage.SUBMITTED)
    assert moved.reference == kept.reference
    assert [one.fund for one in ideas.history(LEA, kept.id)] == [*[POT.slug] * 3, "other"]
    assert mails()[0] == ("ideas@example.org", f"{kept.reference}: your idea goes to another fund")
    with database.read() as conn:
        assert [one.id for one in store.moved_on(LEA.scope, conn, POT.slug)] == [kept.id]
        assert store.moved_on(LEA.scope, conn, "other") == []


def test_where_more_is_needed_others_read_what_was_sent_until_it_is_sent_again():
    kept = sent()
    asked = ideas.move(LEA, kept.id, Stage.MORE_NEEDED, reason="How many?")
    anew = replace(WHOLE, title="Trikes", how_many=30, starts=date(2027, 1, 4), answers=((3, "yes"),))
    rewritten = ideas.save_draft(ANNA, anew, idea_id=kept.id, last_change=asked.changed_at)
    assert (rewritten.idea, ideas.own(ANNA)[0].idea) == (anew, anew)
    with database.read() as conn:
        assert [one.idea for one in store.sent_in(LEA.scope, conn)] == [WHOLE]
    ideas.move(ANNA, kept.id, Stage.SUBMITTED)
    with database.read() as conn:
        assert [one.idea for one in store.sent_in(LEA.scope, conn)] == [anew]
    as_sent = [one.sent for one in ideas.history(LEA, kept.id) if one.to_stage is Stage.SUBMITTED]
    assert as_sent == [WHOLE, anew]


def test_what_is_keyed_in_is_its_organisations_once_it_is_sent_in():
    whose = organisation("Example Trust")
    keyer, olu = member(KIM, "The council"), member(OLU, "Example Trust")
    own_draft = drafted(olu)  # and a lead's is no second of theirs
    draft = ideas.key_in(keyer, replace(WHOLE, title="By mail"), whose)
    assert [one.id for one in ideas.own(olu)] == [own_draft.id]
    assert ideas.move(keyer, draft.id, Stage.SUBMITTED).idea.organisation == "Example Trust"
    assert {one.id for one in ideas.own(olu)} == {own_draft.id, draft.id}
    with pytest.raises(RefusedError, match=OWN):
        ideas.move(keyer, draft.id, Stage.ELIGIBLE)


def test_a_fund_that_is_not_open_takes_what_was_keyed_in_alone():
    pot(replace(POT, closes=date(2026, 1, 1)))
    draft = drafted()
    with pytest.raises(RefusedError, match="is not open today"):
        ideas.move(ANNA, draft.id, Stage.SUBMITTED)
    keyed = ideas.key_in(LEA, WHOLE, organisation("Example Trust"))
    assert ideas.move(LEA, keyed.id, Stage.SUBMITTED).stage is Stage.SUBMITTED


def test_who_decided_with_whom_is_on_the_record_for_leads_alone():
    kept = shortlisted(member(ANNA, "Example Trust"))
    with database.write() as conn:
        for one in (PAT, OLU):
            people_store.account_id(conn, one)
    member_of_theirs = member(Person("Pia", Role.PANEL), "Example Trust")
    with database.write() as conn:
        people_store.account_id(conn, member_of_theirs)
        organisations.join(conn, member_of_theirs, member_of_theirs.organisation_id, NOON)
    for wrong in ("Olu", "Nobody Known", "Pia"):  # a partner; nobody; of those who ask
        with pytest.raises(RefusedError):
            ideas.move(LEA, kept.id, Stage.DECLINED, reason="No.", decided_with=[wrong])
    declined = ideas.move(LEA, kept.id, Stage.DECLINED, reason="No.", decided_with=["Pat", " Pat "])
    assert ideas.history(LEA, kept.id)[-1].decided_with == ("Pat",)
    told(declined)
    assert ideas.history(member(ANNA, "Example Trust"), kept.id)[-1].decided_with == ()


def test_a_condition_is_kept_with_the_award_and_names_nobody():
    kept = shortlisted()
    with pytest.raises(RefusedError, match="The condition seems to hold a CRN"):
        ideas.move(LEA, kept.id, Stage.APPROVED, reason="Yes.", award_pence=1, condition="as x123456 said")
    made = ideas.move(
        LEA, kept.id, Stage.APPROVED, reason="Yes.", award_pence=1, condition="A hall.", expects_a_year=9
    )
    assert (made.condition, made.expects_a_year) == ("A hall.", 9)
