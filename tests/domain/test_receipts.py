"""When a return is due, and by how many days one was late; each row is the edge that it stands on."""

from datetime import date

import pytest

from probation_commission.domain.receipts import days_late, due_on, ended_on

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))


@pytest.mark.parametrize(
    ("month", "months", "ended", "due"),
    [
        (OCTOBER, 1, date(2026, 10, 31), date(2026, 11, 15)),
        (DECEMBER, 1, date(2026, 12, 31), date(2027, 1, 15)),  # over New Year
        (date(2024, 2, 1), 1, date(2024, 2, 29), date(2024, 3, 15)),
        (OCTOBER, 3, date(2026, 12, 31), date(2027, 1, 15)),  # a quarter
        (NOVEMBER, 3, date(2027, 1, 31), date(2027, 2, 15)),
    ],
)
def test_a_period_ends_and_is_due_on_the_fifteenth_after_it(month, months, ended, due):
    assert (ended_on(month, months), due_on(month, months)) == (ended, due)


@pytest.mark.parametrize(
    ("received_on", "days"),
    [
        (date(2026, 10, 20), 0),  # before its month was over
        (date(2026, 11, 15), 0),  # the last day
        (date(2026, 11, 16), 1),
        (date(2026, 12, 15), 30),
    ],
)
def test_the_days_after_it_was_due_count(received_on, days):
    assert days_late(received_on, OCTOBER) == days
