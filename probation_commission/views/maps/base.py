"""The base maps: constant for a set of outlines, so that the browser keeps its map, zoom and position."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import folium
from branca.element import MacroElement
from folium.template import Template

from probation_commission.views.terms import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from probation_commission.geography.outlines import OutlineSet

LEAFLET_URL = "/assets/leaflet/1.9.4"
BROWSER = Path(__file__).with_name("browser")
# The address changes with the content, so that a browser may keep it for good and never has an old one.
_CONTENT = b"".join((BROWSER / name).read_bytes() for name in ("names.js", "map.js", "map.css"))
BROWSER_URL = f"/assets/map/{hashlib.sha256(_CONTENT).hexdigest()[:16]}"


def leaflet_folder() -> Path:
    """The folder that holds leaflet.js, leaflet.css and their images."""
    spec = find_spec("js_lib_leaflet")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Install django-js-lib-leaflet: it holds the map library.")
    return Path(spec.submodule_search_locations[0], "static", "js_lib_leaflet")


class Unrendered(MacroElement):
    """An element whose script streamlit-folium takes from the template; folium makes no page of its own.

    It would compile what it has rendered as a template once more: slow, and "{{" in a label would be run.
    """

    def render(self, **_kwargs: object) -> str:
        """Nothing: see above."""
        return ""


class LocalMap(Unrendered, folium.Map):
    """A map whose every script, style and outline comes from this app."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = explorerMap("{{ this.get_name() }}", {{ this.plan|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, plan: dict[str, object]) -> None:
        super().__init__(tiles=None)
        self.plan = plan
        # folium’s own are at public CDNs, which government networks block: the map would stay empty.
        ours = [(name, f"{BROWSER_URL}/{name}.js") for name in ("names", "map")]
        self.default_js = [("leaflet", f"{LEAFLET_URL}/leaflet.js"), *ours]
        self.default_css = [("leaflet", f"{LEAFLET_URL}/leaflet.css"), ("map", f"{BROWSER_URL}/map.css")]


class Command(Unrendered):
    """One call of a method of the map in the browser, with values and nothing else."""

    _template = Template(
        "{% macro script(this, kwargs) %}explorer.{{ this.method }}({{ this.values|tojson }});{% endmacro %}"
    )

    def __init__(self, method: str, values: dict[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.method, self.values = method, values


def command(method: str, values: dict[str, object]) -> folium.FeatureGroup:
    """What `st_folium` takes as `feature_group_to_add`: values, no shapes."""
    group = folium.FeatureGroup()
    group.add_child(Command(method, values))
    return group


def together(first: folium.FeatureGroup, *others: folium.FeatureGroup) -> folium.FeatureGroup:
    """Several commands to one map in one, in that order: markers over shaded wards."""
    group = folium.FeatureGroup()
    for one in (first, *others):
        for child in one._children.values():  # noqa: SLF001 (folium gives them in no other way)
            group.add_child(child)
    return group


def ward_map(*outlines: OutlineSet, title: str = "Map of wards", tiles_url: str | None = None) -> LocalMap:
    """The ward map of these outlines; `shading` colours it, `title` is the name of its frame."""
    # Nothing of a month goes in here: when the script changes, the browser mounts the frame anew and loses
    # zoom and position. What changes goes through `command` (decision 25).
    return LocalMap(_plan(outlines, tiles_url, title))


def hub_map(*outlines: OutlineSet, title: str = "Map of places", tiles_url: str | None = None) -> LocalMap:
    """The map of places over faint ward outlines; `markers` puts the places on it."""
    return LocalMap(_plan(outlines, tiles_url, title) | {"faint": True})


def _plan(outlines: Sequence[OutlineSet], tiles_url: str | None, title: str) -> dict[str, object]:
    title = said(title)
    return {
        "title": title,
        "label": f"{title}; the table on this page has the same facts",
        "outlines": [outline.url for outline in outlines],
        "bounds": _bounds(outlines),
        # Hexagons lie only about where places do: no kilometre is one.
        "scale": not any(outline.of_hexagons for outline in outlines),
        "source": said("; ".join(sorted({outline.called for outline in outlines}))),
        "tiles": tiles_url,
        # The host alone: the rest of the address may hold a key.
        "tiles_source": f"Base map: {urlsplit(tiles_url).hostname}" if tiles_url else None,
    }


def _bounds(outlines: Sequence[OutlineSet]) -> list[list[float]] | None:
    if not outlines:
        return None
    souths, wests = zip(*(outline.bounds[0] for outline in outlines), strict=True)
    norths, easts = zip(*(outline.bounds[1] for outline in outlines), strict=True)
    return [[min(souths), min(wests)], [max(norths), max(easts)]]
