"""The choice of one of those that stand, by its number, where none is chosen at first."""

from collections.abc import Mapping

import streamlit as st


def number(label: str, words: Mapping[int, str], key: str) -> int | None:
    """The number of the one that is chosen, by what is said of each; None while none is.

    One that stands no more, since somebody took it back meanwhile, is chosen no more.
    """
    if st.session_state.get(key) not in {None, *words}:
        st.session_state.pop(key)
    return st.selectbox(
        label, list(words), index=None, placeholder="Choose one", key=key, format_func=words.__getitem__
    )
