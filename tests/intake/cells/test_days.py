"""Days as people write them into cells."""

from datetime import UTC, date, datetime

import pytest

from probation_commission.intake.cells.days import day

MAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    "value",
    [
        *(MAY, datetime(2026, 5, 1, 13), 46143, 46143.5, "46143"),  # noqa: DTZ001
        *("2026-05-01", "2026/5/1", "2026-05-01 13:00", "2026-05-01T13:00:00.5", "01/05/2026", "1.5.26"),
        *("1 May 2026", "1st May 2026", "01-May-26", " 1  may 2026 "),
        datetime(2026, 4, 30, 23, 30, tzinfo=UTC),  # half past midnight in London
    ],
)
def test_a_day_is_read(value):
    assert day(value) == MAY


@pytest.mark.parametrize(
    "value", ["", "2026-05", "May 2026", "05/13/2026", "31/02/2026", "soon", "5", 12, 2026, True, "not known"]
)
def test_anything_else_is_no_day(value):
    assert day(value) is None
