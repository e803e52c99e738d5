"""The months of a year side by side, a small picture each, all on one scale."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from math import cos, radians
from urllib.parse import quote

import geopandas as gpd
import numpy as np
import shapely

from probation_commission.domain.words import plural
from probation_commission.views.marks import tagged
from probation_commission.views.region.areas import RegionArea
from probation_commission.views.region.drawing import RegionDrawing

_WIDTH = 150
_TEXTURES = (
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" '
    'fill="#f4f4f4"/><path d="M0 6 6 0" stroke="#7d7d7d" stroke-width="1.3"/></pattern>'
    '<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" '
    'fill="#f4f4f4"/><rect x="2" y="2" width="2" height="2" fill="#7d7d7d"/></pattern>'
)
_GRID = (
    "display:grid;grid-template-columns:repeat(auto-fill,minmax(130px,1fr));gap:.75rem;list-style:none;"
    "margin:0;padding:0"
)


def year_html(
    areas: Sequence[RegionArea],
    drawing: RegionDrawing,
    months: Sequence[date],
    shapes: gpd.GeoDataFrame,
) -> str:
    """A small picture for each month, as HTML for `st.html`; its words say what the picture does."""
    paths = _paths(shapes)
    return f'<ul style="{_GRID}">{"".join(_month(areas, drawing, month, paths) for month in months)}</ul>'


def _month(areas: Sequence[RegionArea], drawing: RegionDrawing, month: date, paths: "Paths") -> str:
    there = [area for area in areas if area.of(month).counts]
    made_up = any(area.of(month).made_up for area in there)
    said = f"{len(there)} of {plural(len(areas), 'area')} with a return"
    name = tagged(f"{month:%b %Y}", made_up=made_up)
    picture = f"data:image/svg+xml,{quote(_drawing(areas, drawing, month, paths))}"
    style = "width:100%;height:auto;display:block"
    return (
        f'<li><strong style="font-size:.9rem">{escape(name)}</strong>'
        f'<img alt="{escape(f"{month:%B %Y}: {said}; the table has each figure")}" src="{picture}" '
        f'style="{style}"></li>'
    )


def _drawing(areas: Sequence[RegionArea], drawing: RegionDrawing, month: date, paths: "Paths") -> str:
    shapes = []
    for area in areas:
        fill = drawing.fill(drawing.cells[month][area.key])
        colour = f"url(#{fill})" if fill in {"hatch", "dots"} else fill
        inside = "".join(paths.by_code[code] for code in area.codes if code in paths.by_code)
        shapes.append(f'<path d="{inside}" fill="{colour}"/>')
    # The edge over all fills, or a neighbour's would cover half of it.
    edges = '<g stroke="#75858f" stroke-width="1" stroke-linejoin="round">'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {paths.height}">'
        f"<defs>{_TEXTURES}</defs>{edges}{''.join(shapes)}</g></svg>"
    )


class Paths:
    """The shapes as paths of a picture that is so high."""

    def __init__(self, by_code: Mapping[str, str], height: int) -> None:
        self.by_code, self.height = by_code, height


def _paths(shapes: gpd.GeoDataFrame) -> Paths:
    west, south, east, north = shapes.total_bounds
    # A degree of longitude is as much shorter as the middle lies north.
    narrow = cos(radians((south + north) / 2))
    scale = (_WIDTH - 4) / ((east - west) * narrow)

    def on_picture(points: np.ndarray) -> np.ndarray:
        x = 2 + (points[:, 0] - west) * narrow * scale
        return np.column_stack([x, 2 + (north - points[:, 1]) * scale]).round(1)

    drawn = shapely.transform(shapes.geometry.to_numpy(), on_picture)
    paths = {str(code): _path(shape) for code, shape in zip(shapes.index, drawn, strict=True)}
    return Paths(paths, round(4 + (north - south) * scale))


def _path(shape: shapely.Geometry) -> str:
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return "".join(
        "M" + "L".join(f"{x:g} {y:g}" for x, y in shapely.get_coordinates(ring)[:-1]) + "Z" for ring in rings
    )
