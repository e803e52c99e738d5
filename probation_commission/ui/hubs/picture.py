"""What is shown of places: those that somebody looks for, on the map, in a list and as one table."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.analysis.hubs import Wanted, found, on_map, real
from probation_commission.analysis.openings import next_for
from probation_commission.analysis.rows import known_day
from probation_commission.domain.access import Permission
from probation_commission.domain.days import now, today
from probation_commission.domain.hubs import Freshness, OpenTo, freshness
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.parts import click, filters, maps, page
from probation_commission.views import hubs as views
from probation_commission.views import marks
from probation_commission.views.maps import LegendEntry, hub_map, legend_html, place_entries, place_markers

ANYWHERE = ""
PLACE = "place"
"""The place of the card, in the address by its slug."""
EVERYTHING = Wanted()
_PICTURES = 64
"""As many choices of kinds and areas as are looked at together."""
_HEAD = 29
"""What stands with the map on a desk's first screen, in rem: heading, finding, choices and legend."""
_FOLD, _BESIDE, _BOX = 150, 260, 250
"""How wide the button of the folded choices is, what is chosen beside it, and each box in it, in pixels."""


@dataclass(frozen=True, slots=True)
class HubPicture:
    """What is shown of some places: in words, on the map and as a table."""

    where: str
    finding: str
    made_up: list[str]
    places: pd.DataFrame
    markers: dict[str, Any]
    legend: list[LegendEntry]
    not_on_map: str
    table: pd.DataFrame
    sources: str


@kept(Topic.DIRECTORY, Topic.ORGANISATIONS, entries=_PICTURES)
def _picture(wanted: Wanted, area_code: str, chosen: str, moment: datetime) -> HubPicture:
    every, known = loaders.hubs(), loaders.openings()
    where = partnership().name
    if area := gazetteer().authority(area_code):
        every, where = every[every.area_code == area_code], area.name
    at_places = loaders.pathways_at(moment.date()) if wanted.pathway else {}
    places = found(every, known, wanted, moment, pathways=at_places)
    marked = views.markers(places)
    with_hours = [slug for slug, of_one in known.items() if of_one.sessions]
    unknown = len(every) - int(every.slug.isin(with_hours).sum())
    if wanted == EVERYTHING:
        own = real(places[places.slug.isin(with_hours)])
        fresh = [freshness(known_day(on), moment.date()) is Freshness.CONFIRMED for on in own.confirmed_on]
        finding = views.finding(places, where, sum(fresh))
    else:
        finding = views.search_finding(len(places), len(every), wanted, unknown)
    return HubPicture(
        where,
        finding,
        marks.some_of(~places.slug.isin(real(places).slug), "place"),
        places,
        place_markers(marked, chosen=chosen),
        place_entries(sorted(on_map(marked).kind.unique())),
        views.not_on_map(places),
        _in_words(moment.date()).loc[places.index],
        views.sources(places),
    )


# Worked out for all places at once and not for each choice of them: a filter costs what it shows.
@kept(Topic.DIRECTORY, Topic.ORGANISATIONS)
def _in_words(day: date) -> pd.DataFrame:
    return views.table(loaders.hubs(), loaders.openings(), day)


@kept(Topic.DIRECTORY)
def _next_openings(moment: datetime) -> dict[str, str]:
    """When each place with known hours is next open, as at that quarter of an hour."""
    known = loaders.openings()
    return {slug: views.next_in_short(next_for(one, OpenTo.ALL, moment)) for slug, one in known.items()}


def picture(wanted: Wanted = EVERYTHING, area_code: str = ANYWHERE, chosen: str = "") -> HubPicture:
    """The places that are looked for in an area or the whole partnership; `chosen` is marked on the map."""
    # By the day alone where no hour is asked for, so that it is kept for all of it.
    moment = now() if wanted.of_hours else datetime.combine(today(), datetime.min.time())
    return _picture(wanted, area_code, chosen, moment)


def choices() -> Wanted:
    """What somebody looks for, as the address has it."""
    every = loaders.hubs()
    kinds = ["", *sorted(every.kind.unique())]
    operators = ["", *sorted(every.run_by.unique())]
    fresh = ["", *Freshness]
    pathways = ["", *sorted({one for some in loaders.pathways_at(today()).values() for one in some})]
    whom = {str(one): one.value for one in OpenTo} | {OpenTo.ALL: "anybody"}
    with st.container(horizontal=True, vertical_alignment="bottom", key="hub-filters"):
        # What is asked most has its box; the others are folded, so that the map is on the first screen.
        when = filters.choice("Open", list(views.WHEN), "open", words=views.WHEN, width=170)
        with maps.choices("More choices", fold=_FOLD, beside=_BESIDE) as in_words:
            with st.container(horizontal=True, key="hub-more"):
                kind = filters.choice("Kind", kinds, "kind", words={"": "every kind"}, width=_BOX)
                group = filters.choice("For", list(OpenTo), "for", words=whom, width=_BOX)
                pathway = filters.choice(
                    "With a service of", pathways, "pathway", words={"": "any pathway"}, width=_BOX
                )
                run_by = filters.choice("Run by", operators, "operator", words={"": "anybody"}, width=_BOX)
                sure = filters.choice("How sure", fresh, "sure", words={"": "however sure"}, width=_BOX)
            wanted = Wanted(kind, when, OpenTo(group), run_by, sure, pathway)
            in_words.extend(views.asked_besides(wanted))
    return wanted


@click("Choosing this place")
def choose(slug: str) -> None:
    """The place whose card is open from now on; empty: none."""
    if slug:
        st.query_params[PLACE] = slug
    else:
        st.query_params.pop(PLACE, None)


@click("Choosing this place")
def _clicked(latitude: float, longitude: float) -> None:
    """The place at that point; of several there the one after the one that is open."""
    places = loaders.hubs()
    near = (places.latitude - latitude).abs() + (places.longitude - longitude).abs()
    there = list(places.slug[near < _SAME_POINT])
    if there:
        now_open = st.query_params.get(PLACE, "")
        choose(there[(there.index(now_open) + 1) % len(there)] if now_open in there else there[0])


_SAME_POINT = 1e-5


def draw_map(
    picture: HubPicture, *, legend_in: DeltaGenerator | None = None, clickable: bool = False
) -> None:
    """The map with its legend, which stands under it unless it has a place of its own."""
    current = outlines.current_sets()
    under = [current[key] for key in _newest_at_home() if key in current]
    base = hub_map(*under, title=f"Map: hubs and offices in {picture.where}", tiles_url=settings().tiles_url)
    if clickable:
        maps.place_map(base, picture.markers, key="hubs-map", on_click=_clicked, beside=_HEAD)
    else:
        maps.place_map(base, picture.markers, key="hubs-map")
    # Each source once: areas of one partnership mostly share it.
    source = "" if legend_in else "; ".join(dict.fromkeys(outline_set.source for outline_set in under))
    # A wall has no room for their names, and nobody there reads them.
    note = picture.not_on_map if not legend_in else views.how_many_off(picture.places)
    legend = legend_html("Places", picture.legend, note=note, source=source)
    (legend_in or st).html(legend)


def _newest_at_home() -> list[str]:
    """The keys of the ward sets of today in the partnership's own areas."""
    home = filter(None, map(gazetteer().authority, partnership().home))
    return [gazetteer().ward_sets(area)[0].key for area in home]


def draw_list(picture: HubPicture) -> None:
    """The places beside the map; a line that is chosen opens as a card."""
    rows = _rows(picture.places)
    chosen = st.dataframe(
        rows,
        lazy=False,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        alt="Places with kind and when each is next open; choose a line to open its card",
        height=440,
        key=f"hubs-list-{st.session_state.get(_TIMES, 0)}",
    )
    if chosen.selection.rows:
        # Another key for the next list: one that comes back would choose the same line again.
        st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
        choose(str(picture.places.slug.iloc[chosen.selection.rows[0]]))
        st.rerun()


_TIMES = "hubs@times"


def _rows(places: pd.DataFrame) -> pd.DataFrame:
    upcoming = places.slug.map(_next_openings(now())).fillna(views.next_in_short(None))
    return pd.DataFrame({"Next open": upcoming, "Place": places.name, "Kind": places.kind})


def draw_table(picture: HubPicture) -> None:
    """Everything that is known of each place, its sources, and the download."""
    st.header("All places")
    st.dataframe(
        picture.table, lazy=False, hide_index=True, alt="Hubs and offices with kind, address and source"
    )
    page.source(
        f"Sources: {picture.sources}.",
        "Postcodes placed by the ONS Postcode Directory. Where a confidential place is stands nowhere here.",
    )
    page.download(
        picture.table,
        {"What": "Hubs and offices", "Sources": picture.sources},
        name="hubs_and_offices",
        needs=Permission.SEE_PICTURE,
        illustrative=bool(picture.made_up),
    )
