"""The frame around every page: settings, who is looking, the menu, the mark of made-up data."""

from contextlib import nullcontext
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from probation_commission.ui import narrow_menu
from probation_commission.ui.data import loaders
from probation_commission.ui.meeting import agreed
from probation_commission.ui.menu import MEETING, MENU, OVERVIEW, MenuItem, offered_to
from probation_commission.ui.parts import faults, kept_text, uploads
from probation_commission.ui.parts import page as furniture
from probation_commission.ui.rerun import measured
from probation_commission.ui.returns import late
from probation_commission.ui.sidebar import draw_person
from probation_commission.ui.who import current_person
from probation_commission.views.terms import said

TITLE = "Partnership & Commissioning Explorer"
ILLUSTRATIVE = (
    "**Illustrative data is loaded.** Figures, ideas and promises marked as illustrative are made up."
)
ICON, LOGO = (Path(__file__).with_name(name) for name in ("icon.svg", "logo.svg"))


def draw() -> None:
    """The frame, and in it the page that was asked for."""
    person = current_person()
    with st.sidebar:
        alone = st.container()
        draw_person(person)
        kept_text.keeper()
        narrow_menu.draw()
        uploads.tidy()
    offered = offered_to(person)
    page = st.navigation(_pages(offered), expanded=True)
    late.forget_elsewhere(page.url_path)
    if len(offered) == 1:
        # Streamlit draws no menu of one page, and whoever was refused another would find no way to it.
        alone.page_link(offered[0].file, label=said(offered[0].title), icon=offered[0].icon)
    # Once more, now that the page is known: each has a browser title of its own (decision 87).
    st.set_page_config(page_title=f"{page.title}, {TITLE}")
    # Said anew in each run: a wall that was left by the menu would stay large on every other page.
    furniture.project(on=False)
    with faults.whole(f"“{page.title}” could not be shown."):
        loaders.added_areas()
        if loaders.illustrative_loaded():
            st.sidebar.container(border=True).markdown(ILLUSTRATIVE)
        shown = next(
            (item for item in MENU if person.may(item.permission) and item.address == page.url_path), None
        )
        if shown is not MEETING:
            agreed.forget()
        # By its name in our menu, never by the address that was typed (decision 166).
        with measured(shown.name) if shown else nullcontext():
            page.run()


def _pages(offered: list[MenuItem]) -> list[StreamlitPage]:
    """Every page with its address; those that this role may open are on the menu.

    Whoever comes to another by its address reads why they may not: its guard says so.
    """
    pages = [
        st.Page(
            item.file,
            title=said(item.title),
            icon=item.icon,
            url_path=item.address,
            default=item is OVERVIEW,
            visibility="visible" if item in offered else "hidden",
        )
        for item in MENU
        if item is not OVERVIEW or item in offered
    ]

    def begin() -> None:
        """The first page of somebody who has no overview."""
        st.switch_page(offered[0].file)

    if OVERVIEW not in offered:
        pages.append(st.Page(begin, title=said(offered[0].title), default=True, visibility="hidden"))
    return pages


st.set_page_config(page_icon=str(ICON), layout="wide")
st.logo(str(LOGO), size="large")
furniture.style()
with faults.whole("The app could not be shown."):
    draw()
