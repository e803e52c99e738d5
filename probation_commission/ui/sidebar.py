"""What the sidebar says of who is looking: their name and the way out, or the roles to try; their switch."""

from contextlib import suppress

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from probation_commission.actions import people, signing_in
from probation_commission.actions.refusals import RefusedError
from probation_commission.disclosure.sight import can_be_under_one
from probation_commission.domain.access import NotAllowedError, Permission, Person, Role
from probation_commission.domain.days import day
from probation_commission.store.database import DatabaseFaultError
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import click
from probation_commission.ui.sign_in import sign_in_configured
from probation_commission.ui.who import (
    AS_PARTNERSHIP_KEY,
    ORGANISATION_KEY,
    ROLE_KEY,
    acting,
    leave,
    tries_organisations,
)


def draw_person(person: Person) -> None:
    """Who is signed in and the way out; in local mode the roles to try; the switch of those with counts."""
    if person.link:
        st.text(f"{person.organisation}, by link, until {day(person.link.expires_at)}")
        st.button("Leave", icon=":material/logout:", on_click=_leave)
    elif sign_in_configured():
        st.text(f"{person.name}, {person.role.label}")
        st.button("Sign out here", icon=":material/logout:", on_click=_sign_out_here)
        st.button(
            "Sign out everywhere",
            icon=":material/phonelink_erase:",
            on_click=_sign_out_everywhere,
            help="Also in every other browser: after a lost phone, or at a computer that others use.",
        )
    else:
        _role_switcher()
        if tries_organisations(person):
            _organisation_switcher(person)
    if person.may(Permission.SEE_EXACT_COUNTS):
        st.toggle(
            "See it as the partnership would",
            key=AS_PARTNERSHIP_KEY,
            persist_state="session",
            help="Every page then shows what viewers, panel members and the meeting see. Only you see it so.",
        )


@click("Leaving")
def _leave() -> None:
    leave()


@click("Signing out")
def _sign_out_here() -> None:
    context = get_script_run_ctx()
    try:
        # In its other tabs too, and for whoever has a copy of its cookie (decision 147).
        signing_in.end(dict(context.user_info) if context else {})
    finally:  # whatever becomes of the store, the cookie goes
        st.logout()


@click("Signing out everywhere")
def _sign_out_everywhere() -> None:
    # Whoever has no access any more has no session that is good: out all the same.
    try:
        with suppress(NotAllowedError, RefusedError):
            people.sign_out_everywhere(acting())
    finally:
        st.logout()


def _organisation_switcher(person: Person) -> None:
    """The choice of a party of an agreement, so that what its members see and count can be tried here."""
    names: dict[int, str] = {}
    # Where the database is gone the page says so itself.
    with suppress(DatabaseFaultError):
        names = loaders.parties()
    if not names:
        return
    member = can_be_under_one(person)
    st.selectbox(
        "as a member of",
        list(names.items()),
        None,
        key=ORGANISATION_KEY,
        placeholder="none with an agreement" if member else "none",
        format_func=lambda party: party[1],
        persist_state="session",
        help="Members of a party see exact counts of what their agreement names, while it is in force."
        if member
        else "What is counted on the page Gaps is counted for this organisation.",
    )


def _role_switcher() -> None:
    """The choice of a role, so that whoever sits at this computer can see each one's view."""
    st.session_state.setdefault(ROLE_KEY, Role.LEAD)
    st.selectbox(
        "Signed in as Local lead; view as",
        list(Role),
        key=ROLE_KEY,
        format_func=lambda role: role.label.capitalize(),
        persist_state="session",
        help="Sign-in is not set up, so only this computer can reach the app. Try what each role sees.",
    )
