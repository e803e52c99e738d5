"""The maps on a page: a ward map that can be clicked, a map of places, both as tall as the window allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit_folium import st_folium

from probation_commission.geography.fit import ward_at
from probation_commission.ui.parts import filters, page
from probation_commission.ui.parts.faults import click
from probation_commission.views.maps import command

if TYPE_CHECKING:
    from collections.abc import Callable

    import folium
    import geopandas as gpd

    from probation_commission.views.maps import LocalMap

MAP, HEXAGONS = "map", "hexagons"
"""What places are drawn as."""
_HEIGHT = 600
_FRAME = """<style>
iframe[data-testid="stCustomComponentV1"] {
  display: block; width: 100%; height: clamp(300px, 100dvh - 9rem, 120vw);
}
</style>"""


def shape_choice() -> str:
    """Whether places are drawn as they lie, or as a hexagon each (decision 187)."""
    forms = {MAP: "Map", HEXAGONS: "Hexagons"}
    return filters.choice("Drawn as", list(forms), "shape", words=forms, buttons=True)


def ward_picker(
    base: LocalMap,
    shading: folium.FeatureGroup,
    wards: gpd.GeoDataFrame,
    *,
    key: str,
    on_pick: Callable[[str | None], None],
) -> None:
    """The ward map; a click calls `on_pick(ward code, or None for outside)` before the page reruns."""

    @click("Choosing this place")
    def clicked() -> None:
        point = (st.session_state.get(key) or {}).get("last_clicked")
        if point:
            on_pick(ward_at(wards, point["lat"], point["lng"]))

    # Layers added after the start have no click handler of streamlit-folium’s: a click comes back as a point.
    # Any other returned object would rerun the page at every pan.
    _draw(base, shading, key=key, returned=["last_clicked"], on_change=clicked)


def place_map(base: LocalMap, markers: dict[str, Any], *, key: str) -> None:
    """The map of places, as `place_markers` has them; nothing comes back from it."""
    _draw(base, command("mark", markers), key=key, returned=[])


def _draw(
    base: LocalMap,
    values: folium.FeatureGroup,
    *,
    key: str,
    returned: list[str],
    on_change: Callable[[], None] | None = None,
) -> None:
    base.plan["projected"] = page.projected()
    st.html(_FRAME)
    st_folium(
        base,
        key=key,
        feature_group_to_add=values,
        returned_objects=returned,
        height=_HEIGHT,
        use_container_width=True,
        on_change=on_change,
    )
