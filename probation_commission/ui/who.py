"""Who is looking: whoever signed in; in local mode "Local lead", who can try each role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from probation_commission.actions.acting import SIGN_IN_ENDED
from probation_commission.disclosure import audiences
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import (
    SIGN_IN_LASTS,
    NotAllowedError,
    Permission,
    Person,
    Role,
)
from probation_commission.domain.people import sign_in_address
from probation_commission.store import database, people
from probation_commission.ui.sign_in import ask_to_sign_in, refuse, sign_in_configured, sign_out_button

ROLE_KEY = "role"
AS_PARTNERSHIP_KEY = "as_partnership"
_CLOCKS_DIFFER = 60
_LOOKING = "looking"
_NOT_SIGNED_IN = "You are not signed in. Nothing was changed."
ASK = "Ask an admin of this app, and tell them this address."


class NotSignedInError(NotAllowedError):
    """Nobody has signed in, or it was too long ago."""


class NoAccessError(NotAllowedError):
    """Somebody has signed in and has no access; the message says why."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sits at a session, and nothing of what they may do: that is asked anew each time they act.

    What a page leaves behind for a later click, a download above all, has this and never a `Person`.
    """

    claims: Mapping[str, Any] = field(repr=False)
    """What the provider said; Streamlit empties it on sign-out."""
    role_tried: Role | None
    """Where nobody signs in; else None, so that no visitor becomes that of local mode later."""

    def now(self) -> Person:
        """The person as the store has them now. Raises `NotAllowedError` for whoever has no access."""
        if self.role_tried:
            # Each role tried is somebody of their own, or nobody could try to decide on an idea
            # (decision 138).
            return Person(f"Local {self.role_tried.label}", self.role_tried)
        if self.claims.get("is_logged_in") is not True:
            raise NotSignedInError(_NOT_SIGNED_IN)
        return _person_at(_verified_address(self.claims), _signed_in_at(self.claims))


def visitor() -> Visitor:
    """Whoever sits at this session."""
    context = get_script_run_ctx()
    claims: Mapping[str, Any] = context.user_info if context else {}
    if sign_in_configured():
        return Visitor(claims, None)
    return Visitor({}, Role(st.session_state.get(ROLE_KEY, Role.LEAD)))


def acting() -> Person:
    """The person of this session at the moment of a click. Raises `NotAllowedError`; draws nothing."""
    return visitor().now()


def current_person() -> Person:
    """The person of this session. Anybody who has no access gets a page that says so, and nothing else.

    With sign-in, who it is comes from the provider and what they may do from the store, once a run.
    """
    # A run has a dictionary of cursors of its own, so what was kept by another run is never taken for this
    # one's; whatever is done later asks again, in its own transaction (decision 136).
    context, kept = get_script_run_ctx(), st.session_state.get(_LOOKING)
    run = context.cursors if context else None
    if kept and run is not None and kept[0] is run:
        known: Person = kept[1]
        return known
    person = _looking()
    st.session_state[_LOOKING] = (run, person)
    return person


def _looking() -> Person:
    asked_of = visitor()
    # The role is asked of the store at each rerun: access that has ended ends at once (decision 24).
    try:
        return asked_of.now()
    except NotSignedInError:
        ask_to_sign_in(again=asked_of.claims.get("is_logged_in") is True)
    except NoAccessError as refusal:
        refuse(str(refusal))


def _person_at(email: str, signed_in_at: datetime) -> Person:
    with database.read() as conn:
        account = people.find(conn, email)
    if account is None:
        raise NoAccessError(f"You are signed in as {email}, but nobody has given you access yet. {ASK}")
    if not account.active:
        raise NoAccessError(f"You are signed in as {email}, but your access has ended. {ASK}")
    return Person(account.name, account.role, account.email, signed_in_at, account.organisation)


def _signed_in_at(claims: Mapping[str, Any]) -> datetime:
    """When the provider said so, within a working day; OpenID Connect requires it to say when."""
    issued_at, now = claims.get("iat"), datetime.now(UTC).timestamp()
    if not isinstance(issued_at, int | float):
        raise NotSignedInError(SIGN_IN_ENDED)
    # NaN fails each comparison. A minute for clocks that differ.
    if not now - SIGN_IN_LASTS.total_seconds() < issued_at < now + _CLOCKS_DIFFER:
        raise NotSignedInError(SIGN_IN_ENDED)
    return datetime.fromtimestamp(issued_at, UTC)


def _verified_address(claims: Mapping[str, Any]) -> str:
    # False or "false", as providers write it. Many say nothing of it, and then only a tenant of one’s own is
    # allowed (`ANYBODY`).
    if str(claims.get("email_verified")).lower() == "false":
        raise NoAccessError(
            "You are signed in, but your sign-in provider has not verified your e-mail address."
        )
    try:
        return sign_in_address(str(claims.get("email") or ""))
    except ValueError:
        raise NoAccessError(
            "You are signed in, but your sign-in provider has sent no e-mail address that can be used."
        ) from None


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
            help="Every page then shows what viewers, panel members and the meeting see. Only you see it so.",
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
