"""Outlines from postcodes: a small island with two authorities, typed by hand."""

import itertools
from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely

from probation_commission.domain.places import Authority, Ward, WardSet
from probation_commission.geography.making.outlines import Fineness, drawn_outlines
from probation_commission.geography.making.partition import (
    Grid,
    contest,
    levels,
    on_land,
    smoothed,
    without_fragments,
)

NORTH = Authority("E06000001", "Northshire", "North East")
TODAY = date(2025, 5, 1)
WARDS = WardSet(
    NORTH,
    TODAY,
    None,
    (
        Ward("E05000001", "West", NORTH, TODAY, None, area_km2=2.0),
        Ward("E05000002", "East", NORTH, TODAY, None, area_km2=4.0),
    ),
)
BEFORE = WardSet(
    NORTH,
    date(2013, 5, 2),
    date(2025, 4, 30),
    (Ward("E05000003", "Old", NORTH, date(2013, 5, 2), date(2025, 4, 30), area_km2=6.0),),
)


def street(west: int, south: int, lad: str, ward: str = "", previous: str = "") -> list[tuple[object, ...]]:
    """Nine postcodes a hundred metres apart."""
    steps = itertools.product(range(0, 300, 100), repeat=2)
    return [(west + x, south + y, lad, ward, previous) for x, y in steps]


def postcodes() -> pd.DataFrame:
    rows = street(400_000, 500_000, "E06000001", "E05000001", "E05000003")
    rows += street(402_000, 500_000, "E06000001", "E05000002", "E05000003")
    for x, y in itertools.product((398_000, 400_000, 402_000, 404_000), (498_000, 500_000, 502_000)):
        if y != 500_000 or x in {398_000, 404_000}:
            rows += street(x, y, "E06000099")  # neighbours on every side
    columns = ["easting", "northing", "lad_code", "ward_code", "previous_ward_code"]
    return pd.DataFrame(rows, columns=columns)


def grid(columns: int, rows: int, cell: int = 100) -> Grid:
    return Grid(0, 0, cell, columns, rows)


def seeds(*places: tuple[int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(places, columns=["easting", "northing", "unit"])


@pytest.fixture(scope="module")
def made() -> dict[str, object]:
    return drawn_outlines(postcodes(), [WARDS, BEFORE], Fineness(cell=50, margin=2000, smoothing=50))


def test_every_ward_of_every_set_has_one_shape(made: dict) -> None:
    assert list(made[WARDS.key].index) == ["E05000001", "E05000002"]
    assert list(made[BEFORE.key]["name"]) == ["Old"]
    assert made[WARDS.key].crs == "EPSG:4326"


def test_nothing_overlaps_and_nothing_is_left_between(made: dict) -> None:
    west, east = made[WARDS.key].geometry
    assert shapely.coverage_is_valid(made[WARDS.key].geometry.to_numpy())
    assert west.intersection(east).area == 0
    assert west.intersection(east).length > 0
    assert shapely.union(west, east).geom_type == "Polygon"


def test_wards_have_about_the_area_that_is_known(made: dict) -> None:
    west, east = made[WARDS.key].to_crs("EPSG:27700").area / 1e6  # alike in postcodes: alone, 4 km² each
    assert west == pytest.approx(2, rel=0.15)
    assert east == pytest.approx(4, rel=0.15)


def test_it_lies_where_the_national_grid_says(made: dict) -> None:
    point = made[WARDS.key].to_crs("EPSG:27700").geometry["E05000001"]
    assert point.contains(shapely.Point(400_100, 500_100))


def test_the_order_of_postcodes_does_not_matter(made: dict) -> None:
    shuffled = postcodes().sample(frac=1, random_state=1)
    again = drawn_outlines(shuffled, [BEFORE, WARDS], Fineness(cell=50, margin=2000, smoothing=50))
    assert again[WARDS.key].geometry.geom_equals_exact(made[WARDS.key].geometry, 0).all()


def test_a_cell_goes_to_the_nearest_postcode() -> None:
    game = contest(seeds((50, 50, 0), (950, 50, 1)), grid(10, 1))
    assert list(game.winners([0, 0])) == [0] * 5 + [1] * 5


def test_a_longer_arm_wins_more_but_never_anothers_postcode() -> None:
    game = contest(seeds((50, 50, 0), (950, 50, 1)), grid(10, 1))
    assert list(game.winners([64, 0])) == [0] * 7 + [1] * 3  # two doublings of d²: twice as far
    assert game.winners([64, -64])[-1] == 1


def test_levels_share_the_land_as_known() -> None:
    row = grid(100, 1)
    game = contest(seeds((50, 50, 0), (9950, 50, 1)), row)
    group = np.array([0, 1])
    unit_levels = levels(game, row, np.ones(100, dtype=bool), [(group, np.array([0.6, 0.4]))])  # of 1 km²
    assert (game.winners(unit_levels) == 0).sum() == pytest.approx(60, abs=2)


def test_the_sea_counts_for_no_ward() -> None:
    row = grid(100, 1)
    game = contest(seeds((50, 50, 0), (9950, 50, 1)), row)
    land = np.arange(100) < 80  # the twenty cells at the end of the east are sea
    unit_levels = levels(game, row, land, [(np.array([0, 1]), np.array([0.5, 0.3]))])
    assert (game.winners(unit_levels)[land] == 1).sum() == pytest.approx(30, abs=2)


def test_the_sea_begins_beyond_the_outermost_postcodes() -> None:
    coast = seeds(
        *((x, y, 0) for x in range(0, 40_001, 2_000) for y in range(0, 40_001, 2_000)), (90_000, 0, 0)
    )
    cells = Grid(36_000, 20_000, 500, 20, 1)  # from inland over the last postcodes at 40 km out to 46 km
    land = on_land(coast, cells)
    assert land[:8].all()
    assert not land[10:].any()


def test_a_scrap_joins_what_is_around_it() -> None:
    image = np.zeros((10, 10), dtype=np.int64)
    image[:, 5:] = 1
    image[2, 2] = 1  # cut off from the rest of ward 1
    assert without_fragments(image.ravel(), grid(10, 10)).reshape(10, 10)[2, 2] == 0


def test_a_large_part_stays_where_it_is() -> None:
    image = np.zeros((10, 10), dtype=np.int64)
    image[:, 7:] = 1
    image[:5, :2] = 1  # a third of the largest part: a ward may be in two pieces
    assert (without_fragments(image.ravel(), grid(10, 10)) == image.ravel()).all()


def test_a_spike_is_smoothed_away_and_a_straight_edge_is_kept() -> None:
    image = np.zeros((40, 40), dtype=np.int64)
    image[:, 20:] = 1
    spiked = image.copy()
    spiked[20, 10:20] = 1  # one cell wide
    near = np.zeros(image.size, dtype=np.int64)
    smooth = smoothed(spiked.ravel(), grid(40, 40), near).reshape(40, 40)
    assert (smooth[:, :18] == 0).all()  # the spike; its foot may leave a bulge of two cells
    assert (smooth[:15] == image[:15]).all()  # the edge away from it


def test_edges_far_from_postcodes_are_smoothed_more() -> None:
    image = np.zeros((60, 60), dtype=np.int64)
    image[:, 30:] = 1
    image[25:35, 20:30] = 1  # a block of ten cells: a street's worth in a town, chance in the hills
    far = np.full(image.size, (10 * 100) ** 2)
    assert smoothed(image.ravel(), grid(60, 60), np.zeros_like(far)).reshape(60, 60)[30, 22] == 1
    assert smoothed(image.ravel(), grid(60, 60), far).reshape(60, 60)[30, 22] == 0
