"""The parts of the outbox: what goes out, what became of it, and what somebody has to send by hand."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from probation_commission.actions import mail as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.letters import Mail, MailStanding
from probation_commission.settings import mail_server
from probation_commission.ui import server
from probation_commission.ui.parts import page, replies
from probation_commission.ui.who import Visitor, visitor
from probation_commission.views import outbox as words
from probation_commission.views.markdown import plain

_LEADS = "leads and admins"
_OUTCOME, _ONE = "outbox_outcome", "outbox_one"
_MOST_AT_ONCE, _HEIGHT = 12, 600
_STYLE = """<style>
.st-key-outbox :is(th, td) * { overflow-wrap: anywhere; }
.st-key-outbox td:nth-child(4) { min-width: 14rem; }
@media (max-width: 640px) {
  .st-key-outbox thead { display: none; }
  .st-key-outbox :is(table, tbody, tr, td) { display: block; width: 100%; border: 0; }
  .st-key-outbox tr { border-bottom: 1px solid #8b9aa8; padding: .4rem 0; }
  .st-key-outbox td:nth-child(2) * { font-weight: 600; } }
</style>"""


def explain_folder() -> None:
    """What becomes of mail while no mail server is set up."""
    if mail_server() is None:
        st.info(
            "No mail server is set up, so mail is laid into the folder “outbox”, for somebody to send by "
            "hand; docs/running.md says how to set one up.",
            icon=":material/info:",
        )


def draw_outcome() -> None:
    """What was done, said once."""
    replies.draw(_OUTCOME)


def draw_one(person: Person, mails: Sequence[Mail]) -> None:
    """A mail that was not sent, and what can be done about it."""
    open_ones = {
        mail.id: mail for mail in mails if mail.readable and mail.standing is not MailStanding.SENDING
    }
    if not open_ones:
        return
    st.header("Not sent yet")
    with st.container(border=True):
        number = st.selectbox(
            "Mail",
            list(open_ones),
            None,
            placeholder="Choose a mail",
            key=_ONE,
            format_func=lambda number: f"{open_ones[number].recipient}: {open_ones[number].subject}",
        )
        if number is not None:
            st.markdown(f"{plain(words.state(open_ones[number]))}.")
            _draw_choices(person, open_ones[number])


def _draw_choices(person: Person, mail: Mail) -> None:
    by_hand = mail.standing is MailStanding.IN_FOLDER
    with st.container(horizontal=True):
        again = st.button("Try again now", icon=":material/send:") if not by_hand or mail_server() else False
        show = st.button("Show the text", icon=":material/visibility:") if by_hand else False
        if by_hand:
            st.download_button(
                "Download the mail (eml)",
                data=_taken(visitor(), mail.id),
                file_name=f"mail_{mail.id}.eml",
                mime="message/rfc822",
                icon=":material/download:",
                **page.words_for(Permission.SEE_OUTBOX),
            )
    if by_hand:
        st.caption("Whoever has the text can use the link in it: show and send it to nobody else.")
    if again:
        with replies.refusal_shown(), st.spinner("Trying to send it"):
            tried = actions.again(person, mail.id, datetime.now(UTC))
            replies.keep(_OUTCOME, f"{plain(tried.recipient)}: {plain(words.state(tried))}.")
            st.rerun()
    if show:
        with replies.refusal_shown():
            st.code(actions.read(person, mail.id), language=None, wrap_lines=True)


def _taken(asked_of: Visitor, number: int) -> Callable[[], bytes]:
    # Made at the click alone, since each taking is written down.
    def take() -> bytes:
        person = asked_of.now()
        return server.hand(asked_of.key, actions.take(person, number), person)

    return take


def draw_table(mails: Sequence[Mail]) -> None:
    """Every mail, newest first."""
    if not mails:
        page.empty("Mail stands here once somebody is invited by a link.")
        return
    st.html(_STYLE)
    st.header("All mail")
    with st.container(key="outbox", height=_HEIGHT if len(mails) > _MOST_AT_ONCE else "content"):
        page.table(words.table(mails))
    latest = f"The latest {actions.MOST_SHOWN}." if len(mails) == actions.MOST_SHOWN else ""
    page.source(
        latest,
        "A text is gone once it was sent, and after 30 days in any case. To organisations and those who have "
        "access, never to a person on probation.",
        viewers=_LEADS,
    )
