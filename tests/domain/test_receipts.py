"""When a period is over; each row is the edge that it stands on."""

from datetime import date

import pytest

from probation_commission.domain.receipts import ended_on


@pytest.mark.parametrize(
    ("month", "months", "ended"),
    [
        (date(2026, 10, 1), 1, date(2026, 10, 31)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2024, 2, 1), 1, date(2024, 2, 29)),
        (date(2026, 10, 1), 3, date(2026, 12, 31)),  # a quarter
        (date(2026, 11, 1), 3, date(2027, 1, 31)),
    ],
)
def test_a_period_ends_on_the_last_day_of_its_last_month(month, months, ended):
    assert ended_on(month, months) == ended
