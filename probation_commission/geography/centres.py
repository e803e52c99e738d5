"""The middles of wards and of districts of postcodes: from where a way to a place is measured."""

import string
from functools import lru_cache

import geopandas as gpd
import pandas as pd

from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer, postcode_wards
from probation_commission.geography.outlines import OutlineSet
from probation_commission.geography.postcodes import postcode_points

WARD, DISTRICT = "ward", "district"
COLUMNS = ("kind", "key", "name", "easting", "northing")
GRID = "EPSG:27700"


def centres(area_code: str) -> pd.DataFrame:
    """Every ward and district (`DH1`) of an authority: kind, key, name, easting and northing in metres.

    The middle is the mean of the postcodes in the ward's outline as it is in use now; without outlines there
    are districts alone.
    """
    area = gazetteer().authority(area_code)
    sets = gazetteer().ward_sets(area) if area else ()
    outline_set = outlines.current(sets[0].key) if sets else None
    names = {ward.code: ward.name for ward in sets[0].wards} if sets else {}
    found = _middles(area_code, outline_set)
    return found.assign(name=[names.get(key, key) for key in found.key])


@lru_cache(maxsize=32)
def _middles(area_code: str, outline_set: OutlineSet | None) -> pd.DataFrame:
    known = postcode_wards()
    letters = {postcode[0] for postcode in known.postcode[known.lad_code == area_code]}
    points = postcode_points(letters or string.ascii_uppercase)
    points = points[points.lad_code == area_code]
    points = points.assign(district=points.postcode.str[:-3].str.strip())
    by_district = points.groupby("district")[["easting", "northing"]].mean().rename_axis("key")
    frames = [by_district.reset_index().assign(kind=DISTRICT)]
    if outline_set is not None:
        wards = outlines.polygons(outline_set).to_crs(GRID)[["geometry"]].rename_axis("key").reset_index()
        where = gpd.GeoDataFrame(
            points, geometry=gpd.points_from_xy(points.easting, points.northing), crs=GRID
        )
        inside = where.sjoin(wards, predicate="within")
        by_ward = inside.groupby("key")[["easting", "northing"]].mean()
        frames.insert(0, by_ward.reset_index().assign(kind=WARD))
    return pd.concat(frames, ignore_index=True).assign(name="")[list(COLUMNS)]


def on_grid(places: pd.DataFrame) -> pd.DataFrame:
    """The places that have a point, with easting and northing in metres."""
    placed = places.dropna(subset=["latitude", "longitude"])
    points = gpd.points_from_xy(placed.longitude, placed.latitude, crs="EPSG:4326").to_crs(GRID)
    return placed.assign(easting=points.x, northing=points.y)
