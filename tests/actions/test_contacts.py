"""Contacts and areas of organisations: kept, merged, and gone with what was invented."""

import pytest

from probation_commission.actions import contacts, organisations, people
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person, Role
from probation_commission.domain.contacts import Contact, ContactRole
from probation_commission.store import contacts as store
from probation_commission.store import database
from probation_commission.store.contacts import Reach
from tests.given.organisations import organisation

pytestmark = pytest.mark.usefixtures("migrated")
LEA = Person("Lea", Role.LEAD)
GENERAL = Contact(ContactRole.GENERAL, "office@example.org", "01632 960123")
RETURNS = Contact(ContactRole.RETURNS, "returns@example.org")


def every() -> dict[int, Reach]:
    with database.read() as conn:
        return store.of_each(LEA.scope, conn)


def test_contacts_and_areas_are_kept_in_the_place_of_those_there_were():
    number = organisation("Some Trust")
    contacts.change(LEA, number, [Contact(ContactRole.GENERAL, "Office@example.org", "+44 1632 960123")])
    assert every() == {number: Reach({ContactRole.GENERAL: GENERAL})}
    contacts.change(LEA, number, [RETURNS, Contact(ContactRole.GENERAL)], ["E06000047"])
    assert every() == {number: Reach({ContactRole.RETURNS: RETURNS}, frozenset({"E06000047"}))}


def test_every_problem_is_said_at_once_and_nothing_changes():
    number = organisation("Some Trust")
    wrong = Contact(ContactRole.COMPLAINTS, "x", "12")
    with pytest.raises(RefusedError) as refusal:
        contacts.change(LEA, number, [GENERAL, wrong], ["E99999999"])
    for words in ("Complaints: “x” is no mailbox", "“12” is no phone", "E99999999 is no authority"):
        assert words in str(refusal.value)
    assert every() == {}


def test_in_a_merge_the_contact_of_the_one_that_stays_wins_and_the_others_is_said():
    one, other = organisation("Some Trust"), organisation("Example Trust")
    old = Contact(ContactRole.GENERAL, "old@example.org")
    contacts.change(LEA, one, [old, RETURNS], ["E06000047", "E06000005"])
    contacts.change(LEA, other, [GENERAL], ["E06000005"])
    said = organisations.merge(LEA, one, other)
    assert said.endswith("gone, since the other has its own: general: old@example.org.")
    both = {ContactRole.GENERAL: GENERAL, ContactRole.RETURNS: RETURNS}
    assert every() == {other: Reach(both, frozenset({"E06000047", "E06000005"}))}


def test_what_was_invented_of_one_goes_when_somebody_real_is_of_it():
    number = organisation("Example Housing", illustrative=True)
    contacts.change(LEA, number, [GENERAL], ["E06000047"])
    people.add(Person("Ada", Role.ADMIN), "bo@example.org", Role.VIEWER, "Bo", "Example Housing")
    assert every() == {}


def test_a_lead_is_limited_to_areas_until_an_admin_says_otherwise():
    ada = Person("Ada", Role.ADMIN)
    people.add(ada, "bo@example.org", Role.LEAD, "Bo", "Some Trust", areas=["E06000047"])
    assert people.of_account("bo@example.org").areas == {"E06000047"}
    people.change_role(ada, "bo@example.org", Role.LEAD, "Another")  # not asked: as it was
    assert people.of_account("bo@example.org").areas == {"E06000047"}
    people.change_role(ada, "bo@example.org", Role.LEAD, areas=["E06000005"])
    assert people.history(ada, "bo@example.org").after.iloc[-1] == "lead of Another, for Darlington"
    people.change_role(ada, "bo@example.org", Role.PANEL)
    assert people.of_account("bo@example.org").areas == frozenset()
    with pytest.raises(RefusedError, match="E99999999 is no authority"):
        people.change_role(ada, "bo@example.org", Role.LEAD, areas=["E99999999"])
