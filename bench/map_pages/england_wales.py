"""All of England and Wales to be measured: its authorities, and as many made-up cells as it has wards."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from bench.map_pages import wards
from probation_commission.geography.england_wales import wards_by_authority
from probation_commission.geography.outlines import AUTHORITIES, BUNDLED, polygons, read_index
from probation_commission.geography.postcodes import postcode_points

POSTCODES_PER_CELL = 12
METRES = "EPSG:27700"
SIMPLER = 40
"""Metres, for `coverage_simplify`."""


def authorities(folder: Path) -> float:
    """Write the bundled authorities; return how many corners one has on average."""
    frame = polygons(read_index(BUNDLED)[AUTHORITIES]).reset_index()
    return wards.put(frame[["code", "name", "geometry"]].to_crs(METRES), folder)


def cells(folder: Path) -> float:
    """Write as many cells of each authority as it has wards in 2026, grown from its postcodes."""
    outlines = polygons(read_index(BUNDLED)[AUTHORITIES]).to_crs(METRES).geometry
    points = postcode_points("ABCDEFGHIJKLMNOPQRSTUVWXYZ").dropna().drop_duplicates(["easting", "northing"])
    by_authority = dict(list(points.groupby(points["lad_code"].astype(str))[["easting", "northing"]]))
    grown = [
        _grown(
            by_authority[code].to_numpy(float), outlines[code], sum(ward.in_force_to is None for ward in of)
        )
        for code, of in sorted(wards_by_authority().items())
    ]
    shapes = np.concatenate(grown)
    codes = [f"E05{number:06}" for number in range(len(shapes))]
    names = [f"Cell {number}" for number in range(len(shapes))]
    return wards.put(gpd.GeoDataFrame({"code": codes, "name": names}, geometry=shapes, crs=METRES), folder)


def _grown(points: np.ndarray, outline: shapely.Geometry, count: int) -> np.ndarray:
    """So many cells of one authority: what is nearest to the postcodes around each of as many middles."""
    order = np.random.default_rng(7).permutation(len(points))[: max(count * POSTCODES_PER_CELL, count)]
    chosen = points[order]
    nearest = shapely.STRtree(shapely.points(chosen[:count])).nearest(shapely.points(chosen))
    split = gpd.GeoSeries(shapely.points(chosen)).voronoi_polygons(extend_to=outline)
    split = split[~split.is_empty]
    owner = nearest[shapely.STRtree(shapely.points(chosen)).nearest(shapely.point_on_surface(split.values))]
    whole = gpd.GeoDataFrame({"owner": owner}, geometry=split.values).dissolve(by="owner", method="coverage")
    merged = shapely.coverage_simplify(whole.geometry.to_numpy(), SIMPLER)
    inside = pd.Series(shapely.intersection(merged, outline))
    # A middle whose cell lies outside of the outline as it was simplified is no cell.
    return inside[[shapely.area(shape) > 0 for shape in inside]].to_numpy()
