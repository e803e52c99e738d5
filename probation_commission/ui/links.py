"""The parts of signed links on the page of organisations: send one, see those of one, take one back."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from probation_commission.actions import links as actions
from probation_commission.actions.links import SentLink
from probation_commission.domain.access import Person
from probation_commission.domain.days import day_of
from probation_commission.domain.letters import Letter
from probation_commission.domain.links import LASTS, USUAL_DAYS, Link, Purpose
from probation_commission.domain.organisations import Organisation
from probation_commission.geography.partnership import partnership
from probation_commission.ui.parts import click, filters, kept_text, page, replies
from probation_commission.views import letters
from probation_commission.views import links as words
from probation_commission.views.markdown import plain

_OUTCOME, _MAILBOX, _SENT, _ONE, _SURE = (
    f"links_{what}" for what in ("outcome", "mailbox", "sent", "one", "sure")
)
_LEADS = "leads and admins"
_ASK = "whoever in the partnership told you of it"


def draw_invite(person: Person, one: Organisation | None) -> None:
    """The form that sends an organisation a link, and once the link that was sent."""
    replies.draw(_OUTCOME)
    _draw_sent()
    if one is None:
        return
    purposes = list(Purpose)
    purpose = st.radio(
        "What they can do by it",
        purposes,
        key="links_purpose",
        format_func=lambda purpose: filters.first_upper(purpose.label),
    )
    days = st.selectbox(
        "How long it lasts",
        LASTS,
        LASTS.index(USUAL_DAYS),
        key="links_days",
        format_func=lambda days: f"{days} days",
    )
    line = "Not sent yet: kept on this device until you send the link."
    help_ = "A mailbox of the organisation. Whoever reads it can do, by the link, what you choose here."
    kept_text.field(_MAILBOX, kept_text.Words("Mailbox", help_, line=line))
    if st.button("Send the link", type="primary", icon=":material/forward_to_inbox:"):
        with replies.refusal_shown():
            mailbox = kept_text.typed(_MAILBOX)
            sent = actions.send(
                person, one.id, purpose or Purpose.IDEAS, days=days, mailbox=mailbox, letter=_letter
            )
            kept_text.clear(_MAILBOX)
            went = f"A link for {plain(one.name)} is on its way to {plain(sent.link.sent_to)}."
            replies.keep(_OUTCOME, f"{went} What becomes of the mail stands on the page Outbox.")
            # In this tab alone, until it is hidden: what is stored is a hash.
            st.session_state[_SENT] = sent.address
            st.rerun()


def draw_sent_before(person: Person, one: Organisation) -> None:
    """The links of an organisation, and the form that takes one back, which asks first."""
    links = actions.of_organisation(person, one.id)
    if not links:
        page.empty(f"No link was sent to {plain(one.name)} yet.")
        return
    now = datetime.now(UTC)
    page.table(words.table(links, now))
    page.source("Links that were sent, and when each was opened last; never by whom.", viewers=_LEADS)
    _draw_revoke(person, [link for link in links if not link.ended(now)])


def _draw_revoke(person: Person, in_force: Sequence[Link]) -> None:
    if not in_force:
        return
    by_number = {link.id: link for link in in_force}
    chosen = st.selectbox(
        "Take one back",
        list(by_number),
        None,
        placeholder="Choose a link",
        key=_ONE,
        format_func=lambda number: filters.first_upper(words.said(by_number[number])),
    )
    if chosen is None:
        return
    sure = st.checkbox(
        "It opens nothing from now on, also where it is open; what was written by it stays.",
        key=f"{_SURE}_{chosen}",
    )
    if st.button("Take the link back", icon=":material/link_off:", disabled=not sure):
        with replies.refusal_shown():
            actions.revoke(person, chosen)
            replies.keep(_OUTCOME, f"Link {chosen} opens nothing any more.")
            st.rerun()


def _draw_sent() -> None:
    """The link that was sent last, until it is let go of: nobody can be shown it a second time."""
    address = st.session_state.get(_SENT)
    if not address:
        return
    st.markdown("The link, shown this once. Copy it if you want to hand it over yourself:")
    st.code(address, language=None, wrap_lines=True)
    st.button("Hide the link", icon=":material/visibility_off:", on_click=_hide)


@click("Hiding the link")
def _hide() -> None:
    st.session_state.pop(_SENT, None)


def _letter(sent: SentLink) -> Letter:
    """The letter that brings a link."""
    return letters.invitation(
        partnership().name,
        sent.organisation,
        sent.link.purpose.label,
        until=day_of(sent.link.expires_at),
        ask=_ASK,
        address=sent.address,
    )
