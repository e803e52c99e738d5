"""Half-years, and when it is known who is settled."""

from datetime import date

import pytest

from probation_commission.domain.trackers import (
    Stretch,
    days_category,
    half_briefly,
    half_name,
    half_of,
    is_settled_known,
    of_days,
)


@pytest.mark.parametrize(
    ("month", "half"),
    [
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 9, 30), date(2026, 4, 1)),
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2027, 3, 31), date(2026, 10, 1)),
        (date(2026, 1, 1), date(2025, 10, 1)),
    ],
)
def test_half_years_begin_in_april_and_october(month, half):
    assert half_of(month) == half


def test_a_half_year_is_named_by_its_first_and_last_month():
    assert half_name(date(2026, 4, 1)) == "April to September 2026"
    assert half_name(date(2026, 10, 1)) == "October 2026 to March 2027"
    assert half_briefly(date(2026, 10, 1)) == "Oct 2026–Mar 2027"


def test_three_months_are_over_for_everybody_on_the_first_of_the_fourth_month_after():
    assert not is_settled_known(date(2026, 7, 1), date(2026, 10, 31))  # released on 31 July
    assert is_settled_known(date(2026, 7, 1), date(2026, 11, 1))


@pytest.mark.parametrize("said", [(Stretch.FOUND, 0), (Stretch.WANTED, 812), (Stretch.REVERSED, None)])
def test_how_long_is_written_and_read_back(said):
    assert of_days(days_category(*said)) == said
