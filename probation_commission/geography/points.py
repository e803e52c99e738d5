"""Points as people give them, by a click or on the national grid, and whether one lies in an area."""

import geopandas as gpd

from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer

_GRID, _DEGREES = "EPSG:27700", "EPSG:4326"
_ROUNDING = 1000.0
"""Metres by which an outline may be beside the real boundary: ours are made from postcodes."""


def from_grid(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a point of the national grid in metres (EPSG:27700)."""
    (point,) = gpd.points_from_xy([easting], [northing], crs=_GRID).to_crs(_DEGREES)
    return float(point.y), float(point.x)


def to_grid(latitude: float, longitude: float) -> tuple[float, float]:
    """Easting and northing in metres (EPSG:27700) of a point in degrees."""
    (point,) = gpd.points_from_xy([longitude], [latitude], crs=_DEGREES).to_crs(_GRID)
    return float(point.x), float(point.y)


def lies_in(latitude: float, longitude: float, area_code: str) -> bool | None:
    """Whether a point in degrees lies in an authority, or within a kilometre of it; None without outlines."""
    area = gazetteer().authority(area_code)
    sets = gazetteer().ward_sets(area) if area else ()
    outline_set = outlines.current(sets[0].key) if sets else None
    if outline_set is None:
        return None
    (point,) = gpd.points_from_xy([longitude], [latitude], crs=_DEGREES).to_crs(_GRID)
    return bool((outlines.polygons(outline_set).to_crs(_GRID).distance(point) <= _ROUNDING).any())
