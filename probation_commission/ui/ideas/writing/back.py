"""How somebody comes back to what they have written: by their address, or by their link, mailed anew."""

import streamlit as st

from probation_commission.actions import links
from probation_commission.actions.links import SentLink
from probation_commission.domain.access import Person
from probation_commission.domain.days import day_of
from probation_commission.domain.funds import Fund
from probation_commission.domain.letters import Letter
from probation_commission.geography.partnership import partnership
from probation_commission.settings import settings
from probation_commission.ui.parts import click, replies
from probation_commission.ui.who import acting
from probation_commission.views import letters
from probation_commission.views.markdown import plain

_OUTCOME, _MAILED = "idea_link_outcome", "idea_link_mailed"


def draw(person: Person, fund: Fund) -> None:
    """What to do to go on another day."""
    with st.expander("Save and come back", icon=":material/bookmark:", key="come-back"):
        st.markdown("Everything you type is saved as you go. Close the page whenever you like.")
        replies.draw(_OUTCOME)
        if person.link:
            _draw_by_link(person)
        else:
            st.markdown("Come back by this address, from any computer or phone on which you sign in:")
            st.code(f"{settings().address}/submit-idea?fund={fund.slug}", language=None, wrap_lines=True)


def _draw_by_link(person: Person) -> None:
    until = f" until {day_of(person.link.expires_at)}" if person.link else ""
    st.markdown(
        f"The link in the message that {plain(person.organisation)} was sent opens it again, on any phone or "
        f"computer{until}. Lost the message? Have a new one sent to the same mailbox: its link takes "
        "the place of the one that you have."
    )
    st.button(
        "Mail the link again",
        icon=":material/forward_to_inbox:",
        on_click=_mail_again,
        disabled=bool(st.session_state.get(_MAILED)),
    )


@click("Mailing the link again")
def _mail_again() -> None:
    with replies.refusal_kept(_OUTCOME):
        links.send_again(acting(), letter=_letter)
        # One a visit: whoever has the link can't fill the mailbox.
        st.session_state[_MAILED] = True
        replies.keep(_OUTCOME, "A message with your link is on its way to the mailbox that was invited.")


def _letter(sent: SentLink) -> Letter:
    return letters.invitation(
        partnership().name,
        sent.organisation,
        sent.link.purpose.label,
        until=day_of(sent.link.expires_at),
        ask=ASK,
        address=sent.address,
    )


ASK = "whoever in the partnership told you of it"
