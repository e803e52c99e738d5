"""What is known already and is offered: the answers of an earlier idea, and what more was asked for."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from probation_commission.domain.ideas import KeptIdea, Move, Stage
from probation_commission.ui.ideas.writing.draft import Draft
from probation_commission.ui.parts import click, one_of
from probation_commission.views.markdown import plain

_EARLIER = "idea_earlier"


def draw_offer(form: Draft, own: Sequence[KeptIdea]) -> None:
    """The choice of an idea that was sent in before, whose answers the form can begin with."""
    earlier = {kept.id: kept for kept in own if kept.stage is not Stage.DRAFT}
    # Over what somebody has written nothing is put.
    if not earlier or form.reopened or form.typed().title.strip() or form.typed().what.strip():
        return
    with st.expander("Begin with the answers of an earlier idea", icon=":material/content_copy:"):
        words = {number: _said(kept) for number, kept in earlier.items()}
        number = one_of.number("Which one?", words, _EARLIER)

        @click("Copying these answers")
        def copy() -> None:
            if number is not None:
                begin_with(form, earlier[number])

        st.caption("Its answers are copied into this form, without its dates, which are of its own year.")
        st.button("Copy its answers", icon=":material/content_copy:", on_click=copy, disabled=number is None)


def begin_with(form: Draft, earlier: KeptIdea) -> None:
    """The form filled with the answers of an earlier idea."""
    idea = replace(earlier.idea, fund=form.fund.slug, starts=None, ends=None)
    if earlier.idea.fund != form.fund.slug:
        # Another fund may be for another place, and asks questions of its own.
        idea = replace(idea, ward_codes=(), hub="", answers=())
    form.fill(idea)


def _said(kept: KeptIdea) -> str:
    reference = f"{kept.reference}: " if kept.reference else ""
    return f"{reference}{kept.idea.title}"


def draw_asked(moves: Sequence[Move]) -> None:
    """What a lead asked for, above an idea that is open again."""
    asked = [move.reason for move in moves if move.to_stage is Stage.MORE_NEEDED]
    if asked:
        st.warning(f"**More information is needed.** {plain(asked[-1])}", icon=":material/contact_support:")
        st.caption("Change what it is about, and send it in again. All else stays as you sent it in.")
