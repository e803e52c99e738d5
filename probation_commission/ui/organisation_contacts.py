"""The part of the page of organisations that says whom to turn to in one, and where it works."""

from collections.abc import Collection

import streamlit as st

from probation_commission.actions import contacts as actions
from probation_commission.domain.access import Person
from probation_commission.domain.contacts import LONGEST_PHONE, Contact, ContactRole, looks_like_one_persons
from probation_commission.domain.organisations import Organisation
from probation_commission.domain.people import LONGEST
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store.contacts import Reach
from probation_commission.ui.parts import filters, kept_text, replies
from probation_commission.views.markdown import plain

_NOT_SAVED = "Not saved yet: kept on this device until you save the contact."
ONE_PERSONS = "This looks like one person’s address; a shared mailbox outlasts them."


def draw(person: Person, one: Organisation | None, outcome: str) -> None:
    """What is known, and the form for a role's contact and the areas; nothing until one is chosen."""
    if one is None:
        return
    reach = actions.of(person, one.id)
    with st.expander(f"Contacts and areas ({len(reach.contacts)} of {len(ContactRole)})"):
        known = [str(reach.contacts[role]) for role in ContactRole if role in reach.contacts]
        # As text: whoever copies an address from Markdown would copy what keeps it from being a link.
        st.text("\n".join(map(filters.first_upper, known)) or "No contact is known.")
        contact = _contact(one, reach)
        areas = _areas(one, reach.areas)
        if looks_like_one_persons(contact.mailbox):
            st.warning(ONE_PERSONS, icon=":material/person:")
        if st.button("Save contact and areas", icon=":material/contact_mail:"):
            with replies.refusal_shown():
                actions.change(person, one.id, {**reach.contacts, contact.role: contact}.values(), areas)
                kept_text.clear(*(_key(one, field, contact.role) for field in ("mailbox", "phone")))
                replies.keep(outcome, f"Contacts of {plain(one.name)} are saved.")
                st.rerun()


def _contact(one: Organisation, reach: Reach) -> Contact:
    """The contact of the role that is chosen, as it is typed so far; both empty takes it out."""
    key = f"organisations_contact_role_{one.id}"
    labels = {role: filters.first_upper(role.label) for role in ContactRole}
    role = st.selectbox("Contact for", list(ContactRole), key=key, format_func=labels.__getitem__)
    role = role or ContactRole.GENERAL
    now = reach.contacts.get(role, Contact(role))
    mailbox = _text(_key(one, "mailbox", role), "Shared mailbox", now.mailbox, LONGEST)
    # With the room that +44 and brackets take; what is kept is no longer than the number.
    return Contact(role, mailbox, _text(_key(one, "phone", role), "Phone", now.phone, 2 * LONGEST_PHONE))


def _areas(one: Organisation, now: Collection[str]) -> list[str]:
    names = {area.code: area.name for area in gazetteer().authorities}
    codes = [*names, *sorted(set(now) - names.keys())]
    # What is stored is in the key: under the old one Streamlit would show the choice of before.
    key = f"organisations_areas_{one.id}_{'_'.join(sorted(now))}"
    chosen = st.multiselect(
        "Works in", codes, sorted(now), key=key, format_func=lambda code: names.get(code, code)
    )
    kept_text.choices(f"organisations_areas_chosen_{one.id}", key)
    return chosen


def _key(one: Organisation, field: str, role: ContactRole) -> str:
    return f"organisations_{field}_{role}_{one.id}"


def _text(key: str, label: str, now: str, longest: int) -> str:
    st.session_state.setdefault(key, now)
    kept_text.field(key, kept_text.Words(label, longest=longest, line=_NOT_SAVED), stored=now)
    return kept_text.typed(key)
