"""What a return holds besides: those on no ward of the map, breakdowns, arrests, boroughs compared."""

import streamlit as st

from probation_commission.disclosure import breakdowns
from probation_commission.disclosure.audiences import Audience
from probation_commission.ui.data import drawn, loaders, released
from probation_commission.ui.iom.picture import PICTURES
from probation_commission.ui.parts import page
from probation_commission.views.iom import CohortPicture, beside
from probation_commission.views.terms import said


@drawn(*released.OF_COHORTS, entries=PICTURES)
def draw_beside(picture: CohortPicture) -> None:
    """Those whom the map can't show, never dropped."""
    st.header(said("Not on a ward of the map"))
    if nobody := beside.nobody(picture):
        st.markdown(said(nobody))
        return
    table = beside.table(picture)
    if len(table):
        with st.container(key="beside"):
            page.table(table)
    for note in beside.notes(picture):
        st.caption(said(note))


# Drawn again from what was drawn: it can be forty tables (decision 173).
@drawn(*released.OF_COHORTS, entries=PICTURES)
def draw_figures(picture: CohortPicture) -> None:
    """What the return holds besides: arrests, GPS tags, the comparison of boroughs."""
    # Others are told the categories above the first band alone (decision 68).
    if picture.audience is not Audience.RESTRICTED:
        _draw_breakdowns(picture)
        return
    groups = released.besides(picture.area.code, picture.month, picture.audience)
    notes = loaders.notes(picture.area.code, picture.month)
    if not groups and not notes:
        return
    st.header("Also in this return")
    for title, frame in groups.items():
        with st.expander(f"{title} ({len(frame)} figures)"):
            st.dataframe(frame, lazy=False, hide_index=True, alt=title)
    for note in notes:
        st.caption(note)


def _draw_breakdowns(picture: CohortPicture) -> None:
    tables = released.breakdowns(picture.area.code, picture.month, picture.sight)
    if not tables:
        return
    st.header("Also in this return")
    for title, frame in tables.items():
        with st.expander(title):
            page.table(frame)
    st.caption(breakdowns.HOW_EXACTLY if picture.exact else breakdowns.HOW)
