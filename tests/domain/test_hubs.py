"""How fresh the last word on a place is, and whom a session serves."""

from datetime import date, time

import pytest

from probation_commission.domain.hubs import Closure, Freshness, OpenTo, Session, freshness, tells_where

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
