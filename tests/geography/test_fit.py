"""Where abolished wards went, and which ward a point is in."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from probation_commission.geography.fit import best_fit, best_fits, ward_at
from probation_commission.geography.gazetteer import postcode_wards

POSTCODES = pd.DataFrame(
    [
        ("old", "west"),
        ("old", "east"),
        ("old", "east"),
        ("old", "east"),
        ("older", "west"),  # another abolished ward in the same new one
        ("", "east"),  # a neighbour's postcode: nothing changed there
    ],
    columns=["previous_ward_code", "ward_code"],
)


def test_shares_are_of_the_abolished_wards_postcodes_best_first() -> None:
    assert best_fit(POSTCODES, "old").to_dict("list") == {
        "ward_code": ["east", "west"],
        "share": [0.75, 0.25],
    }


def test_a_ward_without_postcodes_has_no_fit() -> None:
    assert best_fit(POSTCODES, "unheard of").empty


def test_several_wards_each_once() -> None:
    fits = best_fits(POSTCODES, ["older", "old", "older"])
    assert list(fits["previous_ward_code"]) == ["older", "old", "old"]
    assert best_fits(POSTCODES, []).empty


def test_every_bundled_abolished_ward_is_shared_out_whole() -> None:
    codes = [code for code in postcode_wards()["previous_ward_code"].unique() if code]
    shares = best_fits(postcode_wards(), codes).groupby("previous_ward_code")["share"].sum()
    assert len(shares) == 63 + 19  # County Durham before 2025, Haringey before 2022
    assert shares.to_numpy() == pytest.approx(1)


def test_a_point_is_in_its_ward() -> None:
    squares = gpd.GeoDataFrame(
        geometry=[shapely.box(0, 50, 1, 51), shapely.box(1, 50, 2, 51)],
        index=["west", "east"],
        crs="EPSG:4326",
    )
    assert ward_at(squares, lat=50.5, lng=0.5) == "west"
    assert ward_at(squares, lat=50.5, lng=1.5) == "east"
    assert ward_at(squares, lat=50.5, lng=1) == "west"  # on the edge between them
    assert ward_at(squares, lat=50.5, lng=2.5) is None
    assert ward_at(squares, lat=0.5, lng=50.5) is None  # the wrong way round
