"""Months inside texts: a word is a month only where it is one, and not where it begins like one."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.intake.cells import months
from probation_commission.intake.people import titles

NO_MONTH = [
    "Junction 21 team",
    "Junction 2021",
    "Marsh 24",
    "Marsh Farm 2024",
    "Mayor 22",
    "Decant 19",
    "Augusta 21",
    "Separate 2021",
    "Novel 2020 list",
]


@pytest.mark.parametrize("text", NO_MONTH)
def test_a_word_that_only_begins_like_a_month_is_none(text):
    assert months.month(text) is None
    assert months.month_in(f"Darlington IOM, {text}") is None
    assert titles.month([f"IOM nominals, {text}"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Oct-26",
        "Oct. 2026",
        "OCTOBER 26",
        "IOM cohort_October_2026",
        "Position at 31 October 2026",
        "IOM 2026_10",
        "31/10/2026",
        "Oct’26",
        "end of oct 2026 (final)",
    ],
)
def test_a_month_is_read_where_it_stands(text):
    assert months.month_in(text) == date(2026, 10, 1)


@pytest.mark.parametrize(("text", "month"), [("Sept 26", 9), ("Sep-26", 9), ("June 26", 6), ("Mar 26", 3)])
def test_the_usual_short_forms_are_months(text, month):
    assert months.month(text) == months.month_in(f"IOM {text}") == date(2026, month, 1)


def test_a_team_beside_the_month_does_not_hide_it():
    assert months.month_in("Junction 21 team, May 2026") == date(2026, 5, 1)
    assert titles.month(["Junction 2021, May 2026"]) == date(2026, 5, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-10",
        "2026-10-01",
        "2026-10-31",
        "2026-10-01 00:00:00",
        "Oct 2026",
        "october 2026",
        "OCTOBER  2026",
        "Oct-2026",
        "1 October 2026",
        "01/10/2026",  # the day first, as everywhere here
        "10/2026",
        date(2026, 10, 5),
        datetime(2026, 10, 5, 12),  # noqa: DTZ001 (a workbook knows no time zones)
    ],
)
def test_months(written: object) -> None:
    assert months.month(written) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "written", ["", "2026-13", "32/10/2026", "Octember 2026", "2026", "10/26", 46000.0, "0000-01"]
)
def test_what_is_no_month(written: object) -> None:
    assert months.month(written) is None


@given(st.dates())
def test_a_month_is_read_back_however_it_is_written(day: date) -> None:
    first = day.replace(day=1)
    year = f"{day.year:04d}"
    for written in (
        f"{year}-{day:%m}",
        f"{year}-{day:%m-%d}",
        f"{day:%d/%m}/{year}",
        f"{day:%B} {year}",
        f"{day:%b} {year}",
    ):
        assert months.month(written) == first


@pytest.mark.parametrize(
    "written",
    [
        "Oct-26",
        "Oct 26",
        "Oct26",
        "October '26",
        "Oct’26",
        "Oct. 2026",
        "October, 2026",
        "31-10-2026",
        "31.10.2026",
        "31.10.26",
        "01/10/26",
        "1/10/2026",
        "31-Oct-26",
        "31/Oct/2026",
        "31st Oct 2026",
        "01 October 2026",
        "1st of October 2026",
        "Saturday 31 October 2026",
        "October 31, 2026",  # the month in words, so no doubt which is the day
        "2026 October",
        "2026/10",
        "2026/10/31",
        "2026-10-31T00:00:00Z",
        "2026-10-31T09:12:31.123+01:00",
        "2026-10-01 00:00:00+01:00",
        "2026-09-30T23:00:00Z",  # midnight here, as a program writes it in summer
        "01/10/2026 00:00",
        "31.10.2026 09:12:00",
        "Month ending 31/10/2026",
        "Month end: Oct 2026",
        "As at 31 October 2026",
        "\u200bOct\xa02026 ",
    ],
)
def test_months_in_every_spelling(written):
    assert months.month(written) == date(2026, 10, 1)
    assert months.month(written, serial=True) == date(2026, 10, 1)
    assert months.month_in(written) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "written",
    [
        "10/31/2026",  # the day first: no month 31
        "10/31/26",
        "31 June 2026",
        "31/09/2026",
        "26-Oct",  # the 26th, or 2026
        "Oct",
        "Octo 2026",
        "M10 2026",
        "Q3 2026",
        "2026/27",
        "w/e 31/10/2026",
        "week ending 31 October 2026",
        "01/10/87",  # no return is of 1987, nor of 2087
        "5-9",
        "10.2026",  # a rate
        "2026.1",
        "3.10",
        "1,024",
        "46296",
        "202610",
        True,
        46296,
        time(5),
        timedelta(5),
    ],
)
def test_what_is_no_month_in_any_spelling(written):
    assert months.month(written) is None


@pytest.mark.parametrize(
    "written", [46296, 46296.0, "46296", "46296.0", 46325.5, "46296.5", "202610", 202610.0, "20261031"]
)
def test_numbers_are_months_where_one_is_expected(written):
    assert months.month(written, serial=True) == date(2026, 10, 1)


@pytest.mark.parametrize(
    "written", [5, "5", 2026, "2026", 40178, 54789, "202613", "20261035", "4629", -46296, "1e5"]
)
def test_other_numbers_are_none_even_there(written):
    assert months.month(written, serial=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "April to October 2026",
        "Apr–Oct 2026",
        "Apr-Oct 26",
        "1 April to 31 October 2026",
        "September and October 2026",
        "April 2026 to October 2026",
        "01/04/2026 - 31/10/2026",
        "iom_2026-04_2026-10",
        "Sep/Oct 2026",
    ],
)
def test_several_months_are_none(text):
    assert months.month(text) is None
    assert months.month_in(text) is None
    assert months.month_in(f"IOM cohort, {text}") is None
    assert titles.month([f"IOM nominals, {text}"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "IOM 31.10.2026 final",
        "iom_31-10-26",
        "IOM-20261031",
        "Durham iom 202610",
        "IOM 1-31 October 2026",
        "01/10/2026 - 31/10/2026",
        "IOM (Oct-26) v2",
        "IOM data 10-2026",
        "durham_iom_oct26",
    ],
)
def test_a_month_is_read_in_names_and_titles(text):
    assert months.month_in(text) == titles.month([text]) == date(2026, 10, 1)


@pytest.mark.parametrize("text", ["Junction 21", "v1.2.10", "IOM 10/31/2026", "E06000047", "2026/27"])
def test_what_is_no_month_within_a_text(text):
    assert months.month_in(text) is None


@given(
    st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times())
)
def test_nothing_raises(value):
    for month in (months.month(value), months.month(value, serial=True), months.month_in(value)):
        assert month is None or month.day == 1
