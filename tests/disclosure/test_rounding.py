"""Totals for the public: up or down by a chance that needs the installation's secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.disclosure.rounding import BASE, rounded

SECRET = b"a secret of the tests"
IDENTITY = ("wellbeing", "CDD", "2026-10", "received")


@pytest.mark.parametrize(("count", "text"), [(0, "fewer than 10"), (9, "fewer than 10"), (10, "10")])
def test_each_edge_of_what_is_shown_as_a_number(count, text):
    assert rounded(count, SECRET, *IDENTITY).text == text


@given(st.integers(0, 5_000), st.text(max_size=5))
def test_it_is_a_multiple_of_five_never_five_away_and_its_range_holds_the_count(count, subject):
    one = rounded(count, SECRET, subject)
    assert one == rounded(count, SECRET, subject)
    assert one.low <= count <= one.high
    if count >= 10:
        number = int(one.text.replace(",", ""))
        assert number % BASE == 0
        assert abs(number - count) < BASE


def test_with_a_known_secret_it_is_these_numbers():
    """Worked out by hand once: whoever leaves the secret out, or an identity, gets others."""
    found = [
        rounded(42, SECRET, "wellbeing", "CDD", f"2026-{month:02}", "received").text for month in range(1, 13)
    ]
    assert found == ["40", "40", "45", "45", "45", "45", "45", "45", "45", "40", "45", "45"]
    other = [
        rounded(42, b"another", "wellbeing", "CDD", f"2026-{month:02}", "received").text
        for month in range(1, 13)
    ]
    assert other != found


def test_sums_stay_right_on_average():
    for count in range(40, 45):
        numbers = [int(rounded(count, SECRET, str(number)).text) for number in range(4_000)]
        assert sum(numbers) / len(numbers) == pytest.approx(count, abs=0.12)


def test_without_a_secret_nothing_is_rounded():
    with pytest.raises(ValueError, match="secret"):
        rounded(42, b"", *IDENTITY)
