"""A month's cohort on cards: all nominals and each RAG, with their change on last month and on a year ago."""

import streamlit as st

from probation_commission.disclosure.release import Release
from probation_commission.domain.iom import ALL, Rag
from probation_commission.views.iom import Compared

_NAMES = {ALL: "All", **{rag.value: f"{rag.letter} {rag.value.capitalize()}" for rag in Rag}}


def draw_cards(release: Release, held: Compared) -> None:
    """A card for all nominals and for each RAG; the same wherever a month's cohort stands on cards."""
    with st.container(horizontal=True, key="cards"):
        for column, name in _NAMES.items():
            with st.container(border=True, gap=None, height="stretch"):
                st.metric(name, release.total(column).text)
                # Two sentences of their own: Streamlit's delta is one, and an arrow by its colour.
                for earlier in held:
                    st.caption(earlier.line(column))
