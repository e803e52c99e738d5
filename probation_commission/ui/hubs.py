"""The parts of the hubs page."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.analysis.hubs import on_map, real
from probation_commission.domain.access import Permission
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.settings import settings
from probation_commission.ui.parts import maps, page
from probation_commission.views import hubs as views
from probation_commission.views import marks
from probation_commission.views.maps import hub_map, legend_html, place_entries, place_markers


def draw_map(places: pd.DataFrame, where: str, *, legend_in: DeltaGenerator | None = None) -> None:
    """The map with its legend, which stands under it unless it has a place of its own."""
    current = outlines.current_sets()
    under = [current[key] for key in _newest_at_home() if key in current]
    frame = views.markers(places)
    base = hub_map(*under, title=f"Map: hubs and offices in {where}", tiles_url=settings().tiles_url)
    maps.place_map(base, place_markers(frame), key="hubs-map")
    # Each source once: areas of one partnership mostly share it.
    source = "; ".join(dict.fromkeys(outline_set.source for outline_set in under))
    kinds = sorted(on_map(frame).kind.unique())
    legend = legend_html(
        "Places", place_entries(kinds), note=views.not_on_map(places), source="" if legend_in else source
    )
    (legend_in or st).html(legend)


def _newest_at_home() -> list[str]:
    """The keys of the ward sets of today in the partnership's own areas."""
    home = filter(None, map(gazetteer().authority, partnership().home))
    return [gazetteer().ward_sets(area)[0].key for area in home]


def draw_table(places: pd.DataFrame) -> None:
    """Everything that is known of each place, its sources, and the download."""
    table = views.table(places)
    st.header("All places")
    st.dataframe(table, lazy=False, hide_index=True, alt="Hubs and offices with kind, address and source")
    sources = views.sources(places)
    page.source(f"Sources: {sources}.", "Postcodes placed by the ONS Postcode Directory.")
    page.download(
        table,
        {"What": "Hubs and offices", "Sources": sources},
        name="hubs_and_offices",
        needs=Permission.SEE_PICTURE,
        illustrative=bool(made_up(places)),
    )


def made_up(places: pd.DataFrame) -> list[str]:
    """Those of these places that are made up."""
    return marks.some_of(~places.slug.isin(real(places).slug), "place")
