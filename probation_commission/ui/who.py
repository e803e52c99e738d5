"""Who is looking: whoever signed in; in local mode "Local lead", who can try each role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from probation_commission import log
from probation_commission.actions import links, signing_in, tokens
from probation_commission.actions.acting import LinkOverError
from probation_commission.actions.signing_in import NoAccessError, NotSignedInError, signed_in
from probation_commission.disclosure import audiences
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.sight import can_be_under_one
from probation_commission.domain.access import Permission, Person, Role
from probation_commission.domain.doors import LINK_COOKIE
from probation_commission.ui import server
from probation_commission.ui.run import once_a_run
from probation_commission.ui.sign_in import ask_to_sign_in, refuse, say_over, sign_in_configured

ROLE_KEY = "role"
AS_PARTNERSHIP_KEY = "as_partnership"
ORGANISATION_KEY = "organisation"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sits at a session, and nothing of what they may do: that is asked anew each time they act.

    What a page leaves behind for a later click, a download above all, has this and never a `Person`.
    """

    claims: Mapping[str, Any] = field(repr=False)
    """What the provider said; Streamlit empties it on sign-out."""
    role_tried: Role | None
    """Where nobody signs in; else None, so that no visitor becomes that of local mode later."""
    organisation_tried: tuple[int, str] | None = None
    """Where nobody signs in: as of which party of an agreement; its number and name."""
    link_secret: str = field(default="", repr=False)
    """Of whoever has opened a signed link in this browser and has not signed in; empty for all others."""

    def now(self) -> Person:
        """The person as the store has them now. Raises `NotAllowedError` for whoever has no access."""
        # A secret of nobody, or of somebody who has left, is as none.
        if self.link_secret and (by_link := links.came_by(self.link_secret)):
            return by_link
        if self.role_tried:
            # Each role tried is somebody of their own, or nobody could try to decide on an idea
            # (decision 138).
            number, name = self.organisation_tried or (None, "")
            words = _tried(self.role_tried)
            return Person(words, self.role_tried, organisation=name, organisation_id=number)
        return signed_in(self.claims)

    @property
    def key(self) -> str:
        """What their sign-in, or the link that they opened, is known by: files are given to it alone."""
        return links.key(self.link_secret) if self.link_secret else signing_in.key(self.claims)


def visitor() -> Visitor:
    """Whoever sits at this session."""
    context = get_script_run_ctx()
    claims: Mapping[str, Any] = context.user_info if context else {}
    # Whoever has signed in needs no link.
    secret = "" if claims.get("is_logged_in") is True else _link_secret()
    if sign_in_configured():
        return Visitor(claims, None, link_secret=secret)
    role = Role(st.session_state.get(ROLE_KEY, Role.LEAD))
    return Visitor({}, role, _organisation_tried(role), secret)


def _organisation_tried(role: Role) -> tuple[int, str] | None:
    tried: tuple[int, str] | None = st.session_state.get(ORGANISATION_KEY)
    return tried if tries_organisations(Person(_tried(role), role)) else None


def tries_organisations(person: Person) -> bool:
    """Whether it makes a difference of which organisation somebody like this one is."""
    # Without one there is nothing to count for (decision 271).
    return can_be_under_one(person) or person.may(Permission.LOG_UNMET)


def _tried(role: Role) -> str:
    """What somebody of a role that is tried is called."""
    return f"Local {role.label}"


def _link_secret() -> str:
    """What this browser was given for a link; empty where it has opened none."""
    return str(st.context.cookies.get(LINK_COOKIE, ""))


def acting() -> Person:
    """The person of this session at the moment of a click. Raises `NotAllowedError`; draws nothing."""
    return visitor().now()


def current_person() -> Person:
    """The person of this session. Anybody who has no access gets a page that says so, and nothing else.

    With sign-in, who it is comes from the provider and what they may do from the store, once a run.
    """
    # Whatever is done later asks again, in its own transaction (decision 136).
    return once_a_run("looking", _looking)


def _looking() -> Person:
    asked_of = visitor()
    # The role is asked of the store at each rerun: access that has ended ends at once (decision 24).
    try:
        return asked_of.now()
    except NotSignedInError:
        again = asked_of.claims.get("is_logged_in") is True
        if again:
            log.sign_in_refused("sign-in ended")
        ask_to_sign_in(again=again)
    except NoAccessError as refusal:
        log.sign_in_refused(refusal.kind)
        refuse(str(refusal))
    except LinkOverError as over:
        log.link_refused(over.why)
        say_over(str(over), leave)


def leave() -> None:
    """The end of an opened link, in all tabs of this browser; then its cookie goes."""
    context = get_script_run_ctx()
    links.leave(visitor().link_secret)
    if context:
        context.enqueue(server.go_to(f"{tokens.PATH}/left"))


def current_audience(person: Person) -> Audience:
    """The audience as which this person sees counts: their own, or the partnership if they ask for it."""
    return audiences.audience(person, as_partnership=seen_as_partnership(person))


def seen_as_partnership(person: Person) -> bool:
    """Whether somebody entitled to exact counts has asked to see what the partnership sees."""
    # With the permission, so that a switch left on by a lead means nothing to the role tried next.
    asked = bool(st.session_state.get(AS_PARTNERSHIP_KEY))
    return asked and person.may(Permission.SEE_EXACT_COUNTS)
