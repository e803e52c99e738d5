"""Sending an idea to another fund, also one that is too large for this pot."""

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import SENT_ON, KeptIdea
from probation_commission.domain.money import pounds
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas.telling import OUTCOME
from probation_commission.ui.parts import click, kept_text, replies
from probation_commission.ui.who import acting
from probation_commission.views.markdown import plain


def draw(person: Person, fund: Fund, kept: KeptIdea) -> None:
    """The other funds, those that can take it first, and the button that sends it there."""
    decides = person.may(Permission.DECIDE_IDEAS) and not (kept.is_of(person) or person.is_of_nobody)
    if kept.stage not in SENT_ON or not decides:
        return
    others = {one.slug: one for one in _fitting_first(fund, kept)}
    if not others:
        return
    too_large = _too_large(fund, kept)
    if too_large:
        st.warning(plain(too_large), icon=":material/call_split:")
    with st.expander("Send it to another fund", expanded=bool(too_large)):
        slug = st.selectbox("Fund to send it to", list(others), format_func=lambda one: others[one].title)
        st.markdown(f"There it is submitted, with its reference and history. {plain(_limits(others[slug]))}")
        words = kept_text.Words("Why is it sent there?", "The partner reads it.", height=80)
        kept_text.field(f"sent-on-{kept.id}", words)
        st.button("Send it there", key=f"send-on-{kept.id}", on_click=_send, args=(kept.id, slug))


def _fitting_first(fund: Fund, kept: KeptIdea) -> list[Fund]:
    """The funds beside this one: real ones for what is real; those that are open and can take it first."""
    others = [
        one for one in loaders.funds() if one.slug != fund.slug and one.illustrative == fund.illustrative
    ]
    return sorted(others, key=lambda one: (not one.is_open(today()), bool(_too_large(one, kept))))


def _too_large(fund: Fund, kept: KeptIdea) -> str:
    most, asked = fund.most_ask_pence, kept.idea.total_pence
    if most is None or asked <= most:
        return ""
    return f"It asks for {pounds(asked)}, and this fund gives {pounds(most)} at most."


def _limits(fund: Fund) -> str:
    """`It gives £25,000 at most. It closes on …`, as far as it is known."""
    most = fund.most_ask_pence
    gives = "What it gives at most is not known." if most is None else f"It gives {pounds(most)} at most."
    return gives if fund.is_open(today()) else f"{gives} It is not open today."


@click("Sending it to another fund")
def _send(number: int, slug: str) -> None:
    with replies.refusal_kept(OUTCOME, lambda refusal: f"Not sent on. {refusal}"):
        kept = actions.send_to_fund(acting(), number, slug, reason=kept_text.typed(f"sent-on-{number}"))
        replies.keep(OUTCOME, plain(f"“{kept.idea.title}” is sent to another fund, where it is submitted."))
        kept_text.clear(f"sent-on-{number}")
