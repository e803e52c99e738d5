"""One idea as it is read: what its partner typed, and its history."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.domain.ideas import Fund, KeptIdea, Move
from probation_commission.ui.ideas.fund import where
from probation_commission.ui.parts import page
from probation_commission.views import ideas_words as words
from probation_commission.views.markdown import plain


def draw(kept: KeptIdea, fund: Fund) -> None:
    """What the partner typed, question by question, and what it costs."""
    for question, answer in words.answers(kept.idea, where(kept, fund)).items():
        st.markdown(f"**{question}:** {plain(answer)}")
    page.table(words.costs(kept.idea))


def draw_history(moves: Sequence[Move]) -> None:
    """Each step: when, to where, by whom, and why."""
    for move in moves:
        st.markdown(f"- {words.step(move)}")
