"""One page, drawn the way of this app or the idiomatic way; a rerun writes how long the script took."""

import os
from pathlib import Path
from time import perf_counter

import folium
import streamlit as st
from streamlit_folium import st_folium

from bench.map_pages import wards
from probation_commission.geography.outlines import polygons
from probation_commission.ui.parts import ward_picker
from probation_commission.views.maps import LEAFLET_URL, Shade, ward_map, ward_shading

folium.Map.default_js = [("leaflet", f"{LEAFLET_URL}/leaflet.js")]
folium.Map.default_css = [("leaflet", f"{LEAFLET_URL}/leaflet.css")]


def ours(counts: dict[str, int]) -> None:
    """Draw as pages/iom.py does."""
    shades = {code: Shade(wards.CLASSES.step(count), wards.label(count)) for code, count in counts.items()}
    values = ward_shading(shades, wards.CLASSES.palette())
    outlines = wards.outlines()
    ward_picker(ward_map(outlines), values, polygons(outlines), key="map", on_pick=st.write)


def idiomatic(counts: dict[str, int]) -> None:
    """Draw as the documentation of streamlit-folium does."""
    frame = wards.wards().assign(
        count=counts.values(), label=[wards.label(count) for count in counts.values()]
    )
    (south, west), (north, east) = wards.outlines().bounds
    base = folium.Map(tiles=None)
    base.fit_bounds([[south, west], [north, east]])
    folium.GeoJson(
        frame,
        style_function=lambda feature: {
            "fillColor": wards.colour(feature["properties"]["count"]),
            "color": "#4a5a6a",
            "weight": 1,
            "fillOpacity": 1,
        },
        tooltip=folium.GeoJsonTooltip(["name", "label"]),
    ).add_to(base)
    st_folium(base, key="map", height=600, use_container_width=True, returned_objects=["last_clicked"])


started = perf_counter()
month = st.selectbox("Month", wards.MONTHS)
{"ours": ours, "idiomatic": idiomatic}[os.environ["BENCH_WAY"]](wards.counts(month))
with Path(os.environ["BENCH_FOLDER"], "script.log").open("a") as log:
    log.write(f"{month} {perf_counter() - started}\n")
