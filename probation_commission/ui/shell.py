"""The frame around every page: settings, who is looking, the menu, the mark of made-up data."""

from pathlib import Path

import streamlit as st

from probation_commission.actions import sample
from probation_commission.domain.access import Permission
from probation_commission.ui import furniture, loaders
from probation_commission.ui.identity import current_person, draw_person
from probation_commission.ui.menu import MENU, OVERVIEW

TITLE = "Partnership & Commissioning Explorer"
ICON, LOGO = (Path(__file__).with_name(name) for name in ("icon.svg", "logo.svg"))

st.set_page_config(page_icon=str(ICON), layout="wide")
st.logo(str(LOGO), size="large")
furniture.style()
person = current_person()
with st.sidebar:
    draw_person(person)
pages = [
    st.Page(item.file, title=item.title, icon=item.icon, url_path=item.address, default=item is OVERVIEW)
    for item in MENU
    if person.may(item.permission)
]
page = st.navigation(pages, expanded=True)
st.set_page_config(page_title=f"{page.title}, {TITLE}")
furniture.project(on=False)
if loaders.illustrative_loaded():
    with st.sidebar.container(border=True):
        st.markdown(
            "**Illustrative data is loaded.** Figures, ideas and promises marked as illustrative are made up."
        )
        if person.may(Permission.MANAGE_SAMPLE) and st.button("Remove illustrative data"):
            sample.remove(person)
            st.rerun()
page.run()
