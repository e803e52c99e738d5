"""Which idea is opened, in the address: it stands in the place of the view; Back closes it (decision 306)."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.domain.ideas import KeptIdea
from probation_commission.ui.parts import click, filters
from probation_commission.views.opened import into_view

IDEA, SECTION = "idea", "one-idea"
_FOCUS, _CLICKS, _OF_VIEW = "idea@focus", "idea@clicks", "idea@view"


def chosen(ideas: Sequence[KeptIdea], view: str) -> KeptIdea | None:
    """The idea that the address names; None where it names none, or another view was chosen since."""
    by_number = {str(kept.id): kept for kept in ideas}
    if st.session_state.get(_OF_VIEW, view) != view:
        st.session_state[IDEA] = ""
    st.session_state[_OF_VIEW] = view
    return by_number.get(filters.in_address(IDEA, lambda number: number if number in by_number else ""))


def button_key(idea_id: int) -> str:
    """The key of the button that opens an idea, to which the keyboard comes back."""
    return f"open-{idea_id}"


@click("Opening this idea")
def open_idea(idea_id: int) -> None:
    """Open it in the place of the view."""
    st.session_state[IDEA] = str(idea_id)
    _focus(SECTION, "heading")


@click("Closing this idea")
def close_idea(idea_id: int) -> None:
    """Back to the view, with the keyboard where it was."""
    st.session_state[IDEA] = ""
    _focus(button_key(idea_id), "button")


def _focus(key: str, first: str) -> None:
    number = st.session_state.get(_CLICKS, 0) + 1
    st.session_state[_CLICKS] = number
    st.session_state[_FOCUS] = (key, number, first)


def take_focus() -> None:
    """Once after a click: at every other rerun the page stays where whoever reads it has scrolled."""
    if _FOCUS in st.session_state:
        key, number, first = st.session_state.pop(_FOCUS)
        st.html(into_view(key, number, focus=first), unsafe_allow_javascript=True)
