"""How long people are wanted: medians by hand."""

from datetime import date

import pytest

from probation_commission.analysis.trackers import Durations, caseload_rates, class_of, durations


def test_of_those_who_were_all_found_the_median_is_the_plain_one():
    assert Durations({1: 1, 3: 4, 5: 1, 9: 4}).median == 3  # five of ten within three days
    assert Durations({1: 1, 3: 3, 5: 2, 9: 4}).median == 5


def test_those_still_wanted_count_as_long_as_they_have_been():
    # Ten people: 4 found on day 2, 2 wanted for 5 days so far, 2 found on day 8, 2 on day 20.
    # After day 2 six of ten are left; on day 8 of the four at risk two: 0.6 × 0.5 = 0.3.
    assert Durations({2: 4, 8: 2, 20: 2}, {5: 2}).median == 8
    # Left out, they would make it shorter.
    assert Durations({2: 6, 8: 3, 20: 3}).median == 2


def test_nothing_is_said_of_too_few_or_where_fewer_than_half_were_found():
    assert Durations({1: 9}).median is None
    assert Durations({1: 4}, {50: 6}).median is None
    assert Durations({1: 5}, {50: 5}).median == 1


@pytest.mark.parametrize("half", range(5, 60))
def test_half_to_the_very_person_is_half(half):
    """As products of shares 15 of 30, found one a day, leave a hair more than a half."""
    one_a_day = dict.fromkeys(range(1, half + 1), 1)
    assert Durations(one_a_day, {90: half}).median == half
    assert Durations(one_a_day, {90: half + 1}).median is None


def test_found_and_wanted_on_the_same_day_the_found_come_first():
    assert Durations({3: 5}, {3: 5}).median == 3


def test_categories_are_read_back_and_reversed_dates_stand_apart():
    found = durations([("", 9), ("found after 3", 2), ("found after 3", 1), ("still wanted after 40", 2)])
    assert found == Durations({3: 3}, {40: 2})
    wrong = durations([("dates reversed", 2)])
    assert (wrong.reversed, wrong.people, wrong.longest) == (2, 0, None)
    assert found.longest == (40, True)


def test_the_classes_have_their_edges():
    assert [class_of(days) for days in (0, 7, 8, 28, 29, 91, 92)] == [
        *("within a week", "within a week", "8 to 28 days", "8 to 28 days"),
        *("29 to 91 days", "29 to 91 days", "more than 91 days"),
    ]
    assert Durations({7: 1, 8: 2, 92: 3}, {1: 4}).by_class() == {
        "within a week": 1,
        "8 to 28 days": 2,
        "29 to 91 days": 0,
        "more than 91 days": 3,
        "still wanted": 4,
    }


MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
CASELOAD = {("D", MAY): 2000.0, ("D", JUNE): 2000.0, ("E", MAY): 500.0}


def test_referrals_are_held_against_the_caseload_of_their_own_area_and_month():
    received = [("one", "D", MAY, 10.0), ("one", "D", JUNE, 30.0), ("two", "E", MAY, 10.0)]
    rates = caseload_rates(received, CASELOAD, {})
    assert [(rate.subject, rate.months, rate.per_thousand) for rate in rates] == [
        ("two", 1, 20),
        ("one", 2, 10),
    ]


def test_a_month_without_a_caseload_is_in_neither_side():
    (rate,) = caseload_rates([("two", "E", MAY, 10.0), ("two", "E", JUNE, 90.0)], CASELOAD, {})
    assert (rate.received, rate.person_months) == (10, 500)


def test_a_whole_has_the_sum_of_its_parts_where_all_of_them_are_here():
    received = [("one", "W", MAY, 25.0), ("one", "W", JUNE, 25.0)]
    (rate,) = caseload_rates(received, CASELOAD, {"W": frozenset({"D", "E"})})
    assert (rate.months, rate.per_thousand) == (1, pytest.approx(10))  # June lacks one of its parts
    assert caseload_rates(received, CASELOAD, {}) == []


def test_a_rate_says_which_months_and_caseloads_went_into_it():
    received = [("two", "W", MAY, 25.0), ("two", "W", JUNE, 25.0), ("one", "D", JUNE, 5.0)]
    rates = caseload_rates(received, CASELOAD, {"W": frozenset({"D", "E"})})
    # June of the whole lacks a part's caseload, so neither side has that month.
    assert [(rate.when, rate.caseloads) for rate in rates] == [
        ((MAY,), (("D", MAY), ("E", MAY))),
        ((JUNE,), (("D", JUNE),)),
    ]
