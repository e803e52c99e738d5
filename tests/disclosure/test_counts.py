"""Counts as an audience may see them: bands give nothing more away than the band."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.disclosure import counts
from probation_commission.disclosure.counts import BANDS, NO_FIGURE, Audience
from probation_commission.domain.access import Person, Role

NAN = float("nan")


@pytest.mark.parametrize(
    ("count", "label"),
    [
        (0, "none"),
        (1, "1–4"),
        (4, "1–4"),
        (5, "5–9"),
        (9, "5–9"),
        (10, "10–19"),
        (19, "10–19"),
        (20, "20 or more"),
        (1234, "20 or more"),
    ],
)
def test_each_edge_of_a_band(count, label):
    assert counts.text(count, Audience.PARTNERSHIP) == label
    assert BANDS[counts.band(count)].label == label


def test_exact_counts_are_whole_numbers():
    assert [counts.text(n, Audience.RESTRICTED) for n in (0, 4.0, 1234)] == ["0", "4", "1,234"]


@pytest.mark.parametrize("to", Audience)
def test_no_figure_is_never_a_number_and_never_none_of_them(to):
    frame = pd.DataFrame({"all": [NAN, 0.0]})
    assert counts.text(NAN, to) == NO_FIGURE
    assert counts.shown(frame, ["all"], to)["all"].iloc[0] == NO_FIGURE
    released = counts.released(frame, ["all"], to)["all"]
    assert released.isna().tolist() == [True, False]
    assert counts.band(NAN) is None


@pytest.mark.parametrize(
    ("role", "to"),
    [
        (Role.ADMIN, Audience.RESTRICTED),
        (Role.LEAD, Audience.RESTRICTED),
        (Role.PANEL, Audience.PARTNERSHIP),
        (Role.PARTNER, Audience.PARTNERSHIP),
        (Role.VIEWER, Audience.PARTNERSHIP),
    ],
)
def test_only_leads_and_admins_see_exact_counts(role, to):
    assert counts.audience(Person("Somebody", role)) is to


two_of_one_band = st.sampled_from(BANDS).flatmap(
    lambda band: st.tuples(*[st.integers(band.low, band.high if band.high is not None else 10_000)] * 2)
)


@given(st.lists(two_of_one_band, min_size=1))
def test_nothing_tells_two_counts_of_one_band_apart(pairs):
    one, other = (pd.DataFrame({"red": map(float, side)}) for side in zip(*pairs, strict=True))
    for leave in (counts.released, counts.shown):
        pd.testing.assert_frame_equal(
            leave(one, ["red"], Audience.PARTNERSHIP), leave(other, ["red"], Audience.PARTNERSHIP)
        )


@given(st.lists(st.integers(0, 10_000)))
def test_bands_keep_the_order_of_counts(numbers):
    bands = [counts.band(number) for number in sorted(numbers)]
    assert bands == sorted(bands)


def test_what_is_exact_is_left_as_it_is():
    frame = pd.DataFrame({"red": [7.0, NAN]})
    assert counts.released(frame, ["red"], Audience.RESTRICTED) is frame
    assert math.isnan(frame.red[1])
