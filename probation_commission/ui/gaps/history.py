"""Evidence of need older than two years: shown with its size and what has changed since, never ranked."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

import pandas as pd
import streamlit as st

from probation_commission.analysis.rows import rows_of
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.needs import IN_TENS, WHO_SEES
from probation_commission.domain.contracts import Status
from probation_commission.domain.days import today
from probation_commission.domain.needs import PATHWAY_OF, PastNeed, is_evidence
from probation_commission.domain.pathways import pathways_of
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake import bundled
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn, kept, loaders, released
from probation_commission.ui.parts import filters, page
from probation_commission.ui.sight import current_sight
from probation_commission.ui.who import current_person
from probation_commission.views.gaps import history as views
from probation_commission.views.markdown import plain

_AREAS = 24
"""As many areas, alone or together, as are looked at."""


def draw(area_codes: frozenset[str]) -> None:
    """That of these areas; nothing where there is none."""
    past = past_needs(area_codes)
    sight = current_sight(current_person())
    counts = old_counts(released.needs(sight), area_codes, today())
    if not past and counts.empty:
        return
    _draw_past(area_codes, today())
    if counts.empty:
        return
    with st.expander(f"Needs counted more than two years ago ({len(counts)})"):
        names = {code: filters.area_name(code) for code in dict.fromkeys(counts.area_code)}
        page.table(views.old_counts(counts, names))
        in_tens = "" if sight.audience is Audience.RESTRICTED else IN_TENS
        page.source(
            "Source: counts of needs as they were loaded on the page Returns.", in_tens, viewers=WHO_SEES
        )


@drawn(Topic.DIRECTORY, Topic.ORGANISATIONS, Topic.AREAS, entries=_AREAS)
def _draw_past(area_codes: frozenset[str], day: date) -> None:
    """What published documents say of these areas; the heading alone where they say nothing."""
    past = past_needs(area_codes)
    st.header("Older evidence of need")
    st.caption(views.NOT_RANKED)
    samples = views.samples(past)
    for sample in samples:
        st.markdown(plain(views.finding(sample)))
        with st.expander(sample.title):
            page.table(views.table(sample))
            st.caption(plain(views.about(sample)))
    if samples and (live := views.live_today(live_for(_with_parts(area_codes), day))):
        st.caption(plain(live))
    for said, about in views.lines(past):
        st.markdown(f"{plain(said)}  \n:small[{plain(about)}]")


def past_needs(area_codes: frozenset[str]) -> Sequence[PastNeed]:
    """What published documents say of the needs of these areas, in the order of the list."""
    return [one for one in _every() if one.area_codes & area_codes]


def old_counts(shown: pd.DataFrame, area_codes: frozenset[str], on: date) -> pd.DataFrame:
    """The needs of these areas, as they are shown, that are too old on that day to be ranked."""
    is_old = shown.month.map(lambda month: not is_evidence(month, on)).astype(bool)
    return shown[is_old & shown.area_code.isin(area_codes)]


@kept(Topic.DIRECTORY, Topic.ORGANISATIONS, entries=_AREAS)
def live_for(area_codes: frozenset[str], day: date) -> Mapping[str, Sequence[str]]:
    """For each pathway of a need the real services that are live in one of these areas on a day."""
    live = [
        row
        for row in rows_of(loaders.services_on(day))
        if row["status"] == Status.LIVE and not row["illustrative"] and area_codes & {*row["covers"]}
    ]
    return {
        pathway: [
            f"{row['name']} ({row['for_whom']})" for row in live if pathway in pathways_of(row["pathway"])
        ]
        for pathway in PATHWAY_OF.values()
    }


def _with_parts(area_codes: frozenset[str]) -> frozenset[str]:
    parts = (whole.parts for whole in gazetteer().wholes if whole.code in area_codes)
    return area_codes.union(*parts)


@cache
def _every() -> tuple[PastNeed, ...]:
    return tuple(bundled.past_needs())
