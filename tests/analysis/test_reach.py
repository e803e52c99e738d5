"""Straight lines, and the share of a cohort that is within them as far as bands tell."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis import reach


def places(*points):
    return pd.DataFrame(points, columns=["name", "easting", "northing"])


CENTRES = pd.DataFrame(
    {"key": ["a", "b"], "name": ["A", "B"], "easting": [0.0, 3000.0], "northing": [0.0, 4000.0]}
)


def test_three_and_four_kilometres_are_five():
    (away,) = reach.miles(0, 0, places(("P", 3000, 4000)))
    assert away == pytest.approx(5 / 1.609344)


def test_each_ward_has_the_nearest_of_the_places_and_none_where_there_is_none():
    near = reach.nearest(CENTRES, places(("far", 30000, 0), ("here", 3000, 4000)))
    assert list(near.place) == ["here", "here"]
    assert list(near.miles) == pytest.approx([5 / 1.609344, 0])
    none = reach.nearest(CENTRES, places())
    assert none.miles.isna().all()
    assert list(none.place) == ["", ""]


def test_a_share_is_least_when_those_in_reach_are_few_and_the_others_many():
    # In reach 5 to 9; beyond 0 to 4: at least 5 of 9, at most 9 of 9.
    assert reach.share_within([True, False], [(5, 9), (0, 4)]) == (pytest.approx(5 / 9), 1.0)
    assert reach.share_within([True], [(0, 4)]) is None  # perhaps nobody


BANDS = st.lists(
    st.tuples(st.booleans(), st.integers(0, 30), st.integers(0, 10), st.integers(0, 10)), min_size=1
)


@given(BANDS)
def test_the_true_share_lies_between_the_two(wards):
    within = [inside for inside, *_ in wards]
    told = reach.share_within(within, [(low, low + wide) for _, low, wide, _ in wards])
    true = [min(low + more, low + wide) for _, low, wide, more in wards]
    if told is None or not sum(true):
        return
    share = sum(count for count, inside in zip(true, within, strict=True) if inside) / sum(true)
    assert told[0] - 1e-9 <= share <= told[1] + 1e-9
