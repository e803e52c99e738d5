"""The parts of the hubs page."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.analysis.hubs import on_map, real
from probation_commission.domain.access import Permission
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.parts import maps, page
from probation_commission.views import hubs as views
from probation_commission.views import marks
from probation_commission.views.maps import LegendEntry, hub_map, legend_html, place_entries, place_markers

ANYWHERE = ""
_PICTURES = 64
"""As many choices of kinds and areas as are looked at together."""


@dataclass(frozen=True, slots=True)
class HubPicture:
    """What is shown of some places: in words, on the map and as a table."""

    where: str
    finding: str
    made_up: list[str]
    markers: dict[str, Any]
    legend: list[LegendEntry]
    not_on_map: str
    table: pd.DataFrame
    sources: str


@kept(Topic.DIRECTORY, entries=_PICTURES)
def picture(kinds: tuple[str, ...] = (), area_code: str = ANYWHERE) -> HubPicture:
    """The places of these kinds, or of all where none is named, in an area or the whole partnership."""
    places = loaders.hubs()
    places = places[places.kind.isin(kinds)] if kinds else places
    where = partnership().name
    if area := gazetteer().authority(area_code):
        places, where = places[places.area_code == area_code], area.name
    marked = views.markers(places)
    return HubPicture(
        where,
        views.finding(places, where),
        marks.some_of(~places.slug.isin(real(places).slug), "place"),
        place_markers(marked),
        place_entries(sorted(on_map(marked).kind.unique())),
        views.not_on_map(places),
        views.table(places),
        views.sources(places),
    )


def draw_map(picture: HubPicture, *, legend_in: DeltaGenerator | None = None) -> None:
    """The map with its legend, which stands under it unless it has a place of its own."""
    current = outlines.current_sets()
    under = [current[key] for key in _newest_at_home() if key in current]
    base = hub_map(*under, title=f"Map: hubs and offices in {picture.where}", tiles_url=settings().tiles_url)
    maps.place_map(base, picture.markers, key="hubs-map")
    # Each source once: areas of one partnership mostly share it.
    source = "" if legend_in else "; ".join(dict.fromkeys(outline_set.source for outline_set in under))
    legend = legend_html("Places", picture.legend, note=picture.not_on_map, source=source)
    (legend_in or st).html(legend)


def _newest_at_home() -> list[str]:
    """The keys of the ward sets of today in the partnership's own areas."""
    home = filter(None, map(gazetteer().authority, partnership().home))
    return [gazetteer().ward_sets(area)[0].key for area in home]


def draw_table(picture: HubPicture) -> None:
    """Everything that is known of each place, its sources, and the download."""
    st.header("All places")
    st.dataframe(
        picture.table, lazy=False, hide_index=True, alt="Hubs and offices with kind, address and source"
    )
    page.source(f"Sources: {picture.sources}.", "Postcodes placed by the ONS Postcode Directory.")
    page.download(
        picture.table,
        {"What": "Hubs and offices", "Sources": picture.sources},
        name="hubs_and_offices",
        needs=Permission.SEE_PICTURE,
        illustrative=bool(picture.made_up),
    )
