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


def test_a_ward_has_the_soonest_of_the_places_that_are_open_and_no_time_where_none_is_known():
    wards = reach.nearest(CENTRES, places(("P", 3000, 4000)))
    times = pd.DataFrame({"ward_code": ["a", "a", "a"], "hub": ["p", "q", "shut"], "minutes": [50, 38, 5]})
    there = pd.DataFrame({"slug": ["p", "q"], "name": ["P", "Q"]})
    found = reach.by_time(wards, times, there, there.assign(easting=[3000.0, 9000.0], northing=[4000.0, 0]))
    assert found.minutes.iloc[0] == 38
    assert pd.isna(found.minutes.iloc[1])
    assert list(found.soonest) == ["Q", ""]
    assert list(reach.minutes_from("a", times, there)) == [50, 38]
    assert reach.minutes_from("b", times, there).isna().all()


def test_a_ward_is_partly_timed_while_a_nearer_place_has_no_time():
    wards = reach.nearest(CENTRES, places(("P", 3000, 4000)))
    placed = pd.DataFrame(
        {"slug": ["p", "q"], "name": ["P", "Q"], "easting": [3000.0, 9000.0], "northing": [4000.0, 0.0]}
    )
    to_q = pd.DataFrame({"ward_code": ["a", "b"], "hub": ["q", "q"], "minutes": [50, 60]})
    assert list(reach.by_time(wards, to_q, placed, placed).nearer) == ["P", "P"]
    # The place that is farther may have no time: the nearer one is the soonest as far as anybody knows.
    to_p = to_q.assign(hub="p")
    assert list(reach.by_time(wards, to_p, placed, placed).nearer) == ["", ""]
    # How far the soonest is nobody knows where it is on no map, and no place at all is nearer to none.
    assert list(reach.by_time(wards, to_q, placed, placed[:1]).nearer) == ["P", "P"]
    assert list(reach.by_time(wards, to_q[:0], placed, placed).nearer) == ["", ""]
    assert list(reach.by_time(wards, to_q, placed, placed[:0]).nearer) == ["", ""]


def test_places_near_an_area_are_those_near_any_of_its_wards():
    beyond = places(("near", 3000, 4000 + 3000), ("far", 60000, 0))
    assert list(reach.near(CENTRES, beyond, 2).name) == ["near"]
    assert reach.near(CENTRES[:0], beyond, 2).empty
