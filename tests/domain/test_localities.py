"""Which grouping of a ward set is in force in a month, and which is the latest, with made-up ones beside."""

from datetime import date

import pytest

from probation_commission.domain.localities import NO_GROUPING, GroupingInForce, latest, of_month

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)
OLD, NEW = GroupingInForce(MARCH, {"E1": "West"}), GroupingInForce(JUNE, {"E1": "North"})
TAKEN_OUT = GroupingInForce(JUNE, {})
MADE_UP = GroupingInForce(date(2025, 5, 1), {"E1": "Made up"}, illustrative=True)
MADE_UP_LATER = GroupingInForce(JUNE, {"E1": "Made up"}, illustrative=True)
GROUPINGS = {
    "A-2015": [OLD, NEW],
    "B-2015": [OLD, TAKEN_OUT],
    "M-2015": [MADE_UP],
    "A+M-2015": [MADE_UP, OLD, NEW],
    "B+M-2015": [MADE_UP, OLD, TAKEN_OUT],
    "O+M-2015": [OLD, MADE_UP_LATER],
}


@pytest.mark.parametrize("made_up", [False, True])
@pytest.mark.parametrize(
    ("ward_set", "month", "grouping"),
    [
        ("A-2015", date(2026, 2, 1), NO_GROUPING),  # before the first
        ("A-2015", MARCH, OLD),  # its first month
        ("A-2015", date(2026, 5, 1), OLD),  # its last
        ("A-2015", JUNE, NEW),
        ("A-2015", date(2030, 1, 1), NEW),
        ("B-2015", date(2026, 5, 1), OLD),
        ("B-2015", JUNE, TAKEN_OUT),
        ("C-2015", JUNE, NO_GROUPING),  # none was ever made
        ("A+M-2015", MARCH, OLD),  # a real one wins
        ("A+M-2015", JUNE, NEW),
        ("B+M-2015", JUNE, TAKEN_OUT),  # also where it takes all localities away
        ("O+M-2015", JUNE, OLD),  # also over a made-up one that began later
    ],
)
def test_the_last_that_began_by_then(ward_set, month, grouping, made_up):
    assert of_month(GROUPINGS, ward_set, month, made_up=made_up) == grouping


@pytest.mark.parametrize("ward_set", ["M-2015", "A+M-2015"])
def test_a_made_up_one_is_of_made_up_months_alone_until_a_real_one_is_in_force(ward_set):
    february = date(2026, 2, 1)
    assert of_month(GROUPINGS, ward_set, february, made_up=True) == MADE_UP
    assert of_month(GROUPINGS, ward_set, february, made_up=False) == NO_GROUPING
    assert of_month(GROUPINGS, ward_set, date(2025, 4, 1), made_up=True) == NO_GROUPING


@pytest.mark.parametrize(
    ("ward_set", "real", "made_up"),
    [
        ("A-2015", NEW, NEW),
        ("M-2015", NO_GROUPING, MADE_UP),
        ("A+M-2015", NEW, NEW),
        ("B+M-2015", TAKEN_OUT, TAKEN_OUT),
        ("O+M-2015", OLD, OLD),
        ("C-2015", NO_GROUPING, NO_GROUPING),
    ],
)
def test_the_latest_by_which_leads_see_a_real_and_a_made_up_month(ward_set, real, made_up):
    assert latest(GROUPINGS, ward_set, made_up=False) == real
    assert latest(GROUPINGS, ward_set, made_up=True) == made_up
