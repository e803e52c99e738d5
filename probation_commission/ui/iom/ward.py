"""One ward of the map, chosen in a list or by a click."""

import streamlit as st

from probation_commission.domain.days import today
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn, released
from probation_commission.ui.iom.picture import PICTURES
from probation_commission.ui.menu import PLACE
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.views.iom import CohortPicture, changes
from probation_commission.views.iom import table as iom_table
from probation_commission.views.iom import words as iom_words
from probation_commission.views.terms import said


def draw(picture: CohortPicture) -> str:
    """One ward's figures and where they stand in the source; returns its code, empty without a choice."""
    names = dict(zip(picture.wards.ward_code, picture.wards.ward, strict=True))
    words = {"": "Choose, or click the map", **names}
    st.header(said("One ward"))
    code = filters.choice("Ward", list(words), "ward", words=words)
    if code:
        st.markdown(said(picture.of_ward(code)))
        if deprived := picture.deprivation_of(code):
            st.caption(said(deprived))
    if code and picture.has_figure(code):
        # A wall has no room for more than the figure; what has changed is on the page.
        if not page.projected():
            _draw_change(picture, code)
        _draw_sources(picture, code)
    return code


def draw_sheet_link(picture: CohortPicture, code: str) -> None:
    """The way to the sheet of the ward that is chosen, which is of the wards of today."""
    if code and picture.ward_set.covers(today()) and not page.projected():
        query = {filters.AREA: picture.area.code, "ward": code}
        label = said("All that is known of this ward, on one sheet")
        st.page_link(PLACE.file, label=label, icon=PLACE.icon, query_params=query)


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_change(picture: CohortPicture, code: str) -> None:
    thens = [earlier.of_wards(picture.ward_set, picture.rag)[code] for earlier in picture.held]
    st.markdown(said(f"{iom_words.WHO[picture.rag].capitalize()}: {changes.both(picture.held, thens)}"))


@drawn(*released.OF_COHORTS, Topic.DIRECTORY, entries=PICTURES)
def _draw_sources(picture: CohortPicture, code: str) -> None:
    sources = released.sources(picture.area.code, picture.month, code, picture.audience)
    if len(sources):
        page.table(iom_table.sources_table(sources))
        provenance.draw(sources, picture.audience, key="ward", under=picture.lifting)
