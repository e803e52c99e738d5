"""The bundled outlines, and how files in use here win over them."""

import hashlib
import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from probation_commission.geography.fit import ward_at
from probation_commission.geography.gazetteer import drawn_ward_sets, gazetteer, postcode_wards
from probation_commission.geography.outlines import (
    BUNDLED,
    Description,
    content,
    current,
    current_sets,
    geojson,
    keep,
    own_folder,
    polygons,
    read_index,
)
from probation_commission.geography.postcodes import postcode_points

KEYS = sorted(s.key for s in drawn_ward_sets())
OFFICIAL = Description("Darlington wards since 2015", "official", "ONS", "OGL", "checked", "December 2025")
pytestmark = pytest.mark.usefixtures("home")


def test_every_ward_set_has_bundled_outlines() -> None:
    assert set(read_index(BUNDLED)) >= set(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_bundled_outlines_are_whole(key: str) -> None:
    wards = gazetteer().ward_set_by_key(key)
    outlines = current(key)
    assert wards is not None
    assert outlines is not None
    frame = polygons(outlines)
    shapes = frame.geometry.to_numpy()
    assert list(frame.index) == sorted(ward.code for ward in wards.wards)
    assert frame.is_valid.all()
    assert not frame.is_empty.any()
    assert shapely.coverage_is_valid(shapes)  # no overlaps, and neighbours share their corners
    whole = shapely.coverage_union_all(shapes)
    assert sum(len(part.interiors) for part in shapely.get_parts(whole)) == 0  # no holes
    assert (outlines.title, outlines.origin) == (wards.title, "indicative")
    west, south, east, north = frame.total_bounds
    assert outlines.bounds == ((south, west), (north, east))


@pytest.mark.parametrize("key", KEYS)
def test_browsers_get_only_codes_names_and_five_decimals(key: str) -> None:
    outlines = read_index(BUNDLED)[key]
    data = content(outlines)
    features = json.loads(data)["features"]
    assert {tuple(feature["properties"]) for feature in features} == {("code", "name")}
    assert hashlib.sha256(data).hexdigest().startswith(outlines.sha)
    assert outlines.url == f"/geo/{key}-{outlines.sha}.geojson"
    assert len(data) < 250_000
    points = shapely.get_coordinates(polygons(outlines).geometry.to_numpy())
    assert (points == points.round(5)).all()


def test_postcodes_lie_in_the_outlines_of_their_ward() -> None:
    """Nineteen of twenty: the rest are what smoothing and scraps take."""
    postcodes = postcode_points("N").merge(postcode_wards(), on="postcode")
    haringey = postcodes[postcodes["lad_code_y"] == "E09000014"]
    places = gpd.points_from_xy(haringey["easting"], haringey["northing"], crs="EPSG:27700").to_crs(
        "EPSG:4326"
    )
    frame = polygons(read_index(BUNDLED)["E09000014-2022"])
    sample = list(zip(places, haringey["ward_code"], strict=True))[::40]
    right = sum(ward_at(frame, lat=place.y, lng=place.x) == code for place, code in sample)
    assert right / len(sample) > 0.95


def test_outlines_in_use_here_win(home: Path) -> None:
    assert own_folder() == home / "outlines"
    bundled = current_sets()
    keep(own_folder(), [("E06000005-2015", OFFICIAL, polygons(bundled["E06000005-2015"]).iloc[:3])])
    now = current_sets()
    assert now["E06000005-2015"].origin == "official"
    assert now["E06000005-2015"].url != bundled["E06000005-2015"].url
    assert len(polygons(now["E06000005-2015"])) == 3
    assert now["E09000014-2022"] == bundled["E09000014-2022"]


def test_what_is_kept_later_is_seen_at_once_and_the_rest_stays() -> None:
    frame = polygons(read_index(BUNDLED)["E06000005-2015"])
    for key, rows in (("one", 1), ("two", 2), ("one", 4)):
        keep(own_folder(), [(key, OFFICIAL, frame.iloc[:rows])])
        assert len(polygons(read_index(own_folder())[key])) == rows
    assert set(read_index(own_folder())) == {"one", "two"}


def test_the_same_shapes_are_the_same_bytes() -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["Årdale"]}, index=["E05000001"], geometry=[shapely.box(0, 0, 1 / 3, 1)]
    )
    assert (
        geojson(frame)
        == (
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"E05000001",'
            '"name":"Årdale"},"geometry":{"type":"Polygon","coordinates":[[[0.33333,0.0],[0.33333,1.0],[0.0,1.0],'
            "[0.0,0.0],[0.33333,0.0]]]}}]}"
        ).encode()
    )


def test_no_outlines_for_an_unknown_set() -> None:
    assert current("E06000005-1066") is None
