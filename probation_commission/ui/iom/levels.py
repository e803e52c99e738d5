"""The IOM page by locality instead of by ward."""

import pandas as pd
import streamlit as st

from probation_commission.disclosure.audiences import Audience
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
from probation_commission.views import iom as views
from probation_commission.views.iom import CohortPicture, LocalityPicture, changes, of_localities
from probation_commission.views.terms import said

WARDS, LOCALITIES = "wards", "localities"
_LEVEL, _OPENED = "level", "level@opened"


def level_choice(localities: LocalityPicture) -> str:
    """Whether by ward or by locality; no choice where there are none, or none that this audience sees.

    By locality unless chosen, where by ward too little can be told apart.
    """
    # Leads see any month by today’s localities, others by those in force in the month (decision 74).
    if not localities.grouping:
        return WARDS
    words = {WARDS: WARDS, LOCALITIES: localities.titled(LOCALITIES)}
    usual = LOCALITIES if why_by_locality(localities.picture) else WARDS
    _open_anew(localities.picture)
    return filters.choice("Level", [WARDS, LOCALITIES], _LEVEL, words=words, buttons=True, usual=usual)


def _open_anew(picture: CohortPicture) -> None:
    """Of another area or RAG, or for others, it opens anew unless somebody chose; of a month it stays."""
    # Whoever steps through the months compares them, and a map that changes its shapes can't be compared.
    state, now = st.session_state, (picture.area.code, picture.rag, picture.sight)
    if state.get(_OPENED) != now and state.get(_LEVEL) == state.get(f"{_LEVEL}@instead"):
        state[_LEVEL] = None
    state[_OPENED] = now


@kept(*released.OF_COHORTS, entries=PICTURES)
def why_by_locality(picture: CohortPicture) -> str:
    """Why the map opens by locality; empty where it opens by ward."""
    return views.why_by_locality(by_locality(picture))


def draw_why(localities: LocalityPicture) -> None:
    """The same, beside the map by locality."""
    if sentence := why_by_locality(localities.picture):
        st.caption(sentence)


def draw_one(localities: LocalityPicture) -> str:
    """One locality: its figure and its wards; returns its name, empty where none is chosen."""
    st.header(said(localities.titled(f"One {localities.unit}")))
    names = {"": "Choose, or click the map", **{name: name for name in sorted(localities.wards_of)}}
    label = filters.first_upper(localities.unit)
    name = filters.choice(label, list(names), LOCALITY, words=names)
    if name:
        _draw_chosen(localities.picture, name)
    return name


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_chosen(picture: CohortPicture, name: str) -> None:
    localities = by_locality(picture)
    st.markdown(said(localities.of_one(name)))
    thens = [of_localities(localities, earlier)[name] for earlier in picture.held]
    st.markdown(said(f"{views.words.WHO[picture.rag].capitalize()}: {changes.both(picture.held, thens)}"))
    table = localities.wards_table(name)
    with st.expander(said(f"Its {len(table)} wards")):
        page.table(table)


def draw_table(localities: LocalityPicture) -> None:
    """Every locality, and the download."""
    picture = localities.picture
    _draw_rows(picture)
    what = views.words.UNITS[localities.unit].replace(" ", "_")
    name = what if picture.audience is Audience.RESTRICTED else f"{picture.audience}_{what}"
    about = localities.about(released.who(picture.audience, picture.lifting)) | about_changes(picture)
    draw_under(picture, _table(picture), about, name, *localities.notes)


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_rows(picture: CohortPicture) -> None:
    localities = by_locality(picture)
    st.header(said(localities.titled(f"Every {localities.unit} of {picture.area.name}")))
    alt, table = said(f"Nominals by {localities.unit}, {picture.where}"), _table(picture)
    words = page.column_words(table)
    st.dataframe(table, lazy=False, hide_index=True, placeholder="–", alt=alt, column_config=words)
    draw_changes_note(picture)


@kept(*released.OF_COHORTS, entries=PICTURES)
def _table(picture: CohortPicture) -> pd.DataFrame:
    localities, rag = by_locality(picture), picture.rag
    thens = [of_localities(localities, earlier) for earlier in picture.held]
    added = changes.columns(list(localities.rows.locality), *thens, exact=picture.exact, column=rag)
    return changes.beside(localities.table.copy(), added, rag)
