"""The picture of a month for who is looking; the choices above it, and what stands under its tables."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.disclosure.audiences import needed
from probation_commission.disclosure.release import Release
from probation_commission.disclosure.released import NO_FIGURE
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.access import Permission
from probation_commission.domain.iom import ALL, COUNTS, Rag
from probation_commission.domain.localities import latest
from probation_commission.domain.places import Authority
from probation_commission.geography import england_wales
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.views import areas, checks
from probation_commission.views.iom import CohortPicture, LocalityPicture, changes
from probation_commission.views.iom import table as iom_table
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

NOMINALS, RATE = "nominals", "rate"
PICTURES = 96
"""As many months of areas, by RAG and audience, as are looked at together."""


def rag_choice() -> str:
    """All nominals, or those of one RAG."""
    # The letter beside the word: RAG is never told by colour alone.
    words = {ALL: "All", **{rag.value: f"{rag.letter} {rag.value.capitalize()}" for rag in Rag}}
    return filters.choice("RAG", COUNTS, "rag", words=words, buttons=True)


def rate_choice(release: Release) -> bool:
    """Whether to show nominals per 1,000 residents; only where counts are exact: a band has no rate."""
    if not release.exact:
        return False
    words = {NOMINALS: "Nominals", RATE: "Per 1,000 (estimate)"}
    return filters.choice("Show", list(words), "show", words=words, buttons=True) == RATE


def draw_around(area: Authority) -> None:
    """The delivery unit, police force area and region that the area lies in."""
    if sentence := areas.lies_in(area.name, england_wales.around(area.code), area.code):
        st.caption(plain(sentence))


def picture(
    area: Authority, month: date, rag: str, sight: Sight, *, per_residents: bool = False
) -> CohortPicture:
    """What may be seen of a month of which there is a return."""
    return _picture(area.code, month, rag, sight, per_residents=per_residents)


@kept(*released.OF_COHORTS, entries=PICTURES)
def _picture(area_code: str, month: date, rag: str, sight: Sight, *, per_residents: bool) -> CohortPicture:
    area = gazetteer().authority(area_code)
    if area is None:
        raise LookupError(f"No area {area_code} is known.")
    ward_set = gazetteer().ward_set(area, month)
    if ward_set is None:
        raise LookupError(f"No ward set of {area.name} is known for {month:%B %Y}.")
    files = loaders.iom_months()
    of_area = files[files.area_code == area.code]
    file = of_area[of_area.month == month].iloc[0]
    made_up = frozenset(of_area.month[of_area.illustrative.astype(bool)])
    return CohortPicture(
        area,
        ward_set,
        month,
        rag,
        released.iom(area.code, sight),
        file,
        per_residents,
        made_up,
        sight.agreements,
    )


@kept(*released.OF_COHORTS, entries=PICTURES)
def by_locality(picture: CohortPicture) -> LocalityPicture:
    """The same by localities, of which there may be none."""
    # Made-up ones are none of a real month's (decision 130).
    now = latest(loaders.groupings(), picture.ward_set.key, made_up=picture.illustrative)
    return LocalityPicture(picture, now)


def draw_table(picture: CohortPicture) -> None:
    """Every ward, and the download."""
    _draw_rows(picture)
    table = _table(picture)
    otherwise = f", or what “{iom_table.GIVEN_AS}” says" if iom_table.GIVEN_AS in table else ""
    empty = f"– means {NO_FIGURE}{otherwise}." if table.isna().any(axis=None) else ""
    who = released.who(picture.audience, picture.lifting)
    about = iom_table.about(picture.release, picture.ward_set, source=picture.source, who=who)
    about |= about_changes(picture)
    draw_under(picture, table, about, f"{picture.audience}", f"{picture.ward_set.title}.", empty)


def about_changes(picture: CohortPicture) -> dict[str, str]:
    """What stands on the second sheet of a file about its columns of other months."""
    return {"Other months": changes.note(picture.held)}


def draw_changes_note(picture: CohortPicture) -> None:
    """Which months the columns of other months are of, and which wards can't be compared."""
    others = dict.fromkeys(earlier.other_wards(picture.ward_set) for earlier in picture.held)
    st.caption(said(" ".join([changes.note(picture.held), *filter(None, others)])))


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_rows(picture: CohortPicture) -> None:
    st.header(said(f"Every ward of {picture.area.name}"))
    alt, table = said(f"Nominals by ward, {picture.where}"), _table(picture)
    words = page.column_words(table)
    st.dataframe(table, lazy=False, hide_index=True, placeholder="–", alt=alt, column_config=words)
    draw_changes_note(picture)


@kept(*released.OF_COHORTS, entries=PICTURES)
def _table(picture: CohortPicture) -> pd.DataFrame:
    table, rag, wards = iom_table.table(picture.release, picture.ward_set), picture.rag, picture.ward_set
    thens = [earlier.of_wards(wards, rag) for earlier in picture.held]
    codes = [ward.code for ward in wards.wards]
    return changes.beside(table, changes.columns(codes, *thens, exact=picture.exact, column=rag), rag)


def draw_under(
    picture: CohortPicture, table: pd.DataFrame, about: Mapping[str, str], name: str, *notes: str
) -> None:
    """What stands under a table: its source, where it comes from, what does not add up, the download."""
    bands, beside = iom_table.bands(picture.release), iom_table.about_wards(picture.ward_set).values()
    page.source(
        picture.source, *notes, bands, *beside, viewers=released.who(picture.audience, picture.lifting)
    )
    _draw_behind(picture)
    page.download(
        table,
        # Also in the file: a table that leaves says which of its sums fail.
        {**about, **checks.about(_failing(picture))},
        name=f"{picture.file_name}_{name}",
        needs=needed(picture.audience, Permission.SEE_IOM),
        illustrative=picture.illustrative,
        under=picture.lifting,
    )


@drawn(*released.OF_COHORTS, Topic.DIRECTORY, entries=PICTURES)
def _draw_behind(picture: CohortPicture) -> None:
    """What does not add up, and where all of it comes from."""
    provenance.draw_failing(_failing(picture))
    figures = released.behind(picture.area.code, picture.month, picture.audience)
    provenance.draw(figures, picture.audience, key="month", under=picture.lifting)


@kept(*released.OF_COHORTS, entries=PICTURES)
def _failing(picture: CohortPicture) -> pd.DataFrame:
    lines = loaders.reconciliation()
    here = lines[(lines.area_code == picture.area.code) & (lines.month == picture.month)]
    return checks.failing(here, picture.audience)
