"""Where abolished wards went, and which ward a point on the map is in."""

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd
import shapely


def best_fit(postcode_wards: pd.DataFrame, ward_code: str) -> pd.DataFrame:
    """How an abolished ward lies in today's wards: columns ward_code and share, best first.

    The share is of the abolished ward's postcodes, so an estimate of homes and not of people or land;
    the shares add up to 1. Empty for a ward that no postcode was in.
    """
    # "BRUCE GROVE 5": where the ward went is an estimate beside the map; the 5 are not moved (decision 6).
    today = postcode_wards.loc[postcode_wards["previous_ward_code"] == ward_code, "ward_code"]
    counts = today.value_counts().rename_axis("ward_code").reset_index(name="postcodes")
    counts["share"] = counts["postcodes"] / len(today)
    ordered = counts.sort_values(["share", "ward_code"], ascending=[False, True])
    return ordered[["ward_code", "share"]].reset_index(drop=True)


def best_fits(postcode_wards: pd.DataFrame, ward_codes: Iterable[str]) -> pd.DataFrame:
    """The best fits of several abolished wards: previous_ward_code, ward_code, share."""
    fits = [
        best_fit(postcode_wards, code).assign(previous_ward_code=code) for code in dict.fromkeys(ward_codes)
    ]
    columns = ["previous_ward_code", "ward_code", "share"]
    return pd.concat(fits, ignore_index=True)[columns] if fits else pd.DataFrame(columns=columns)


def ward_at(polygons: gpd.GeoDataFrame, lat: float, lng: float) -> str | None:
    """The code of the ward that a point (degrees) is in, None where it is in none.

    `polygons` are indexed by ward code; on an edge between wards the first of them is returned.
    """
    # Sorted, so that on an edge it is the same ward every time.
    positions = polygons.sindex.query(shapely.Point(lng, lat), predicate="intersects", sort=True)
    return str(polygons.index[positions[0]]) if len(positions) else None
