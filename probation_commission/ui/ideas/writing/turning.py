"""From one screen of the form to another: the address has which one is open, so Back works."""

from collections.abc import Mapping, Sequence

import streamlit as st

from probation_commission.ui.parts import click, filters

QUESTION = "question"
"""The screen that is open, in the session and in the address."""


FIRST = "idea"


def choice(slugs: Sequence[str], words: Mapping[str, str]) -> str:
    """The screen that is open; all of them can be reached."""
    return filters.choice("Question", slugs, QUESTION, words=words)


def first_again() -> None:
    """The form begins with its first screen."""
    st.session_state[QUESTION] = FIRST


def turn_to(slug: str, label: str, *, key: str, primary: bool = False, icon: str | None = None) -> None:
    """A button that opens another screen."""

    @click("Opening this question")
    def turn() -> None:
        st.session_state[QUESTION] = slug

    st.button(label, key=key, type="primary" if primary else "secondary", icon=icon, on_click=turn)
