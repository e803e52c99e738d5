"""What a lead should look at: months without a return, lines of the latest return that fail."""

from datetime import date

import pandas as pd
import pytest

from probation_commission.analysis.attention import does_not_add_up, greatest_change, missing_months
from probation_commission.analysis.referrals import PeriodState
from probation_commission.domain.returns import Verdict

TODAY = date(2026, 11, 22)


def missing(*months, today=TODAY):
    return [str(month) for month in missing_months(pd.Series([date(*month, 1) for month in months]), today)]


@pytest.mark.parametrize(
    ("months", "gone"),
    [
        ([(2026, 10)], []),  # this month's return cannot be expected yet
        ([(2026, 9)], ["2026-10"]),
        ([(2026, 7), (2026, 10)], ["2026-08", "2026-09"]),  # between
        ([(2026, 11)], []),  # early, and nothing before it was ever expected
        ([(2025, 12), (2026, 2)], [f"2026-{month:02}" for month in (1, *range(3, 11))]),  # over New Year
    ],
)
def test_months_are_missing_from_the_first_return_to_the_last_whole_month(months, gone):
    assert missing(*months) == gone


def test_an_area_without_any_return_misses_none():
    assert missing_months(pd.Series([], dtype=object), TODAY) == []


def test_on_the_first_of_a_month_the_month_before_is_expected():
    assert missing((2026, 10), today=date(2026, 12, 1)) == ["2026-11"]
    assert missing((2026, 10), today=date(2026, 11, 30)) == []


def test_only_failing_lines_of_the_areas_latest_return_ask_for_attention():
    lines = pd.DataFrame(
        [
            ("A", date(2026, 9, 1), Verdict.FAILS, "an older return"),
            ("A", date(2026, 10, 1), Verdict.FAILS, "this"),
            ("A", date(2026, 10, 1), Verdict.NOTE, "worth knowing"),
            ("A", date(2026, 10, 1), Verdict.HOLDS, "adds up"),
            ("B", date(2026, 11, 1), Verdict.FAILS, "another area"),
        ],
        columns=["area_code", "month", "verdict", "sentence"],
    )
    assert list(does_not_add_up(lines, "A").sentence) == ["this"]
    assert does_not_add_up(lines, "C").empty


def month_of(subject, month, low, high=None, months=1, *, whole=True, state=PeriodState.GIVEN):
    high = low if high is None else high
    return (subject, whole, date(2026, month, 1), months, "received", state, low, high)


def changed(*rows):
    columns = ["subject", "whole", "month", "months", "category", "state", "low", "high"]
    change = greatest_change(pd.DataFrame(rows, columns=columns))
    return change and (change.subject, str(change.before), str(change.now), change.least)


def test_the_service_whose_referrals_changed_most_is_named():
    rows = [month_of("a", 9, 40), month_of("a", 10, 45), month_of("b", 9, 41), month_of("b", 10, 33)]
    assert changed(*rows) == ("b", "41", "33", 8)


@pytest.mark.parametrize(
    "rows",
    [
        [month_of("a", 8, 40), month_of("a", 10, 20)],  # no September
        [month_of("a", 9, 40), month_of("a", 10, 40)],
        [month_of("a", 4, 5, 9, 3), month_of("a", 7, 5, 9, 3)],  # the same band: no change is told
        [month_of("a", 9, 40), month_of("a", 10, 20, state=PeriodState.PART)],  # one area's return is missing
        [month_of("a", 9, 40, whole=False), month_of("a", 10, 20, whole=False)],
        [month_of("a", 10, 40)],
    ],
)
def test_no_change_is_told_that_is_not_sure(rows):
    assert changed(*rows) is None


def test_a_quarter_is_held_against_the_quarter_before_by_what_is_sure():
    rows = [
        month_of("a", 4, 20, 29, 3),
        month_of("a", 7, 5, 9, 3),
        month_of("b", 9, 9),
        month_of("b", 10, 19),
    ]
    assert changed(*rows) == ("a", "20–29", "5–9", 11)
