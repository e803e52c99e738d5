"""The IOM page month by month: the whole area; one ward or locality, broken where its wards changed."""

from collections.abc import Sequence
from functools import cache

import pandas as pd
import streamlit as st

from probation_commission.analysis import series as analysis
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.localities import latest
from probation_commission.domain.places import Ward, WardSet
from probation_commission.geography.fit import best_fits
from probation_commission.geography.gazetteer import gazetteer, postcode_wards
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.iom.cards import draw_cards
from probation_commission.ui.iom.picture import PICTURES, by_locality
from probation_commission.ui.parts import filters, page
from probation_commission.views.iom import CohortPicture, months, trend, ward_trend
from probation_commission.views.iom import words as iom_words
from probation_commission.views.terms import said

OWN, LOCALITY, AREA, SHARED_OUT = "own", "locality", "area", "estimate"


@drawn(*released.OF_COHORTS, entries=PICTURES)
def draw_of_area(picture: CohortPicture) -> None:
    """The whole area month by month, so that changes of wards do not matter."""
    st.header("Month by month")
    draw_cards(picture.release, picture.held)
    if len(picture.months) == 1:
        page.empty(f"One month so far, {picture.month:%B %Y}. A trend needs two.")
        return
    area = months.AreaMonths(picture.months, picture.made_up)
    if not area.by_rag:
        page.empty(f"No return of {picture.area.name} gives its cohort by RAG.")
    if len(area.rows):
        title = area.title(picture.area.name, picture.month)
        page.chart(
            trend.trend_chart, area.rows, title, alt=f"{title}. Month by month, the total and each RAG"
        )
    for note in area.notes:
        st.caption(note)


def draw_of_ward(picture: CohortPicture, code: str) -> None:
    """The trend of a ward, broken where wards changed; or of its locality, of the area, or an estimate."""
    ward = gazetteer().ward(code)
    if ward is None or ward.authority != picture.area or len(picture.months) == 1:
        return
    if picture.audience is not Audience.RESTRICTED:
        _draw_as_shown(picture, code)
        return
    localities = by_locality(picture)
    locality = localities.grouping.get(code, "")
    words = {
        OWN: "This ward",
        **({LOCALITY: localities.titled(locality)} if locality else {}),
        AREA: "Whole area",
    }
    # For those who see exact counts alone: a band of an estimate would mislead (decision 54).
    can_share_out = ward.in_force_to is None and _changed(picture, code)
    chosen = _choice(words | ({SHARED_OUT: "On today’s wards (estimate)"} if can_share_out else {}))
    if chosen in {OWN, SHARED_OUT}:
        _draw_ward(picture, code, shared_out=chosen == SHARED_OUT)
    else:
        _draw_whole(picture, locality if chosen == LOCALITY else "")


def draw_of_locality(picture: CohortPicture, name: str) -> None:
    """The trend of a locality, broken where the wards that it is made of changed; or of the area."""
    exactly = picture.audience is Audience.RESTRICTED
    if name and len(picture.months) > 1 and not exactly:
        _draw_locality_as_shown(picture, name)
    elif name and len(picture.months) > 1:
        chosen = _choice({OWN: by_locality(picture).titled(name), AREA: "Whole area"})
        _draw_whole(picture, name if chosen == OWN else "")


def _choice(words: dict[str, str]) -> str:
    return filters.choice("Month by month", list(words), "trend", words=words)


@kept(*released.OF_COHORTS, entries=PICTURES)
def _changed(picture: CohortPicture, code: str) -> bool:
    """Whether a ward of its name was another before."""
    sets = gazetteer().ward_sets(picture.area)
    return not analysis.changes(_own(picture, code), sets).empty


def _own(picture: CohortPicture, code: str) -> pd.DataFrame:
    figures = released.exactly(picture.area.code, picture.audience)
    return analysis.of_ward(figures, _ward(code), gazetteer().ward_sets(picture.area))


def _ward(code: str) -> Ward:
    ward = gazetteer().ward(code)
    if ward is None:
        raise LookupError(f"No ward {code} is known.")
    return ward


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_as_shown(picture: CohortPicture, code: str) -> None:
    """What each month's release shows of the ward, in words."""
    sets = {month: gazetteer().ward_set(picture.area, month) for month in picture.months}
    ward_sets = {month: ward_set for month, ward_set in sets.items() if ward_set}
    name = _ward(code).name
    _draw_words(months.of_ward(picture.months, picture.rag, name, ward_sets, picture.made_up))


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_locality_as_shown(picture: CohortPicture, name: str) -> None:
    localities = by_locality(picture)
    told = {
        month: localities.of(release)
        for month, release in picture.months.items()
        # Of exact counts the wards are added up as they are grouped now, where they are the same wards.
        if not release.exact or picture.ward_set.covers(month)
    }
    _draw_words(months.of_locality(told, picture.rag, name, picture.made_up))


def _draw_words(table: pd.DataFrame) -> None:
    with st.expander("Month by month"):
        page.table(table)


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_ward(picture: CohortPicture, code: str, *, shared_out: bool) -> None:
    ward, sets = _ward(code), gazetteer().ward_sets(picture.area)
    if not shared_out:
        _draw(picture, _own(picture, code), sets, ward.name)
        if _changed(picture, code):
            st.caption(said(f"Before the change, {ward.name} is the ward of that name then: another ward."))
        return
    figures = released.exactly(picture.area.code, picture.audience)
    fits = _fits(tuple(ward_set for ward_set in sets if ward_set.in_force_to is not None))
    shared = analysis.apportioned(figures, ward, sets, fits)
    _draw(picture, shared, sets, f"{ward.name} as it is today (estimate)")
    st.caption(said(analysis.METHOD.format(change=f"{ward.in_force_from:%B %Y}")))


@drawn(*released.OF_COHORTS, entries=PICTURES)
def _draw_whole(picture: CohortPicture, locality: str) -> None:
    localities, sets = by_locality(picture), gazetteer().ward_sets(picture.area)
    made_up = localities.invented
    figures = released.exactly(picture.area.code, picture.audience)
    if not locality:
        _draw(picture, analysis.of_area(figures, sets), (), picture.area.name)
        return
    saved = (latest(loaders.groupings(), ward_set.key, made_up=made_up) for ward_set in sets)
    groupings = {
        ward_set.key: one.of(picture.rag)
        for ward_set, one in zip(sets, saved, strict=True)
        if one.illustrative == made_up
    }
    # Real months are in no made-up locality (decision 130).
    figures = figures[figures.month.isin(picture.made_up)] if made_up else figures
    # A locality is of one ward set (decision 55); one of the same name in another set continues it.
    with_it = [ward_set for ward_set in sets if locality in groupings.get(ward_set.key, {}).values()]
    without = [ward_set for ward_set in sets if ward_set not in with_it]
    series = analysis.of_locality(figures, locality, groupings, with_it)
    _draw(picture, series, with_it, localities.titled(locality))
    for sentence in months.left_out(list(picture.months), without, locality):
        st.caption(said(sentence))


def _draw(picture: CohortPicture, series: pd.DataFrame, sets: Sequence[WardSet], name: str) -> None:
    """The chart of one series; a series without ward sets runs through every change."""
    who = iom_words.WHO[picture.rag]
    # No figure is a gap, not a nought (decision 7).
    given = series.dropna(subset=[picture.rag])
    if given.empty:
        st.caption(said(f"No return gives {who} for {name}; that is not zero."))
        return
    rows = given.rename(columns={picture.rag: "nominals"})[["month", "ward_set", "nominals"]]
    rows["estimate"] = given.estimate if "estimate" in given else False
    rows["made_up"] = rows.month.isin(picture.made_up)
    # The whole area stays what it is when its wards change: one stretch for all months.
    if not sets:
        rows["ward_set"] = picture.area.code
    changes = analysis.changes(given, sets)
    title = f"{name}, {who}"
    words = "; ".join(["Month by month", title, *changes.words])
    page.chart(ward_trend.count_chart, rows, changes, title, picture.rag, alt=words)
    if len(given) < len(series):
        st.caption("A gap is a month whose return has no such figure; that is not zero.")


# Where an abolished ward went is a fact of the postcodes and does not change while the app runs.
@cache
def _fits(before: tuple[WardSet, ...]) -> pd.DataFrame:
    """Where every abolished ward of these sets lies in today's wards."""
    return best_fits(postcode_wards(), [ward.code for ward_set in before for ward in ward_set.wards])
