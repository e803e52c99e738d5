"""The parts of the hubs page."""

import pandas as pd
import streamlit as st

from probation_commission.geography import outlines
from probation_commission.settings import settings
from probation_commission.ui.parts import maps, page
from probation_commission.views.maps import hub_map, legend_html, place_entries, place_markers

WHERE = "County Durham & Darlington"
SETS = ("E06000047-2025", "E06000005-2015")
COLUMNS = {
    "name": "Place",
    "kind": "Kind",
    "run_by": "Run by",
    "open_state": "Open?",
    "address": "Address",
    "postcode": "Postcode",
    "where": "On the map",
    "verified": "Verified",
    "source": "Source",
}


def finding(places: pd.DataFrame, where: str = WHERE) -> str:
    """How many places, how many of them exactly placed, and that opening times are not known."""
    exact = int(places.exact.sum())
    return (
        f"{len(places)} places in {where}; {exact} at a verified postcode, "
        f"{len(places) - exact} approximate. Whether they are open is confirmed for none."
    )


def draw_map(places: pd.DataFrame, where: str = WHERE) -> None:
    """The map with its legend."""
    current = outlines.current_sets()
    under = [current[key] for key in SETS if key in current]
    frame = places.assign(
        lat=places.latitude, lon=places.longitude, label=places.run_by + ", " + places.placed_by
    )
    base = hub_map(*under, title=f"Map: hubs and offices in {where}", tiles_url=settings().tiles_url)
    maps.place_map(base, place_markers(frame), key="hubs-map")
    source = "; ".join(dict.fromkeys(one.source for one in under))
    st.html(legend_html("Places", place_entries(sorted(frame.kind.unique())), source=source))


def draw_table(places: pd.DataFrame) -> None:
    """Everything that is known of each place, its sources, and the download."""
    table = places.assign(where=places.placed_by).fillna({"postcode": "not known"})
    table = table[list(COLUMNS)].rename(columns=COLUMNS)
    st.header("All places")
    st.dataframe(table, hide_index=True, alt="Hubs and offices with kind, address and source")
    sources = "; ".join(sorted(places.source.unique()))
    page.source(f"Sources: {sources}.", "Postcodes placed by the ONS Postcode Directory.")
    page.download(table, {"What": "Hubs and offices", "Sources": sources}, name="hubs_and_offices")
