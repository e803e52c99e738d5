"""Days and months as people here read them."""

from datetime import UTC, date, datetime

import pytest

from probation_commission.domain.days import day, month_after


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
