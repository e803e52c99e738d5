"""A hexagon each: as many as there are places, of one size, about where each lies."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from probation_commission.geography.hexagons import MOST, hexagons
from probation_commission.geography.outlines import AUTHORITIES, BUNDLED, HEXAGONS, polygons, read_index

KEYS = sorted(key for key in read_index(BUNDLED) if key.endswith(HEXAGONS))


def squares(count: int) -> gpd.GeoDataFrame:
    """So many squares of a kilometre in a row, the first in the west."""
    shapes = [shapely.box(400_000 + 1000 * x, 500_000, 401_000 + 1000 * x, 501_000) for x in range(count)]
    frame = {"name": [f"Place {x}" for x in range(count)]}
    codes = [f"E05{x:06}" for x in range(count)]
    return gpd.GeoDataFrame(frame, index=codes, geometry=shapes, crs="EPSG:27700").to_crs("EPSG:4326")


def test_every_place_has_a_hexagon_of_one_size_under_its_own_code_and_name() -> None:
    there = squares(9).iloc[::-1]
    laid = hexagons(there)
    assert laid is not None
    assert list(laid.index) == list(there.index)
    assert list(laid["name"]) == list(there["name"])
    areas = laid.to_crs("EPSG:27700").area
    assert areas.max() / areas.min() == pytest.approx(1, abs=0.001)
    assert all(len(shape.exterior.coords) == 7 for shape in laid.geometry)


def test_who_lies_west_lies_west() -> None:
    laid = hexagons(squares(9))
    assert laid is not None
    assert (np.diff(laid.geometry.centroid.x) > 0).all()


def test_too_many_places_have_none() -> None:
    assert hexagons(squares(MOST + 1)) is None


def test_a_large_moor_takes_no_more_room_than_a_street() -> None:
    there = gpd.GeoDataFrame(
        {"name": ["Moor", "Street"]},
        index=["M", "S"],
        geometry=[
            shapely.box(400_000, 500_000, 430_000, 530_000),
            shapely.box(430_000, 515_000, 431_000, 516_000),
        ],
        crs="EPSG:27700",
    ).to_crs("EPSG:4326")
    laid = hexagons(there)
    assert laid is not None
    moor, street = laid.to_crs("EPSG:27700").geometry
    assert moor.area == pytest.approx(street.area, rel=0.001)
    assert moor.centroid.x < street.centroid.x


@pytest.mark.parametrize("key", KEYS)
def test_the_bundled_hexagons_share_their_corners(key: str) -> None:
    frame = polygons(read_index(BUNDLED)[key])
    assert shapely.coverage_is_valid(frame.geometry.to_numpy())
    assert frame.geometry.is_valid.all()


def test_every_bundled_set_of_outlines_has_its_hexagons() -> None:
    sets = read_index(BUNDLED)
    for key in set(sets) - set(KEYS):
        assert set(polygons(sets[f"{key}{HEXAGONS}"]).index) == set(polygons(sets[key]).index)


def test_each_probation_region_has_hexagons_of_its_own() -> None:
    sizes = [
        len(polygons(outlines))
        for key, outlines in read_index(BUNDLED).items()
        if key.startswith(f"{AUTHORITIES}-") and key in KEYS and key != f"{AUTHORITIES}{HEXAGONS}"
    ]
    assert len(sizes) == 12
    assert sum(sizes) == 318
