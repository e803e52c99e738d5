"""The IOM page by locality instead of by ward."""

import streamlit as st

from probation_commission.ui.data import released
from probation_commission.ui.iom.map import LOCALITY
from probation_commission.ui.iom.picture import draw_under
from probation_commission.ui.parts import filters, page
from probation_commission.views.iom import LocalityPicture

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
    st.header(localities.titled("One locality"))
    names = {"": "Choose, or click the map", **{name: name for name in sorted(localities.wards_of)}}
    name = filters.choice("Locality", list(names), LOCALITY, words=names)
    if not name:
        return ""
    st.markdown(localities.of_one(name))
    table = localities.wards_table(name)
    with st.expander(f"Its {len(table)} wards"):
        page.table(table)
    return name


def draw_table(localities: LocalityPicture) -> None:
    """Every locality, and the download."""
    picture = localities.picture
    st.header(localities.titled(f"Every locality of {picture.area.name}"))
    table = localities.table
    st.dataframe(
        table, lazy=False, hide_index=True, placeholder="–", alt=f"Nominals by locality, {picture.where}"
    )
    name = "localities" if picture.exact else f"{picture.audience}_localities"
    draw_under(picture, table, localities.about(released.who(picture.audience)), name, *localities.notes)
