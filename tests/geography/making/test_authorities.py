"""Authority outlines: a made-up land typed by hand, and the bundled ones beside the official."""

import itertools
from collections import defaultdict
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from probation_commission.geography.making.authorities import Land, land, neighbours, shapes
from probation_commission.geography.making.partition import Grid
from probation_commission.geography.outlines import AUTHORITIES, BUNDLED, content, polygons, read_index
from probation_commission.settings import DATA

ONS_OUTLINES = Path(__file__).resolve().parents[4] / "shared" / "geo" / "ons_outlines"
NAMES = {"E06000901": "West", "E06000902": "East"}


def villages(west: int, east: int, code: str) -> list[tuple[int, int, str]]:
    """A postcode every kilometre from 500 to 510 km north."""
    return [
        (x, y, code) for x, y in itertools.product(range(west, east, 1000), range(500_000, 510_001, 1000))
    ]


@pytest.fixture(scope="module")
def island() -> Land:
    rows = [*villages(400_000, 405_000, "E06000901"), *villages(405_000, 411_000, "E06000902")]
    postcodes = pd.DataFrame(rows, columns=["easting", "northing", "lad_code"])
    return land(postcodes, postcodes)


def image(*rows: str) -> Land:
    """Letters for authorities, a point for the sea; the first row is the south."""
    owner = np.array([[".ABC".index(letter) - 1 for letter in row] for row in rows])
    codes = np.array(["A", "B", "C"], dtype=object)
    return Land(Grid(400_000, 500_000, 100, owner.shape[1], owner.shape[0]), owner, codes)


def test_the_edge_lies_halfway_and_the_coast_just_beyond_the_outermost(island: Land) -> None:
    frame = shapes(island, NAMES).to_crs("EPSG:27700")
    west, east = frame.geometry
    assert list(frame["name"]) == ["West", "East"]
    # Halfway between 404 and 405 km; the coast 150 metres out, by coarse cells.
    assert west.bounds == pytest.approx((399_850, 499_850, 404_500, 510_150), abs=200)
    assert east.bounds == pytest.approx((404_500, 499_850, 410_150, 510_150), abs=200)
    assert shapely.coverage_is_valid(frame.geometry.to_numpy())


def test_who_has_no_name_here_has_no_shape(island: Land) -> None:
    assert list(shapes(island, {"E06000902": "East"}).index) == ["E06000902"]


def test_neighbours_share_an_edge_of_half_a_kilometre_in_both_directions() -> None:
    whole = image("AAAAABBBBB", "AAAAABBBBB", "CCCCCC....")  # B and C meet for a hundred metres
    pairs = set(neighbours(whole).itertuples(index=False, name=None))
    assert pairs == {("A", "C"), ("C", "A")}  # A and B meet for two hundred


@pytest.mark.parametrize("apart", [("A", "C"), ("C", "A"), ("C", "")])
def test_water_between_them_makes_none(apart: tuple[str, str]) -> None:
    assert neighbours(image("AAAAAA", "CCCCCC"), frozenset({apart})).empty


def test_the_bundled_outlines_are_whole_and_small() -> None:
    outlines = read_index(BUNDLED)[AUTHORITIES]
    frame = polygons(outlines)
    facts = pd.read_csv(DATA / "england_wales" / "authorities.csv", dtype=str, keep_default_na=False)
    assert frame["name"].to_dict() == dict(zip(facts["lad_code"], facts["lad_name"], strict=True))
    assert len(frame) == 318
    assert frame.is_valid.all()
    assert shapely.coverage_is_valid(frame.geometry.to_numpy())
    assert outlines.origin == "indicative"
    assert "too few postcodes for a shape: Isles of Scilly" in outlines.source
    assert len(content(outlines)) < 1_500_000


@pytest.mark.skipif(not ONS_OUTLINES.exists(), reason="shared/geo is not beside the repository")
@pytest.mark.parametrize(
    ("name", "middle", "least"), [("lads_london", 0.97, 0.9), ("lads_north_east", 0.96, 0.93)]
)
def test_most_of_an_official_area_is_in_the_bundled_outline(name: str, middle: float, least: float) -> None:
    official = gpd.read_file(ONS_OUTLINES / f"{name}.geojson").set_index("lad_code").to_crs("EPSG:27700")
    ours = polygons(read_index(BUNDLED)[AUTHORITIES]).to_crs("EPSG:27700").geometry.reindex(official.index)
    there = official.geometry.make_valid()
    right = ours.intersection(there).area / there.area
    assert right.median() > middle
    assert right.min() > least


def test_the_bundled_neighbours() -> None:
    frame = pd.read_csv(DATA / "england_wales" / "neighbours.csv", dtype=str)
    beside = defaultdict(set)
    for here, there in frame.itertuples(index=False):
        beside[here].add(there)
    assert all(here in beside[there] for here, there in frame.itertuples(index=False))
    # As any map has them: Haringey's six, Darlington's three.
    assert beside["E09000014"] == {f"E090000{number}" for number in ("03", "07", "10", "12", "19", "31")}
    assert beside["E06000005"] == {"E06000047", "E06000004", "E06000065"}
    assert not {"E06000046", "E06000053"} & set(beside)  # Wight and Scilly are islands
    assert len(beside) == 316
