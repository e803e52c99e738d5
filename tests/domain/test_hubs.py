"""How fresh the last word on a place is, and whom a session serves."""

from datetime import date, time, timedelta

import pytest

from probation_commission.domain.hubs import (
    Closure,
    Freshness,
    OpenTo,
    ServiceHere,
    Session,
    freshness,
    named_exactly,
    tells_where,
)

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("confirmed_on", "fresh"),
    [
        (TODAY, Freshness.CONFIRMED),
        (date(2026, 8, 27), Freshness.CONFIRMED),  # 92 days ago: three months to the day
        (date(2026, 8, 26), Freshness.AGEING),
        (date(2026, 5, 28), Freshness.AGEING),  # 183 days ago
        (date(2026, 5, 27), Freshness.NOT_CONFIRMED),
        (None, Freshness.NOT_CONFIRMED),
    ],
)
def test_three_months_are_confirmed_and_six_are_ageing(confirmed_on, fresh):
    assert freshness(confirmed_on, TODAY) is fresh


@pytest.mark.parametrize(
    ("session", "somebody", "serves"),
    [
        (OpenTo.ALL, OpenTo.WOMEN, True),
        (OpenTo.WOMEN, OpenTo.WOMEN, True),
        (OpenTo.WOMEN, OpenTo.MEN, False),
        (OpenTo.WOMEN, OpenTo.ALL, True),  # who asks for anybody is shown every session
        (OpenTo.IOM, OpenTo.MEN, False),
    ],
)
def test_a_session_serves_its_group_and_one_for_everybody_each_group(session, somebody, serves):
    assert session.serves(somebody) is serves


@pytest.mark.parametrize(("closes", "evening"), [(time(17, 30), False), (time(17, 45), True)])
def test_an_evening_is_what_lasts_beyond_half_past_five(closes, evening):
    assert Session(3, time(13), closes).of_the_evening is evening


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("Darlington, 11 Woodland Road", True),
        ("House 11", True),  # the number alone
        ("The House by the Sea", False),  # "the" is too short to tell
        ("Women’s Place", False),
    ],
)
def test_a_name_with_a_word_of_the_street_tells_where_it_is(name, tells):
    assert tells_where(name, "11 Woodland Road, by the church", "DL3 7BJ") is tells


def test_a_closure_without_a_last_day_goes_on():
    assert Closure(TODAY, None, "flood").on(date(2030, 1, 1))
    assert not Closure(TODAY, TODAY, "flood").on(date(2026, 11, 28))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A town is no place in it, nor is a part of a name, nor one with something added.
        ("Example; Example Hall annexe; Hall", []),
        ("example  HALL; Other Rooms", ["hall", "rooms"]),
        ("HMP Nowhere HMP Elsewhere HMP Nowhere", ["nowhere"]),
        # Two are called so: which of them is meant nobody knows.
        ("The Twin", []),
        ("", []),
    ],
)
def test_a_place_is_named_by_its_whole_name_alone(text, found):
    known = [
        ("hall", "Example Hall"),
        ("rooms", "Other Rooms"),
        ("nowhere", "HMP Nowhere"),
        ("twin-1", "The Twin"),
        ("twin-2", "The twin"),
    ]
    assert named_exactly(text, known) == found


@pytest.mark.parametrize(
    ("since", "until", "there"), [(0, None, True), (1, None, False), (-9, 0, True), (None, -1, False)]
)
def test_a_service_is_at_a_place_from_its_first_day_to_its_last(since, until, there):
    day = date(2026, 11, 27)
    first, last = (None if away is None else day + timedelta(days=away) for away in (since, until))
    assert ServiceHere("advice", first, last).on(day) is there
