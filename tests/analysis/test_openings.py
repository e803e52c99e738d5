"""Sessions as they recur, and what takes a day out of them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.openings import bank_holidays, held, is_open, next_for, opened
from probation_commission.domain.hubs import Closure, Every, Openings, OpenTo, Session

MONDAY, THURSDAY, FRIDAY = 0, 3, 4
NOV, DEC, JAN = date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 31)


def session(weekday=THURSDAY, every=Every.WEEK, **rest):
    return Session(weekday, time(13), time(19), every, **rest)


def days(one, first=NOV, last=DEC):
    return [f"{day.day} {day:%b}" for day in held(one, first, last)]


def at(day, hour, minute=0):
    """A moment of November 2026, by London's clock."""
    return datetime.combine(date(2026, 11, day), time(hour, minute))


def test_a_fortnight_is_counted_from_its_first_day_and_not_from_when_somebody_asks():
    one = session(every=Every.FORTNIGHT, since=date(2026, 10, 29))
    assert days(one, NOV, date(2026, 12, 20)) == ["12 Nov", "26 Nov", "10 Dec"]
    assert days(one, date(2026, 11, 20), date(2026, 12, 20)) == ["26 Nov", "10 Dec"]


def test_a_fortnight_whose_first_day_is_another_weekday_begins_in_that_week():
    # Since Monday 2 November, on Thursdays: the 5th is in the first week.
    assert days(session(every=Every.FORTNIGHT, since=date(2026, 11, 2)), NOV, date(2026, 11, 30)) == [
        "5 Nov",
        "19 Nov",
    ]


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (Every.FIRST, ["5 Nov", "3 Dec"]),
        (Every.FOURTH, ["26 Nov", "24 Dec"]),
        (Every.LAST, ["26 Nov", "31 Dec"]),  # December has five Thursdays
    ],
)
def test_the_nth_weekday_of_a_month(every, expected):
    assert days(session(every=every)) == expected


def test_on_an_english_bank_holiday_there_is_none_unless_it_is_said():
    # 25 December 2026 is a Friday; Boxing Day is a Saturday, and Monday the 28th its substitute.
    assert days(session(FRIDAY), date(2026, 12, 24), date(2026, 12, 31)) == []
    assert days(session(MONDAY), date(2026, 12, 24), date(2026, 12, 31)) == []
    assert days(session(MONDAY, on_bank_holidays=True), date(2026, 12, 24), date(2026, 12, 31)) == ["28 Dec"]
    # Neither of Scotland (2 January) nor of Northern Ireland (17 March, 12 July).
    assert not {date(2026, 1, 2), date(2026, 3, 17), date(2026, 7, 13)} & bank_holidays(2026)
    assert {date(2026, 4, 6), date(2026, 8, 31)} <= bank_holidays(2026)  # Easter Monday, August


def test_it_begins_with_its_first_day_and_ends_with_its_last():
    one = session(since=date(2026, 11, 12), until=date(2026, 11, 26))
    assert days(one) == ["12 Nov", "19 Nov", "26 Nov"]


def test_while_a_place_is_closed_nothing_is_held():
    openings = Openings((session(),), (Closure(date(2026, 11, 12), date(2026, 11, 19), "works"),))
    assert [one.day.day for one in opened(openings, NOV, date(2026, 11, 30))] == [5, 26]


def test_before_it_opened_and_after_it_closed_for_good_nothing_is_held():
    openings = Openings((session(),), (), opened=date(2026, 11, 12), closed=date(2026, 11, 19))
    assert [one.day.day for one in opened(openings, NOV, date(2026, 11, 30))] == [12, 19]
    assert next_for(openings, OpenTo.ALL, at(20, 9)) is None


def test_the_next_one_is_for_that_group_on_that_day_and_not_over():
    openings = Openings(
        (session(MONDAY, for_whom=OpenTo.WOMEN), session(THURSDAY), session(FRIDAY, since=JAN)), ()
    )
    thursday = at(26, 18, 59)
    assert next_for(openings, OpenTo.MEN, thursday).day == date(2026, 11, 26)
    assert next_for(openings, OpenTo.MEN, thursday.replace(hour=19, minute=0)).day == date(2026, 12, 3)
    assert next_for(openings, OpenTo.WOMEN, thursday, [MONDAY]).day == date(2026, 11, 30)
    assert next_for(openings, OpenTo.MEN, thursday, [MONDAY]) is None
    assert next_for(Openings(), OpenTo.ALL, thursday) is None


def test_open_now_is_from_the_minute_it_opens_to_the_minute_before_it_closes():
    openings = Openings((session(),), ())
    assert [is_open(openings, at(26, hour)) for hour in (12, 13, 18, 19)] == [
        False,
        True,
        True,
        False,
    ]
    assert not is_open(openings, at(27, 14))


@given(
    weekday=st.integers(0, 6),
    every=st.sampled_from(Every),
    since=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    first=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    length=st.integers(0, 120),
)
def test_whatever_the_window_a_day_is_held_in_it_or_not(weekday, every, since, first, length):
    one = session(weekday, every, since=since)
    last = first + timedelta(days=length)
    found = list(held(one, first, last))
    assert found == sorted(set(found))
    for day in found:
        assert first <= day <= last
        assert day >= since
        assert day.weekday() == weekday
        assert day not in bank_holidays(day.year)
        assert day in list(held(one, day, day))  # and asked about alone it is the same
