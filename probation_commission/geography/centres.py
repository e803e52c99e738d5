"""The middles of wards and of districts of postcodes: from where a way to a place is measured."""

import string
from collections.abc import Mapping
from functools import lru_cache

import geopandas as gpd
import pandas as pd

from probation_commission.domain.localities import GroupingsInForce, latest
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer, postcode_wards
from probation_commission.geography.outlines import OutlineSet
from probation_commission.geography.postcodes import postcode_points

WARD, DISTRICT, LOCALITY, WHOLE = "ward", "district", "locality", "authority"
COLUMNS = ("kind", "key", "name", "easting", "northing", "postcodes")
GRID = "EPSG:27700"
FEWEST = 50
"""A district of fewer postcodes is of large users of the post ("DL98"), and nobody lives in it."""


def centres(area_code: str) -> pd.DataFrame:
    """Every ward and district (`DH1`) of an authority: kind, key, name, easting and northing in metres.

    `postcodes`: of how many it is the middle, which is their mean. Those of a ward are those in its outline
    as it is in use now; without outlines there are districts alone. A district is in the middle of all its
    postcodes, whatever authority they are in, so that it is in one place however somebody came to it.
    """
    area = gazetteer().authority(area_code)
    sets = gazetteer().ward_sets(area) if area else ()
    outline_set = outlines.current(sets[0].key) if sets else None
    names = {ward.code: ward.name for ward in sets[0].wards} if sets else {}
    found = _middles(area_code, outline_set)
    return found.assign(name=[names.get(key, key) for key in found.key])


def starts(area_code: str, groupings: GroupingsInForce) -> pd.DataFrame:
    """From where somebody in an authority may start: its `centres`, its localities and all of it.

    `groupings` as the store has them, of each ward set; what is made up among them is left out.
    """
    area = gazetteer().authority(area_code)
    smaller = centres(area_code)
    whole = (area_code, area.name if area else area_code)
    return pd.concat([smaller, wider(smaller, grouping(area_code, groupings), whole)], ignore_index=True)


def grouping(area_code: str, groupings: GroupingsInForce) -> Mapping[str, str]:
    """The locality of each ward of an authority, by the ward's code."""
    area = gazetteer().authority(area_code)
    sets = gazetteer().ward_sets(area) if area else ()
    return latest(groupings, sets[0].key, made_up=False).grouping if sets else {}


def middle(area_code: str) -> tuple[float, float]:
    """The mean of all postcodes of an authority: easting and northing in metres."""
    easting, northing, _ = _whole(area_code)
    return easting, northing


@lru_cache(maxsize=32)
def _whole(area_code: str) -> tuple[float, float, int]:
    points = _points(area_code)
    return float(points.easting.mean()), float(points.northing.mean()), len(points)


def _points(area_code: str) -> pd.DataFrame:
    points = _around(area_code)
    return points[points.lad_code == area_code]


def _around(area_code: str) -> pd.DataFrame:
    """Every postcode with a first letter that the authority has, in it and elsewhere."""
    known = postcode_wards()
    letters = {postcode[0] for postcode in known.postcode[known.lad_code == area_code]}
    return postcode_points(letters or string.ascii_uppercase)


@lru_cache(maxsize=32)
def _middles(area_code: str, outline_set: OutlineSet | None) -> pd.DataFrame:
    around = _around(area_code)
    around = around.assign(district=around.postcode.str[:-3].str.strip())
    points = around[around.lad_code == area_code]
    # One that only begins here ("DL10", two postcodes) is of a neighbour, and still somebody lives there.
    districts = _means(around[around.district.isin(points.district.unique())], "district")
    frames = [districts[districts.postcodes >= FEWEST].assign(kind=DISTRICT)]
    if outline_set is not None:
        wards = outlines.polygons(outline_set).to_crs(GRID)[["geometry"]].rename_axis("key").reset_index()
        where = gpd.GeoDataFrame(
            points, geometry=gpd.points_from_xy(points.easting, points.northing), crs=GRID
        )
        inside = where.sjoin(wards, predicate="within")
        frames.insert(0, _means(inside, "key").assign(kind=WARD))
    return pd.concat(frames, ignore_index=True).assign(name="")[list(COLUMNS)]


def _means(points: pd.DataFrame, by: str) -> pd.DataFrame:
    """The mean point of the postcodes of each, by `key`, and how many they are."""
    groups = points.groupby(by)
    means = groups[["easting", "northing"]].mean().assign(postcodes=groups.size())
    return means.rename_axis("key").reset_index()


def wider(smaller: pd.DataFrame, grouping: Mapping[str, str], whole: tuple[str, str]) -> pd.DataFrame:
    """The middles of localities, by their wards, and of the whole authority, by all of its postcodes.

    `smaller` as `centres` has them, `grouping` the locality of each ward by code, `whole` code and name of
    the authority. Each is the mean of all its postcodes; a locality without any is left out.
    """
    wards = smaller[smaller.kind == WARD].assign(group=smaller.key.map(dict(grouping)))
    parts = wards.dropna(subset="group")
    weighted = parts.assign(
        easting=parts.easting * parts.postcodes, northing=parts.northing * parts.postcodes
    )
    sums = weighted.groupby("group")[["easting", "northing", "postcodes"]].sum().reset_index()
    localities = sums.assign(
        kind=LOCALITY,
        easting=sums.easting / sums.postcodes,
        northing=sums.northing / sums.postcodes,
        key=LOCALITY + ":" + sums.group.astype(str),
        name=sums.group,
    )
    code, name = whole
    easting, northing, postcodes = _whole(code)
    all_of_it = pd.DataFrame(
        [(WHOLE, f"{WHOLE}:{code}", name, easting, northing, postcodes)], columns=list(COLUMNS)
    )
    if localities.empty:
        return all_of_it
    return pd.concat([localities[list(COLUMNS)], all_of_it], ignore_index=True)


def on_grid(places: pd.DataFrame) -> pd.DataFrame:
    """The places that have a point, with easting and northing in metres."""
    placed = places.dropna(subset=["latitude", "longitude"])
    points = gpd.points_from_xy(placed.longitude, placed.latitude, crs="EPSG:4326").to_crs(GRID)
    return placed.assign(easting=points.x, northing=points.y)
