"""Which grouping of a ward set is in force in a month."""

from datetime import date

import pytest

from probation_commission.domain.localities import of_month

OLD, NEW = {"E1": "West"}, {"E1": "North"}
GROUPINGS = {
    "A-2015": [(date(2026, 3, 1), OLD), (date(2026, 6, 1), NEW)],
    "B-2015": [(date(2026, 3, 1), OLD), (date(2026, 6, 1), {})],  # taken out from June on
}


@pytest.mark.parametrize(
    ("ward_set", "month", "grouping"),
    [
        ("A-2015", date(2026, 2, 1), {}),  # before the first
        ("A-2015", date(2026, 3, 1), OLD),  # its first month
        ("A-2015", date(2026, 5, 1), OLD),  # its last
        ("A-2015", date(2026, 6, 1), NEW),
        ("A-2015", date(2030, 1, 1), NEW),
        ("B-2015", date(2026, 5, 1), OLD),
        ("B-2015", date(2026, 6, 1), {}),
        ("C-2015", date(2026, 6, 1), {}),  # none was ever made
    ],
)
def test_the_last_that_began_by_then(ward_set, month, grouping):
    assert of_month(GROUPINGS, ward_set, month) == grouping
