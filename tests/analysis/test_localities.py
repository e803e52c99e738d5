"""Rolling up loses nobody, doubles nobody, and takes no missing figure for zero."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.localities import partly, rolled_up
from probation_commission.domain.localities import IN_NONE

WARDS = pd.DataFrame(
    [
        # ward_code, residents, all, red
        ("A", 1000, 5.0, 1.0),
        ("B", 2000, float("nan"), 2.0),  # the return does not name it for all
        ("C", None, 0.0, float("nan")),  # a real zero; residents not known
        ("D", 4000, 7.0, float("nan")),
        ("E", 500, float("nan"), float("nan")),
    ],
    columns=["ward_code", "residents", "all", "red"],
)


def rows(grouping):
    return rolled_up(WARDS, grouping, ["all", "red"]).set_index("locality")


def test_a_partly_missing_figure_is_the_sum_of_those_given_and_says_how_many():
    west = rows({"A": "West", "B": "West"}).loc["West"]
    assert (west.wards, west["all"], west["all given"], west.red, west["red given"]) == (2, 5, 1, 3, 2)
    assert west.residents == 3000


def test_a_figure_that_no_ward_gives_is_missing_and_zero_is_zero():
    found = rows({"E": "South", "C": "North"})
    assert math.isnan(found.loc["South", "all"])
    assert found.loc["North", "all"] == 0
    assert math.isnan(found.loc["North", "residents"])  # so there is no rate


def test_wards_in_no_locality_come_last_and_are_left_out_where_there_are_none():
    assert list(rows({"D": "West", "A": "east"}).index) == ["east", "West", IN_NONE]
    assert list(rows(dict.fromkeys("ABCDE", "All of it")).index) == ["All of it"]
    assert list(rows({}).index) == [IN_NONE]


@pytest.mark.parametrize(("some", "words"), [(0, ""), (1, "1 of 3 wards"), (3, "")])
def test_words_for_a_part(some, words):
    assert partly(some, 3) == words


counts = st.one_of(st.just(float("nan")), st.integers(0, 10_000).map(float))
wards = st.lists(
    st.tuples(counts, counts, st.sampled_from(["", "West", "East", "North"])), min_size=1, max_size=30
)


@given(wards)
def test_nobody_is_lost_or_counted_twice(made):
    frame = pd.DataFrame([(f"W{n}", 1, a, b) for n, (a, b, _) in enumerate(made)], columns=WARDS.columns)
    grouping = {f"W{n}": name for n, (_, _, name) in enumerate(made) if name}
    found = rolled_up(frame, grouping, ["all", "red"])
    assert found.wards.sum() == len(frame)
    assert not found.locality.duplicated().any()
    for column in ("all", "red"):
        assert found[column].sum() == frame[column].sum()
        assert found[f"{column} given"].sum() == frame[column].notna().sum()
        assert (found[column].isna() == (found[f"{column} given"] == 0)).all()
