"""What became of the ideas that a partner sent in, as they read it."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Person
from probation_commission.domain.ideas import NEEDS_REASON, Fund, KeptIdea, Stage
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas import idea
from probation_commission.views.ideas_words import money
from probation_commission.views.markdown import plain


def draw(person: Person, own: Sequence[KeptIdea]) -> None:
    """The ideas of the person and their organisation with stage, decision and history."""
    funds = {fund.slug: fund for fund in loaders.funds()}
    sent_in = [kept for kept in own if kept.stage is not Stage.DRAFT]
    if not sent_in:
        return
    st.header("Your ideas")
    for kept in sent_in:
        _draw_idea(person, kept, funds[kept.idea.fund])


def draw_next(own: Sequence[KeptIdea]) -> None:
    """The heading of the form, where ideas stand above it."""
    if any(kept.stage is not Stage.DRAFT for kept in own):
        st.header("Another idea")


def _draw_idea(person: Person, kept: KeptIdea, fund: Fund) -> None:
    moves = actions.history(person, kept.id)
    with st.container(border=True):
        st.markdown(f"**{plain(kept.idea.title)}**: **{kept.stage}**; {money(kept)}.")
        if kept.owner != person.key:
            st.caption("Sent in by somebody else of your organisation.")
        for move in moves:
            # The reason stands outside the fold: it was written for the partner to read.
            if move.to_stage in NEEDS_REASON:
                st.markdown(f"Reason: {plain(move.reason)}")
        with st.expander("What you sent in, and its history"):
            idea.draw(kept, fund)
            idea.draw_history(moves)
