"""The page of organisations: whom to turn to in the one that is chosen, and what is made up."""

import pytest

from probation_commission.actions import contacts
from probation_commission.domain.access import Person, Role
from probation_commission.domain.contacts import Contact, ContactRole
from probation_commission.ui.menu import ORGANISATIONS
from probation_commission.ui.organisation_contacts import ONE_PERSONS
from tests.given.organisations import organisation
from tests.pages.sent import opened, type_into

pytestmark = pytest.mark.usefixtures("migrated_home")
LEA = Person("Lea", Role.LEAD)


def first_chosen():
    app = opened(ORGANISATIONS, Role.LEAD)
    return next(box for box in app.selectbox if box.label == "Organisation").select_index(0).run()


def test_a_contact_is_typed_said_to_look_like_one_persons_and_kept_beside_the_others():
    number = organisation("Some Trust")
    contacts.change(LEA, number, [Contact(ContactRole.RETURNS, "returns@example.org")], ["E06000047"])
    app = first_chosen()
    assert "Returns and data: returns@example.org" in [text.value for text in app.text]
    app = type_into(app, f"organisations_mailbox_general_{number}", "first.last@example.org")
    app.run()
    assert ONE_PERSONS in [warning.value for warning in app.warning]
    next(button for button in app.button if button.label == "Save contact and areas").click().run()
    reach = contacts.of(LEA, number)
    assert set(reach.contacts) == {ContactRole.GENERAL, ContactRole.RETURNS}
    assert reach.areas == {"E06000047"}


def test_what_is_made_up_among_them_is_said_at_the_top():
    organisation("Some Trust")
    organisation("Example Housing", illustrative=True)
    app = opened(ORGANISATIONS, Role.LEAD)
    assert any("1 of 2 organisations" in element.proto.body for element in app.get("html"))
