"""The working day by which a return is due; each row is the edge that it stands on."""

from datetime import date

import pytest

from probation_commission.analysis.due import days_late, due_on, number_of, working_day

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))


@pytest.mark.parametrize(
    ("month", "number", "day"),
    [
        (NOVEMBER, 1, date(2026, 11, 2)),  # the first is a Sunday
        (NOVEMBER, 6, date(2026, 11, 9)),
        (NOVEMBER, 10, date(2026, 11, 13)),
        (date(2027, 1, 1), 1, date(2027, 1, 4)),  # New Year, and a weekend
        (date(2026, 4, 1), 3, date(2026, 4, 7)),  # Good Friday and Easter Monday
        (date(2026, 2, 1), 20, date(2026, 2, 27)),  # the last of the shortest month
    ],
)
def test_working_days_are_counted_without_weekends_and_bank_holidays(month, number, day):
    assert working_day(month, number) == day
    assert number_of(day) == number


def test_a_day_off_is_no_working_day():
    assert number_of(date(2026, 11, 1)) is None
    assert number_of(date(2026, 12, 25)) is None


@pytest.mark.parametrize(
    ("month", "months", "day", "due"),
    [
        (OCTOBER, 1, 10, date(2026, 11, 13)),
        (DECEMBER, 1, 10, date(2027, 1, 15)),  # over New Year
        (OCTOBER, 3, 10, date(2027, 1, 15)),  # a quarter
        (OCTOBER, 1, 1, date(2026, 11, 2)),
    ],
)
def test_a_return_is_due_on_a_working_day_of_the_month_after(month, months, day, due):
    assert due_on(month, months, day) == due


@pytest.mark.parametrize(
    ("received_on", "days"),
    [
        (date(2026, 10, 20), 0),  # before its month was over
        (date(2026, 11, 13), 0),  # the last day
        (date(2026, 11, 14), 1),
        (date(2026, 12, 13), 30),
    ],
)
def test_the_days_after_it_was_due_count(received_on, days):
    assert days_late(received_on, OCTOBER) == days
