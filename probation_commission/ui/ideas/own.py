"""The ideas that a partner sent in, and the page of each: how it stands, in plain words."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import HOLDS_MONEY, KeptIdea, Move, Stage, may_move
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas import idea
from probation_commission.ui.ideas.fund import fund_named
from probation_commission.ui.parts import click, kept_text, page, replies
from probation_commission.ui.who import acting
from probation_commission.views import idea_letters
from probation_commission.views import ideas_words as words
from probation_commission.views.markdown import plain

_OUTCOME = "own-idea-outcome"
_ASKED = "withdraw-asked"


def draw(person: Person, own: Sequence[KeptIdea]) -> None:
    """The ideas of the person and their organisation, each with how it stands; a click opens its page."""
    sent_in = [kept for kept in _known(own) if kept.stage is not Stage.DRAFT]
    if not sent_in:
        return
    st.header("Your ideas")
    for kept in sent_in:
        with st.container(border=True):
            by = f"{kept.reference}: " if kept.reference else ""
            stands = f"**{words.status(kept.stage)}**; {words.money(kept)}"
            st.markdown(f"{by}**{plain(kept.idea.title)}**: {stands}.")
            if said := _whose(person, kept):
                st.caption(said)
            st.button(
                _label(kept),
                key=f"open-own-{kept.id}",
                help=f"Open “{plain(kept.idea.title)}”",
                on_click=_open,
                args=(kept.id,),
            )


def _label(kept: KeptIdea) -> str:
    # With the reference: a help text is not read out with a button, and a list of "Open" says nothing.
    does = "Answer what is asked" if kept.stage is Stage.MORE_NEEDED else "Open"
    return f"{does}: {kept.reference}" if kept.reference else does


def opened(own: Sequence[KeptIdea]) -> KeptIdea | None:
    """The idea whose page the address asks for; none of others', and none that was not sent in."""
    asked = st.query_params.get("idea")
    known = (kept for kept in _known(own) if str(kept.id) == asked)
    return next((kept for kept in known if kept.stage is not Stage.DRAFT), None)


def heading(kept: KeptIdea) -> tuple[str, str]:
    """The title and the finding of an idea's page."""
    by = f"{kept.reference}: " if kept.reference else ""
    return plain(kept.idea.title), f"{by}{words.status(kept.stage)}"


def draw_sent(person: Person, kept: KeptIdea, *, just_now: bool = False) -> None:
    """The page of one idea: how it stands and why, what happens next, whom to ask, and what was written.

    `just_now`: it was sent in a moment ago, and the other ideas stand under it.
    """
    [known] = _known([kept])
    fund = fund_named(known.idea.fund)
    moves = actions.history(person, known.id)
    replies.draw(_OUTCOME, icons=False)
    if not just_now:
        draw_back()
    _draw_standing(known, fund, moves)
    _draw_withdraw(person, known)
    st.header("What you wrote")
    idea.draw(known, fund, {one.id: one.text for one in loaders.fund_setup(fund.slug).questions})
    if said := _whose(person, known):
        st.caption(said)
    st.header("What happened so far")
    for line in words.steps_told(moves):
        st.markdown(f"- {line}")
    whose = f"you and everybody of {person.organisation}" if person.organisation else "you"
    page.source(f"Fund: {fund.title}.", viewers=f"{whose}; panel members, leads and admins")


def draw_back() -> None:
    """The way from the page of one idea to all of them."""
    st.button("All your ideas", icon=":material/arrow_back:", key="own-all", on_click=_close)


def _known(own: Sequence[KeptIdea]) -> list[KeptIdea]:
    # As the action gives them already; the one place where it must hold (decision 292).
    return [kept.as_told() for kept in own]


def _whose(person: Person, kept: KeptIdea) -> str:
    if kept.keyed:
        return f"Keyed in for {plain(kept.idea.organisation)}, as it came by mail or telephone."
    return "" if kept.owner == person.key else "Sent in by somebody else of your organisation."


def _draw_standing(kept: KeptIdea, fund: Fund, moves: Sequence[Move]) -> None:
    st.header("How it stands")
    award = kept.award_pence if kept.stage in HOLDS_MONEY else None
    st.markdown(plain(idea_letters.opening(fund, kept, kept.stage, award_pence=award)))
    last = next((move for move in reversed(moves) if move.to_stage is kept.stage), None)
    # A reason stands in the open: it was written for the partner to read.
    if last and last.reason:
        st.markdown(f"**{idea_letters.WRITTEN_FOR.get(kept.stage, 'The reason')}:** {plain(last.reason)}")
    if award:
        st.markdown(f"**Award:** {idea_letters.award_words(kept)}")
        if kept.condition:
            st.markdown(f"**It depends on this:** {plain(kept.condition)}")
    if following := idea_letters.next_step(fund, kept.stage, today()):
        st.markdown(plain(following))
    quoting = f", and say the reference **{kept.reference}**" if kept.reference else ""
    st.markdown(f"Questions? Ask {plain(idea_letters.whom_to_ask(fund))}{quoting}.")


def _draw_withdraw(person: Person, kept: KeptIdea) -> None:
    if not may_move(person, kept, Stage.WITHDRAWN):
        return
    if st.session_state.get(_ASKED) != kept.id:
        st.button("Withdraw this idea", key="withdraw", on_click=_ask, args=(kept.id,))
        return
    with st.container(border=True):
        lost = " The award goes back to the fund." if kept.stage in HOLDS_MONEY else ""
        st.markdown(f"**Withdraw it for good?** It can’t be taken up again; what you wrote stays here.{lost}")
        kept_text.field(f"withdraw-why-{kept.id}", kept_text.Words("Why, if you like", kept_text.PRIVATE))
        with st.container(horizontal=True):
            st.button("Yes, withdraw it", key="withdraw-yes", on_click=_withdraw, args=(kept.id,))
            st.button("No, keep it", key="withdraw-no", on_click=_ask, args=(0,))


@click("Opening this idea")
def _open(idea_id: int) -> None:
    st.query_params["idea"] = str(idea_id)


@click("Going back to all ideas")
def _close() -> None:
    st.query_params.pop("idea", None)


@click("Asking whether to withdraw")
def _ask(idea_id: int) -> None:
    st.session_state[_ASKED] = idea_id


@click("Withdrawing this idea")
def _withdraw(idea_id: int) -> None:
    why = f"withdraw-why-{idea_id}"
    with replies.refusal_kept(_OUTCOME, lambda refusal: f"Not withdrawn. {refusal}"):
        actions.move(acting(), idea_id, Stage.WITHDRAWN, reason=kept_text.typed(why))
        replies.keep(_OUTCOME, "It is withdrawn.")
        kept_text.clear(why)
        st.session_state.pop(_ASKED, None)
