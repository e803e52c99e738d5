"""Where somebody can be seen first: what a court team asks, and what it needs to send them there."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd
import streamlit as st

from probation_commission.actions import sheets
from probation_commission.analysis.first import FirstPlace, Start, first_places, upcoming
from probation_commission.analysis.reach import minutes_from
from probation_commission.domain.access import Permission
from probation_commission.domain.days import now, today
from probation_commission.domain.hubs import OpenTo
from probation_commission.domain.places import Authority
from probation_commission.domain.travel import TravelMatrix
from probation_commission.geography.centres import on_grid
from probation_commission.geography.centres import starts as starts_of
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.publish.sheets import PaperSheet, as_pdf
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.hubs import travel
from probation_commission.ui.parts import filters, page
from probation_commission.ui.who import visitor
from probation_commission.views import hubs as views
from probation_commission.views.markdown import plain

_AREAS = 24


@kept(Topic.AREAS, Topic.LOCALITIES, entries=_AREAS)
def _from(area_code: str) -> pd.DataFrame:
    """Every ward, locality and district of an authority, and all of it, with words for each."""
    every = starts_of(area_code, loaders.groupings())
    named = map(views.first.start_named, every.kind, every.name)
    return every.assign(words=list(named))


@kept(Topic.DIRECTORY, Topic.AREAS)
def _placed() -> pd.DataFrame:
    """The places that have a point, on the national grid."""
    return on_grid(loaders.hubs())


def draw() -> None:
    """The choices, and the nearest places that are open to that person, each with all that is needed."""
    st.caption(views.first.ASKED)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        area = filters.area_choice()
        starts = _from(area.code)
        names: dict[str, str] = dict(zip(starts.key, starts.words, strict=True))
        # By the session alone and not in the address: where somebody lives is nobody's to pass on.
        start = st.selectbox(
            "Lives in or near",
            sorted(names, key=names.__getitem__),
            index=None,
            format_func=names.__getitem__,
            placeholder="Choose a ward, a locality or a half postcode",
            key=f"first-{area.code}",
            width=330,
        )
        group = st.segmented_control(
            "For",
            list(views.first.GROUPS),
            default=OpenTo.MEN,
            required=True,
            format_func=views.first.GROUPS.__getitem__,
            key="first-for",
        )
        days = views.first.DAYS
        day = st.selectbox("On", list(days), format_func=lambda one: days[one], key="first-day", width=150)
        matrix = travel.choice(area)
    filters.draw_instead()
    if start is not None:
        at = starts[starts.key == start].iloc[0]
        _draw_places(at, (area.code, group or OpenTo.MEN, day), matrix)
    _draw_sheet(area, group or OpenTo.MEN, day)


def _draw_places(at: pd.Series, asked: tuple[str, OpenTo, str], matrix: TravelMatrix | None) -> None:
    area_code, group, day = asked
    start = Start(float(at.easting), float(at.northing), area_code)
    places, known = loaders.hubs(), loaders.openings()
    ahead = upcoming(places.slug, known, group, now(), _days(day))
    placed = _placed()
    minutes = (
        dict(zip(placed.slug, minutes_from(at.key, loaders.travel_times(matrix.id), placed), strict=True))
        if matrix
        else {}
    )
    found = first_places(
        places,
        placed,
        start,
        ahead,
        known=known,
        today=today(),
        group=group,
        own=partnership().home,
        minutes=minutes,
    )
    names = {area.code: area.name for area in gazetteer().authorities}
    if not found.open_ones:
        st.warning(views.first.NONE_OPEN, icon=":material/help:")
    if words := views.first.untimed(found.open_ones, matrix):
        st.caption(plain(words))
    for one in found.open_ones:
        _draw_one(one, matrix, names)
    if found.unknown:
        st.header(views.first.UNKNOWN_HOURS, anchor=False)
        st.markdown("\n".join(f"- {plain(line)}" for line in views.first.near(found.unknown, names)))
    page.source(views.first.distances(today(), matrix))


def _days(day: str) -> list[int]:
    return [int(day)] if day else list(range(7))


def _draw_one(one: FirstPlace, matrix: TravelMatrix | None, names: Mapping[str, str]) -> None:
    """A place in the fewest words: when, whom to ring, who stands in."""
    words = views.first.words(one, today(), matrix, areas=names)
    facts = dict(words.facts)
    with st.container(border=True):
        st.markdown(f"**{plain(words.name)}** — {plain(words.when)}")
        more = (f"{name} {facts[name]}" for name in ("phone",))
        rest = (f"{name}: {facts[name]}" for name in ("when an officer is away", "getting there"))
        st.markdown(plain("; ".join([words.away, *more, *rest])))
        st.markdown(plain(f"Attends: {facts['attends']}"))
        st.caption(plain(facts["how sure"]))


@kept(Topic.DIRECTORY, Topic.ORGANISATIONS, Topic.AREAS, entries=_AREAS)
def _sheet(area: Authority, key: str, group: OpenTo, day: str, moment: datetime) -> PaperSheet:
    """The page for a court, as at that quarter of an hour."""
    return sheets.first_appointment(
        loaders.hubs(),
        loaders.openings(),
        sheets.court_of(_placed(), area, key),
        group=group,
        days=_days(day),
        now=moment,
    )


def _draw_sheet(area: Authority, group: OpenTo, day: str) -> None:
    """The page for a court, which names no ward and no postcode, whatever is chosen above."""
    st.header("One page for the court", anchor=False)
    every = sheets.courts(_placed(), area)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = next(iter(every))
        if len(every) > 1:
            key = st.selectbox(
                "Court",
                list(every),
                format_func=every.__getitem__,
                key=f"first-court-{area.code}",
                width=330,
            )
        sheet = _sheet(area, key, group, day, now())
        st.download_button(
            "First appointment, one page (pdf)",
            data=page.given_to(visitor(), Permission.SEE_PICTURE, lambda: as_pdf(sheet)),
            file_name=sheets.file_name("first_appointment", key, today(), made_up=bool(sheet.made_up)),
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            **page.words_for(Permission.SEE_PICTURE),
        )
    who = views.first.GROUPS[group]
    st.caption(
        plain(
            f"Places in and near {every[key]} that are open to {who} on {views.first.DAYS[day]}: "
            "hours, phone, who stands in, how to get there. Where somebody lives does not stand on it."
        )
    )
