"""Stand-ins for the official ONS outlines: our own, in their dress; and the real ones where they lie near."""

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from probation_commission.geography.outlines import BUNDLED, polygons, read_index

ONS_OUTLINES = Path(__file__).resolve().parent.parent.parent / "shared" / "geo" / "ons_outlines"
WD25_SETS = ("E06000005-2015", "E06000047-2025", "E09000010-2022", "E09000014-2022")
"""Those of today whose indicative outlines are all near enough to the known areas to pass for official."""
WD25_AREAS = tuple(key[:9] for key in WD25_SETS)


def official(key: str, year: str = "25") -> gpd.GeoDataFrame:
    """The bundled outlines of a ward set with the columns that ONS uses."""
    frame = polygons(read_index(BUNDLED)[key])
    columns = {
        "FID": range(len(frame)),
        f"WD{year}CD": frame.index,
        f"WD{year}NM": frame["name"].to_numpy(),
        f"LAD{year}CD": key[:9],
    }
    return gpd.GeoDataFrame(columns, geometry=frame.geometry.to_numpy(), crs="EPSG:4326")


def features(*frames: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Features as a feature service gives them."""
    return [feature for frame in frames for feature in json.loads(frame.to_json())["features"]]


def ons(name: str, year: str) -> gpd.GeoDataFrame:
    """The real ONS outlines in their own column names; the test is skipped where they are not near."""
    path = ONS_OUTLINES / f"wards_{name}_WD{year}.geojson"
    if not path.exists():
        pytest.skip(f"shared/geo/ons_outlines/{path.name} is not beside the repository")
    frame = gpd.read_file(path)
    names = {"wd_code": f"WD{year}CD", "wd_name": f"WD{year}NM", "lad_code": f"LAD{year}CD"}
    return frame.rename(columns=names).drop(columns=["vintage", "lad_name"])
