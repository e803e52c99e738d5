"""A ward map of Darlington, which says what was picked, and a map of two places."""

import pandas as pd
import streamlit as st

from probation_commission.geography.outlines import current_sets, polygons
from probation_commission.ui.parts.maps import place_map, ward_picker
from probation_commission.views.maps.base import hub_map, ward_map
from probation_commission.views.maps.markers import place_markers
from probation_commission.views.maps.shading import BLUES, Shade, ward_shading

HOSTILE = "<img src=x onerror=alert(1)>"
PLACES = [
    ("Framwell House", "probation office", 54.78, -1.58, True, HOSTILE),
    ("RECONNECT", "NHS", 54.78, -1.58, False, ""),
]


def pick(code: str | None) -> None:
    st.session_state["ward"] = code


outlines = current_sets()["E06000005-2015"]
wards = polygons(outlines)
month = st.number_input("Month", 1, 12)
first, second, third, *others = wards.index
shades = {first: Shade(month % 5, f"{month} ({HOSTILE})", "U"), second: Shade(None, "not shown")}
shades |= {code: Shade(0, "0") for code in others}  # the third has none
selected = st.session_state.get("ward", "nothing yet")
joined = {"Together": wards.index[:4]} if st.toggle("Joined") else {}
values = ward_shading(shades, BLUES, selected=selected, joined=joined.values(), names=joined)
ward_picker(ward_map(outlines), values, wards, key="wards", on_pick=pick)
st.text(f"Picked: {selected}")
columns = ["name", "kind", "lat", "lon", "exact", "label"]
place_map(hub_map(outlines), place_markers(pd.DataFrame(PLACES, columns=columns)), key="places")
