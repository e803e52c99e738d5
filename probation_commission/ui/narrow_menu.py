"""The menu on a phone, where it lies over the page: it starts closed, and a choice in it closes it."""

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "narrow_menu", js=Path(__file__).with_name("narrow_menu.js").read_text("utf-8"), isolate_styles=False
)


def draw() -> None:
    """Nothing that is seen; it listens to the menu."""
    _component(key="narrow_menu")
