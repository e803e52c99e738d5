"""Maps of wards and places, their shades, markers and legends; `browser/` is what runs in the browser."""

from probation_commission.views.maps.base import (
    BROWSER,
    BROWSER_URL,
    LEAFLET_URL,
    LocalMap,
    command,
    hub_map,
    leaflet_folder,
    together,
    ward_map,
)
from probation_commission.views.maps.legends import HEXAGONS_MEAN, LegendEntry, legend_html, lettered
from probation_commission.views.maps.markers import place_entries, place_markers
from probation_commission.views.maps.shading import (
    BLUES,
    NO_RETURN,
    NOT_SHOWN,
    REDS,
    Classes,
    Shade,
    blended,
    class_breaks,
    ward_shading,
)

__all__ = [
    "BLUES",
    "BROWSER",
    "BROWSER_URL",
    "HEXAGONS_MEAN",
    "LEAFLET_URL",
    "NOT_SHOWN",
    "NO_RETURN",
    "REDS",
    "Classes",
    "LegendEntry",
    "LocalMap",
    "Shade",
    "blended",
    "class_breaks",
    "command",
    "hub_map",
    "leaflet_folder",
    "legend_html",
    "lettered",
    "place_entries",
    "place_markers",
    "together",
    "ward_map",
    "ward_shading",
]
