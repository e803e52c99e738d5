"""Months inside texts: a word is a month only where it is one, and not where it begins like one."""

from datetime import date

import pytest

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
