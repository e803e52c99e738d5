"""The bundled hubs, offices, services and funds, with each hub put where its postcode lies."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from probation_commission.domain.ideas import Fund
from probation_commission.intake.postcodes import postcode_points
from probation_commission.settings import DATA

HUBS = DATA / "hubs.csv"
SERVICES = DATA / "services.csv"
FUNDS = DATA / "funds.csv"


def bundled() -> dict[str, str]:
    """The bundled files by name, each with the SHA-256 of its content."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (HUBS, SERVICES, FUNDS)}


def services() -> list[dict[str, Any]]:
    """The services that the sources name, one a row; `expects_a_year` None where none says it."""
    return [row | {"expects_a_year": int(row["expects_a_year"] or 0) or None} for row in _rows(SERVICES)]


def funds() -> list[Fund]:
    """The funds that the sources name."""
    return [Fund(**row | {"amount_pence": int(row["amount_pence"])}) for row in _rows(FUNDS)]


def hubs() -> list[dict[str, Any]]:
    """The hubs and offices that the sources name, each with `latitude`, `longitude`, `exact`, `placed_by`.

    A place without a verified postcode lies in the middle of the postcodes of its ward or district
    and is not exact.
    """
    return [_placed(row) for row in _rows(HUBS)]


def _rows(path: Path) -> list[dict[str, Any]]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _placed(row: dict[str, Any]) -> dict[str, Any]:
    near = row.pop("near")
    points = _points()
    if row["postcode"]:
        here, how = points[points.postcode == row["postcode"]], f"postcode {row['postcode']}"
    else:
        here, how = _around(points, near)
    middle = here[["latitude", "longitude"]].median()
    return row | {
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
    return points[points.district.isin(districts)], f"approximate: the middle of {' and '.join(districts)}"


@cache
def _points() -> pd.DataFrame:
    """Every postcode of Durham and Darlington: postcode, district, ward_code, latitude, longitude."""
    wards = pd.read_csv(DATA / "postcode_wards.csv.gz", dtype=str)
    wards = wards[wards.lad_code.isin(["E06000047", "E06000005"])]
    wards["district"] = wards.postcode.str.split().str[0]
    points = wards.merge(postcode_points(sorted({code[0] for code in wards.postcode})), on="postcode")
    where = gpd.points_from_xy(points.easting, points.northing, crs="EPSG:27700").to_crs("EPSG:4326")
    return points.assign(latitude=where.y, longitude=where.x)
