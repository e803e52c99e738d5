"""Telling partners what was decided: each by itself, or all of a fund at once, with who will read what."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.words import plural
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import click, filters, replies
from probation_commission.ui.who import acting
from probation_commission.views import idea_letters, ideas
from probation_commission.views.markdown import plain

OUTCOME = "idea-outcome"
"""Where the page says what came of a step."""
_TELL = "tell"


def may_tell(person: Person, kept: KeptIdea) -> bool:
    """Whether the person may send what was decided of it."""
    its_own = kept.is_of(person) or person.is_of_nobody
    return kept.waits_to_be_told and person.may(Permission.DECIDE_IDEAS) and not its_own


def waiting_for(person: Person, ideas: Sequence[KeptIdea]) -> list[KeptIdea]:
    """The ideas of which the person can tell the decision."""
    return [kept for kept in ideas if may_tell(person, kept)]


def is_open(waiting: Sequence[KeptIdea]) -> bool:
    """Whether the list of who will read what stands in the place of the board."""
    return bool(filters.in_address(_TELL, lambda asked: "all" if asked and waiting else ""))


def draw_button(waiting: Sequence[KeptIdea]) -> None:
    """How many decisions wait to be told, and the way to their list."""
    if waiting:
        count = plural(len(waiting), "decision waits", "decisions wait")
        st.button(f"{count} to be told", icon=":material/outgoing_mail:", on_click=_turn, args=("all",))


def draw_all(fund: Fund, waiting: Sequence[KeptIdea]) -> None:
    """All decisions of the fund that wait: who will read what, and one button for all."""
    st.button("Back to the board", icon=":material/arrow_back:", on_click=_turn, args=("",))
    st.header(f"{plural(len(waiting), 'decision waits', 'decisions wait')} to be told", anchor=False)
    st.markdown("No partner knows yet. Once they are sent, none can be taken back.")
    st.button(
        f"Tell {plural(len(waiting), 'partner')} now",
        type="primary",
        key="tell-all",
        on_click=_tell,
        args=(tuple(kept.id for kept in waiting),),
    )
    for kept in waiting:
        st.subheader(f"{plain(kept.idea.organisation)}: {plain(kept.idea.title)}", anchor=False)
        draw_words(fund, kept)


@click("Opening this list")
def _turn(what: str) -> None:
    st.session_state[_TELL] = what


def draw_one(person: Person, fund: Fund, kept: KeptIdea) -> None:
    """What its partner will read of the decision, and the button that sends it."""
    if not may_tell(person, kept):
        return
    st.markdown("**The partner does not know yet.** By mail they will read:")
    draw_words(fund, kept)
    st.button("Tell the partner", type="primary", key=f"tell-{kept.id}", on_click=_tell, args=((kept.id,),))


def draw_words(fund: Fund, kept: KeptIdea) -> None:
    """The words that the partner will read of a decision that was made."""
    written = idea_letters.letter(
        fund,
        kept,
        kept.stage,
        reason=last_reason(kept.id),
        award_pence=kept.award_pence,
        condition=kept.condition,
    )
    with st.container(border=True):
        for line in ideas.letter_lines(written):
            st.markdown(line)


def last_reason(idea_id: int) -> str:
    """The reason of its last step that has one."""
    return next((one.reason for one in reversed(loaders.idea_moves(idea_id)) if one.reason), "")


@click("Telling the partner")
def _tell(idea_ids: tuple[int, ...]) -> None:
    with replies.refusal_kept(OUTCOME, lambda refusal: f"Nothing was sent. {refusal}"):
        told = actions.tell(acting(), idea_ids)
        replies.keep(OUTCOME, f"{plural(len(told), 'partner')} told.")
