"""The IOM page by locality instead of by ward."""

import streamlit as st

from probation_commission.ui.data import drawn, released
from probation_commission.ui.iom.map import LOCALITY
from probation_commission.ui.iom.picture import PICTURES, by_locality, draw_under
from probation_commission.ui.parts import filters, page
from probation_commission.views.iom import CohortPicture, LocalityPicture
from probation_commission.views.terms import said

WARDS, LOCALITIES = "wards", "localities"


def level_choice(localities: LocalityPicture) -> str:
    """Whether by ward or by locality; no choice where there are none, or none that this audience sees."""
    # Leads see any month by today’s localities, others by those in force in the month (decision 74).
    if not localities.grouping:
        return WARDS
    words = {WARDS: WARDS, LOCALITIES: localities.titled(LOCALITIES)}
    return filters.choice("Level", [WARDS, LOCALITIES], "level", words=words, buttons=True)


def draw_one(localities: LocalityPicture) -> str:
    """One locality: its figure and its wards; returns its name, empty where none is chosen."""
    st.header(said(localities.titled("One locality")))
    names = {"": "Choose, or click the map", **{name: name for name in sorted(localities.wards_of)}}
    name = filters.choice("Locality", list(names), LOCALITY, words=names)
    if name:
        _draw_chosen(localities.picture, name)
    return name


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_chosen(picture: CohortPicture, name: str) -> None:
    localities = by_locality(picture)
    st.markdown(said(localities.of_one(name)))
    table = localities.wards_table(name)
    with st.expander(said(f"Its {len(table)} wards")):
        page.table(table)


def draw_table(localities: LocalityPicture) -> None:
    """Every locality, and the download."""
    picture = localities.picture
    _draw_rows(picture)
    name = "localities" if picture.exact else f"{picture.audience}_localities"
    draw_under(
        picture, localities.table, localities.about(released.who(picture.audience)), name, *localities.notes
    )


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_rows(picture: CohortPicture) -> None:
    localities = by_locality(picture)
    st.header(said(localities.titled(f"Every locality of {picture.area.name}")))
    alt, table = said(f"Nominals by locality, {picture.where}"), localities.table
    words = page.column_words(table)
    st.dataframe(table, lazy=False, hide_index=True, placeholder="–", alt=alt, column_config=words)
