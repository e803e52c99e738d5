"""Days and months as people here read them."""

from datetime import UTC, date, datetime

import pytest

from probation_commission.domain.days import day, month_after, months_between, months_from


@pytest.mark.parametrize(
    ("month", "after"),
    [
        (date(2026, 1, 1), date(2026, 2, 1)),
        (date(2026, 11, 30), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),  # a new year
    ],
)
def test_the_month_after(month, after):
    assert month_after(month) == after


def test_a_day_is_londons():
    assert day(datetime(2026, 5, 31, 23, 30, tzinfo=UTC)) == "1 June 2026"  # summer time


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 10, 31), date(2026, 10, 1), [(2026, 10)]),  # of one month, whatever the days
        (date(2025, 11, 1), date(2026, 2, 28), [(2025, 11), (2025, 12), (2026, 1), (2026, 2)]),
        (date(2026, 2, 1), date(2026, 1, 1), []),
    ],
)
def test_the_months_from_one_to_another_are_both_and_those_between(first, last, months):
    assert months_between(first, last) == [date(year, month, 1) for year, month in months]
    assert months_from(first, last) == len(months) - 1


def test_months_from_counts_back_too():
    assert months_from(date(2026, 2, 1), date(2025, 12, 31)) == -2
