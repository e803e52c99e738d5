"""Who is looking: whoever signed in; in local mode "Local lead", who can try each role."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from probation_commission.disclosure import audiences
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Permission, Person, Role
from probation_commission.domain.people import sign_in_address
from probation_commission.store import database, people
from probation_commission.ui.sign_in import ask_to_sign_in, refuse, sign_in_configured, sign_out_button

ROLE_KEY = "role"
AS_PARTNERSHIP_KEY = "as_partnership"
SIGN_IN_LASTS = timedelta(hours=12)
"""A working day; the cookie that Streamlit sets would last for thirty."""
ASK = "Ask an admin of this app, and tell them this address."


def current_person() -> Person:
    """The person of this session. Anybody who has no access gets a page that says so, and nothing else.

    With sign-in, who it is comes from the provider and what they may do from the store, at each rerun.
    """
    if not sign_in_configured():
        return Person("Local lead", Role(st.session_state.get(ROLE_KEY, Role.LEAD)))
    claims: Mapping[str, Any] = st.user
    if claims.get("is_logged_in") is not True:
        ask_to_sign_in()
    if not _recent(claims.get("iat")):
        ask_to_sign_in(again=True)
    # The role is asked of the store at each rerun: access that has ended ends at once (decision 24).
    return _person_at(_verified_address(claims))


def _person_at(email: str) -> Person:
    with database.read() as conn:
        account = people.find(conn, email)
    if account is None:
        refuse(f"You are signed in as {email}, but nobody has given you access yet. {ASK}")
    if not account.active:
        refuse(f"You are signed in as {email}, but your access has ended. {ASK}")
    return Person(account.name, account.role, account.email)


def _recent(issued_at: object) -> bool:
    """Whether the provider said so within a working day; OpenID Connect requires it to say when."""
    if not isinstance(issued_at, int | float):
        return False
    return datetime.now(UTC).timestamp() - issued_at < SIGN_IN_LASTS.total_seconds()


def _verified_address(claims: Mapping[str, Any]) -> str:
    # False or "false", as providers write it. Many say nothing of it, and then only a tenant of one’s own is
    # allowed (`ANYBODY`).
    if str(claims.get("email_verified")).lower() == "false":
        refuse("You are signed in, but your sign-in provider has not verified your e-mail address.")
    try:
        return sign_in_address(str(claims.get("email") or ""))
    except ValueError:
        refuse("You are signed in, but your sign-in provider has sent no e-mail address that can be used.")


def current_audience(person: Person) -> Audience:
    """The audience as which this person sees counts: their own, or the partnership if they ask for it."""
    return audiences.audience(person, as_partnership=seen_as_partnership(person))


def seen_as_partnership(person: Person) -> bool:
    """Whether somebody entitled to exact counts has asked to see what the partnership sees."""
    # With the permission, so that a switch left on by a lead means nothing to the role tried next.
    asked = bool(st.session_state.get(AS_PARTNERSHIP_KEY))
    return asked and person.may(Permission.SEE_EXACT_COUNTS)


def draw_person(person: Person) -> None:
    """Who is signed in and the way out; in local mode the roles to try; the switch of those with counts."""
    if sign_in_configured():
        st.text(f"{person.name}, {person.role.label}")
        sign_out_button()
    else:
        _role_switcher()
    if person.may(Permission.SEE_EXACT_COUNTS):
        st.toggle(
            "See it as the partnership would",
            key=AS_PARTNERSHIP_KEY,
            persist_state="session",
            help="Every page then shows what viewers, partners and the meeting see. Only you see it so.",
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
