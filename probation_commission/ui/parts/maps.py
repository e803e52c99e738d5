"""The maps on a page: a ward map that can be clicked, a map of places, both as tall as the window allows."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit_folium import st_folium

from probation_commission.geography.fit import ward_at
from probation_commission.ui.parts import filters, page
from probation_commission.ui.parts.faults import click
from probation_commission.views.maps import command, together
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import folium
    import geopandas as gpd

    from probation_commission.views.maps import LocalMap

MAP, HEXAGONS = "map", "hexagons"
"""What places are drawn as."""
_HEIGHT = 600
_FRAME = """<style>
iframe[data-testid="stCustomComponentV1"] {{
  display: block; width: 100%; height: clamp(300px, 100dvh - {beside}rem, 120vw);
}}
</style>"""
_FOLD, _WORDS = 88, 160
"""How wide the button of a map's choices is, and what is chosen beside it: both have room beside the RAGs."""
_LEGEND, _HEAD_AND_LEGEND, _TITLE = 9, 31, 4
"""What has to be on the screen with a map, in rem: its legend, the head of the page, its title."""


def shape_choice() -> str:
    """Whether places are drawn as they lie, or as a hexagon each (decision 187)."""
    forms = {MAP: "Map", HEXAGONS: "Hexagons"}
    return filters.choice("Drawn as", list(forms), "shape", words=forms, buttons=True)


@contextmanager
def choices(label: str = "Map", *, fold: int = _FOLD, beside: int = _WORDS) -> Iterator[list[str]]:
    """The choices of a map, folded into one button; the words put into the list stand beside it.

    `fold` and `beside`: how wide the button and its words are, in pixels.
    """
    # It can't be called by what is chosen, since it is there before its choices are. No popover: that is at
    # the end of the page for the Tab key, after all that is on it (decision 198).
    words: list[str] = []
    with st.container(key="map-choices", horizontal=True, vertical_alignment="center", width="content"):
        folded, said_of = st.expander(label, width=fold), st.empty()
    with folded:
        yield words
    if words:
        said_of.caption(plain(said(filters.first_upper(", ".join(words)))), width=beside)


def shape_words(shape: str) -> list[str]:
    """What stands beside the button where places are not drawn as they lie."""
    return ["hexagons"] if shape == HEXAGONS else []


def ward_picker(
    base: LocalMap,
    shading: folium.FeatureGroup,
    wards: gpd.GeoDataFrame,
    *,
    key: str,
    on_pick: Callable[[str | None], None],
    titled: bool = False,
) -> None:
    """The ward map; a click calls `on_pick(ward code, or None for outside)` before the page reruns.

    One that is `titled` leaves room for a title over it.
    """

    @click("Choosing this place")
    def clicked() -> None:
        point = (st.session_state.get(key) or {}).get("last_clicked")
        if point:
            on_pick(ward_at(wards, point["lat"], point["lng"]))

    # Layers added after the start have no click handler of streamlit-folium’s: a click comes back as a point.
    # Any other returned object would rerun the page at every pan.
    beside = _LEGEND if page.projected() else _HEAD_AND_LEGEND + _TITLE * titled
    _draw(base, shading, key=key, returned=["last_clicked"], beside=beside, on_change=clicked)


def place_map(
    base: LocalMap,
    markers: dict[str, Any],
    *,
    key: str,
    on_click: Callable[[float, float], None] | None = None,
    beside: int = _LEGEND,
) -> None:
    """The map of places, as `place_markers` has them; `on_click` is called with the degrees of a click.

    A click on a place comes as its point. Without it nothing comes back. `beside`: rem of what has to be on
    the screen with it.
    """

    @click("Choosing this place")
    def clicked() -> None:
        point = (st.session_state.get(key) or {}).get("last_clicked")
        if point and on_click:
            on_click(point["lat"], point["lng"])

    returned = ["last_clicked"] if on_click else []
    on_change = clicked if on_click else None
    values = command("mark", markers)
    _draw(base, values, key=key, returned=returned, beside=beside, on_change=on_change)


def shaded_place_map(
    base: LocalMap, shading: folium.FeatureGroup, markers: dict[str, Any], *, key: str
) -> None:
    """The ward map with places over its shades; nothing of a click comes back."""
    values = together(shading, command("mark", markers))
    _draw(base, values, key=key, returned=[], beside=_HEAD_AND_LEGEND)


def _draw(
    base: LocalMap,
    values: folium.FeatureGroup,
    *,
    key: str,
    returned: list[str],
    beside: int,
    on_change: Callable[[], None] | None = None,
) -> None:
    base.plan["projected"] = page.projected()
    st.html(_FRAME.format(beside=beside))
    st_folium(
        base,
        key=key,
        feature_group_to_add=values,
        returned_objects=returned,
        height=_HEIGHT,
        use_container_width=True,
        on_change=on_change,
    )
