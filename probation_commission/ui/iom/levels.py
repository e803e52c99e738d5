"""The IOM page by locality instead of by ward."""

import pandas as pd
import streamlit as st

from probation_commission.ui.data import drawn, kept, released
from probation_commission.ui.iom.map import LOCALITY
from probation_commission.ui.iom.picture import (
    PICTURES,
    about_changes,
    by_locality,
    draw_changes_note,
    draw_under,
)
from probation_commission.ui.parts import filters, page
from probation_commission.views.iom import CohortPicture, LocalityPicture, changes, of_localities
from probation_commission.views.iom import words as iom_words

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
    if name:
        _draw_chosen(localities.picture, name)
    return name


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_chosen(picture: CohortPicture, name: str) -> None:
    localities = by_locality(picture)
    st.markdown(localities.of_one(name))
    thens = [of_localities(localities, earlier)[name] for earlier in picture.held]
    st.markdown(f"{iom_words.WHO[picture.rag].capitalize()}: {changes.both(picture.held, thens)}")
    table = localities.wards_table(name)
    with st.expander(f"Its {len(table)} wards"):
        page.table(table)


def draw_table(localities: LocalityPicture) -> None:
    """Every locality, and the download."""
    picture = localities.picture
    _draw_rows(picture)
    name = "localities" if picture.exact else f"{picture.audience}_localities"
    about = localities.about(released.who(picture.audience)) | about_changes(picture)
    draw_under(picture, _table(picture), about, name, *localities.notes)


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_rows(picture: CohortPicture) -> None:
    localities = by_locality(picture)
    st.header(localities.titled(f"Every locality of {picture.area.name}"))
    alt = f"Nominals by locality, {picture.where}"
    st.dataframe(_table(picture), lazy=False, hide_index=True, placeholder="–", alt=alt)
    draw_changes_note(picture)


@kept(*released.OF_COHORTS, entries=PICTURES)
def _table(picture: CohortPicture) -> pd.DataFrame:
    localities, rag = by_locality(picture), picture.rag
    thens = [of_localities(localities, earlier) for earlier in picture.held]
    added = changes.columns(list(localities.rows.locality), *thens, exact=picture.exact, column=rag)
    return changes.beside(localities.table.copy(), added, rag)
