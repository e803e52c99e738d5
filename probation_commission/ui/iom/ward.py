"""One ward of the map, chosen in a list or by a click."""

import streamlit as st

from probation_commission.ui.data import released
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.views.iom import CohortPicture
from probation_commission.views.iom import table as iom_table


def draw(picture: CohortPicture) -> str:
    """One ward's figures and where they stand in the source; returns its code, empty without a choice."""
    names = dict(zip(picture.wards.ward_code, picture.wards.ward, strict=True))
    words = {"": "Choose, or click the map", **names}
    st.header("One ward")
    code = filters.choice("Ward", list(words), "ward", words=words)
    if not code:
        return ""
    st.markdown(picture.of_ward(code))
    if picture.has_figure(code):
        _draw_sources(picture, code)
    return code


def _draw_sources(picture: CohortPicture, code: str) -> None:
    sources = released.sources(picture.area.code, picture.month, code, picture.audience)
    if len(sources):
        page.table(iom_table.sources_table(sources))
        provenance.draw(sources, picture.audience, key="ward")
