"""One idea as it is read: what its partner typed, what it is like, and its history."""

from collections.abc import Mapping, Sequence

import streamlit as st

from probation_commission.analysis.alike import alike
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import OF_ITS_OWNER, KeptIdea, Move
from probation_commission.ui.ideas.fund import where
from probation_commission.ui.ideas.opened import open_idea
from probation_commission.ui.parts import page
from probation_commission.views import ideas_words as words
from probation_commission.views.markdown import plain

_ITS_PARTNER = "its partner"


def draw(kept: KeptIdea, fund: Fund, questions: Mapping[int, str] | None = None) -> None:
    """What the partner typed, question by question, and what it costs; `questions`: the fund's own."""
    for question, answer in words.answers(kept.idea, where(kept, fund), questions).items():
        st.markdown(f"**{plain(question)}:** {plain(answer)}")
    page.table(words.costs(kept.idea))


def draw_alike(person: Person, kept: KeptIdea, ideas: Sequence[KeptIdea]) -> None:
    """To leads alone: ideas already in that look like it."""
    if not person.may(Permission.DECIDE_IDEAS):
        return
    others = [one for one in ideas if one.id != kept.id]
    for one in alike(kept.idea, others):
        st.button(
            f"Looks like {one.reference or one.id}: {plain(one.idea.title)}",
            icon=":material/content_copy:",
            key=f"alike-{one.id}",
            on_click=open_idea,
            args=(one.id,),
        )


def draw_history(moves: Sequence[Move], *, hidden: bool = False) -> None:
    """Each step: when, to where, by whom, and why; `hidden`: without the names of those whose idea it is."""
    for move in moves:
        who = _ITS_PARTNER if hidden and move.to_stage in OF_ITS_OWNER else ""
        st.markdown(f"- {words.step(move, who=who)}")
