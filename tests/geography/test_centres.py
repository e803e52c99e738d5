"""The middles of what is wider than a ward: of all its postcodes, so that a large ward counts for more."""

import pandas as pd
import pytest

from probation_commission.geography.centres import (
    COLUMNS,
    DISTRICT,
    LOCALITY,
    WARD,
    WHOLE,
    centres,
    middle,
    wider,
)

DURHAM = "E06000047"
DARLINGTON = "E06000005"


def rows(*given):
    return pd.DataFrame(given, columns=list(COLUMNS))


def test_a_locality_lies_in_the_middle_of_all_its_postcodes_and_the_area_in_that_of_its_own():
    smaller = rows(
        (WARD, "a", "A", 0.0, 0.0, 30),
        (WARD, "b", "B", 400.0, 800.0, 10),
        (WARD, "c", "C", 9000.0, 9000.0, 5),
        (DISTRICT, "ZZ1", "ZZ1", 10.0, 20.0, 3),
    )
    found = wider(smaller, {"a": "North", "b": "North"}, (DURHAM, "Example")).set_index("kind")
    assert list(found.loc[LOCALITY, ["name", "easting", "northing", "postcodes"]]) == ["North", 100, 200, 40]
    # Of no postcode beyond it, though its districts have some.
    assert found.loc[WHOLE, "name"] == "Example"
    assert tuple(found.loc[WHOLE, ["easting", "northing"]]) == middle(DURHAM)


def test_a_district_is_in_one_place_whichever_area_somebody_chose():
    one, other = (centres(code).set_index("key") for code in (DURHAM, DARLINGTON))
    both = sorted(set(one.index[one.kind == DISTRICT]) & set(other.index[other.kind == DISTRICT]))
    assert "DL1" in both
    columns = ["easting", "northing", "postcodes"]
    pd.testing.assert_frame_equal(one.loc[both, columns], other.loc[both, columns])


def test_a_district_of_the_post_alone_is_none():
    keys = set(centres(DURHAM).key)
    assert not {"DH97", "DH98", "DH99", "DL98", "SR88"} & keys
    assert {"DH1", "DL10", "TS29"} <= keys


def test_where_there_are_no_localities_there_is_the_area_alone():
    found = wider(centres(DURHAM), {}, (DURHAM, "County Durham"))
    assert list(found.kind) == [WHOLE]
    assert found.easting.iloc[0] == pytest.approx(424_000, abs=6_000)
