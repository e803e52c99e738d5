"""Counts that stand by themselves: bands give nothing more away than the band."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.disclosure import counts
from probation_commission.disclosure.audiences import Audience, audience
from probation_commission.disclosure.bands import band, bands
from probation_commission.disclosure.released import NO_FIGURE
from probation_commission.domain.access import Person, Role

NAN = float("nan")
USUAL = bands()


@pytest.fixture(autouse=True)
def _no_rules(home):
    """The usual rules: nothing stands in PC_HOME."""


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
    assert USUAL[band(count, USUAL)].label == label


@pytest.mark.parametrize(
    ("threshold", "labels"),
    [
        (6, ["none", "1–5", "6–9", "10–19", "20 or more"]),
        (8, ["none", "1–7", "8–19", "20 or more"]),  # 8–9 would be two counts
        (10, ["none", "1–9", "10–19", "20 or more"]),
        (20, ["none", "1–19", "20 or more"]),
    ],
)
def test_no_band_begins_inside_what_is_small_nor_is_narrower_than_three(threshold, labels):
    assert [one.label for one in bands(threshold)] == labels


def test_exact_counts_are_whole_numbers():
    assert [counts.text(n, Audience.RESTRICTED) for n in (0, 4.0, 1234)] == ["0", "4", "1,234"]


def test_the_public_gets_no_small_count_and_others_to_the_nearest_five():
    found = [counts.text(n, Audience.PUBLIC) for n in (0, 9, 10, 12, 13, 1234)]
    assert found == ["fewer than 10", "fewer than 10", "10", "10", "15", "1,235"]


@pytest.mark.parametrize("to", Audience)
def test_no_figure_is_never_a_number_and_never_none_of_them(to):
    assert counts.text(NAN, to) == NO_FIGURE


@pytest.mark.parametrize("as_partnership", [False, True])
@pytest.mark.parametrize("role", Role)
def test_only_leads_and_admins_see_exact_counts_and_not_when_they_ask_for_the_partnerships_view(
    role, as_partnership
):
    exact = role in {Role.ADMIN, Role.LEAD} and not as_partnership
    expected = Audience.RESTRICTED if exact else Audience.PARTNERSHIP
    assert audience(Person("Somebody", role), as_partnership=as_partnership) is expected


@given(st.lists(st.integers(0, 10_000)), st.integers(5, 30))
def test_bands_keep_the_order_of_counts_and_hold_them(numbers, threshold):
    every = bands(threshold)
    found = [band(number, every) for number in sorted(numbers)]
    assert found == sorted(found)
    for number in numbers:
        one = every[band(number, every)]
        assert one.low <= number <= (number if one.high is None else one.high)
