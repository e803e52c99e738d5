"""Who loaded what is in force, without a way to count versions or files."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.analysis.returns import (
    LateReturn,
    LoadedMonths,
    in_force,
    late,
    loaded,
    of_possible_months,
)
from probation_commission.domain.returns import Kind
from probation_commission.geography.gazetteer import gazetteer

DURHAM, DARLINGTON = "E06000047", "E06000005"


def history(*rows) -> pd.DataFrame:
    """Area, month of 2026, standing, who, and the day of November 2026 on which it was loaded."""
    made = [
        {
            "area_code": area,
            "month": date(2026, month, 1),
            "standing": standing,
            "accepted_by": who,
            "accepted_at": datetime(2026, 11, on, 9, minute, tzinfo=UTC),
            "illustrative": False,
            "file_name": "x.csv",
        }
        for minute, (area, month, standing, who, on) in enumerate(rows)
    ]
    return pd.DataFrame(made)


def said(*rows) -> list[tuple[object, ...]]:
    return [
        (one.area_code, one.first.month, one.last.month, one.accepted_by, one.accepted_on)
        for one in in_force(history(*rows))
    ]


def test_a_second_version_leaves_the_words_of_a_first_one():
    first = said((DURHAM, 5, "current", "Jo", 2))
    again = said((DURHAM, 5, "superseded", "Ann", 1), (DURHAM, 5, "current", "Jo", 2))
    assert first == again == [(DURHAM, 5, 5, "Jo", "2 November 2026")]


def test_what_was_withdrawn_is_not_in_force():
    assert said((DURHAM, 5, "withdrawn", "Jo", 2)) == []


def test_months_of_one_day_are_one_line_and_a_gap_ends_it():
    rows = [(DURHAM, month, "current", "Jo", 2) for month in (1, 2, 3, 5)]  # April is not in force
    assert said(*rows) == [
        (DURHAM, 5, 5, "Jo", "2 November 2026"),
        (DURHAM, 1, 3, "Jo", "2 November 2026"),
    ]


def test_a_month_loaded_apart_is_a_line_of_its_own_the_latest_first():
    assert said((DURHAM, 5, "current", "Jo", 2), (DURHAM, 6, "current", "Jo", 3)) == [
        (DURHAM, 6, 6, "Jo", "3 November 2026"),
        (DURHAM, 5, 5, "Jo", "2 November 2026"),
    ]


def test_a_year_end_is_no_gap():
    frame = history((DURHAM, 1, "current", "Jo", 2), (DURHAM, 12, "current", "Jo", 2))
    frame.loc[1, "month"] = date(2025, 12, 1)
    (one,) = in_force(frame)
    assert (one.first, one.last) == (date(2025, 12, 1), date(2026, 1, 1))


def test_files_of_one_span_are_one_line_whoever_loaded_them():
    # two services of one month, on two days: two lines would read as two versions
    assert said((DURHAM, 5, "current", "Jo", 2), (DURHAM, 5, "current", "Ann", 3)) == [
        (DURHAM, 5, 5, "Ann", "3 November 2026")
    ]
    assert len(said((DURHAM, 5, "current", "Jo", 2), (DARLINGTON, 5, "current", "Jo", 2))) == 2


def test_made_up_returns_say_so():
    frame = history((DURHAM, 5, "current", "Jo", 2)).assign(illustrative=True)
    may = date(2026, 5, 1)
    assert in_force(frame) == [LoadedMonths(DURHAM, may, may, "Jo", "2 November 2026", illustrative=True)]


def test_files_behind_a_figure_cannot_be_counted():
    figures = history((DURHAM, 5, "current", "Jo", 2), (DURHAM, 6, "current", "Jo", 2))
    assert figures.accepted_at.nunique() == 2
    assert loaded(figures) == [("Jo", "2 November 2026")]


def test_nothing_loaded_is_nothing_said():
    empty = history((DURHAM, 5, "current", "Jo", 2)).head(0)
    assert in_force(empty) == []
    assert loaded(empty) == []


@pytest.mark.parametrize(
    ("kind", "month", "stays"),
    [
        (Kind.IOM, date(2009, 12, 1), False),
        (Kind.IOM, date(2013, 4, 1), False),  # the wards are known from May 2013 on
        (Kind.IOM, date(2013, 6, 1), True),
        (Kind.SERVICE, date(1, 1, 1), False),
        (Kind.SERVICE, date(2013, 4, 1), True),  # counts by no ward
        (Kind.COMPARISON, date(2013, 4, 1), True),
    ],
)
def test_rows_of_a_month_that_cannot_be_are_left_out(kind, month, stays):
    rows = pd.DataFrame(
        {"area_code": DURHAM, "month": [month, date(2026, 5, 1)], "kind": [kind, Kind.IOM], "value": [7, 8]}
    )
    left = [7, 8] if stays else [8]
    assert list(of_possible_months(rows, rows.kind, gazetteer()).value) == left
    assert list(of_possible_months(rows.drop(columns="kind"), kind, gazetteer()).value) == left


def test_no_rows_are_no_rows():
    rows = pd.DataFrame({"area_code": [], "month": [], "kind": []})
    assert of_possible_months(rows, rows.kind, gazetteer()).empty


def came(*rows) -> list[tuple[int, int, int]]:
    """What is late of September's returns of a service: id, days, and in force or not, by version.

    Each row: standing, the day of October 2026 on which it was loaded, the day given or None.
    """
    versions = [
        {"id": number, "kind": Kind.SERVICE, "subject": "s", "area_code": DURHAM, "month": date(2026, 9, 1)}
        | {"months": 1, "standing": standing, "illustrative": False}
        | {"accepted_at": datetime(2026, 10, loaded_on, 9, tzinfo=UTC)}
        | {"received_on": date(2026, 10, given) if given else None}
        for number, (standing, loaded_on, given) in enumerate(rows, 1)
    ]
    found = late(pd.DataFrame(versions).sort_values("id", ascending=False))
    assert {(one.subject, one.area_code, one.month) for one in found} <= {("s", DURHAM, date(2026, 9, 1))}
    return [(one.return_id, one.received_on.day, one.days) for one in found]


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        ([("current", 28, 14)], []),  # in time, though it was loaded later
        ([("current", 28, 15)], [(1, 15, 1)]),
        ([("current", 28, None)], []),  # nobody knows when it came in
        ([("superseded", 20, 20), ("current", 28, 27)], [(1, 20, 6)]),  # by the first and not by a correction
        ([("superseded", 12, 12), ("current", 28, 27)], []),
        ([("superseded", 12, None), ("current", 28, 27)], []),  # it was here on the 12th at the latest
        ([("superseded", 20, None), ("current", 28, 27)], []),  # whether before the 20th nobody knows
        ([("superseded", 28, None), ("current", 29, 18)], [(2, 18, 4)]),  # the day was given afterwards
        ([("withdrawn", 20, 20)], []),  # it counts nowhere
        ([("withdrawn", 20, 20), ("current", 28, None)], [(1, 20, 6)]),
    ],
)
def test_a_return_is_late_by_the_day_on_which_its_first_version_came_in(versions, found):
    assert came(*versions) == found


def test_each_late_return_is_told_with_its_days_and_of_none_nothing():
    assert late(pd.DataFrame()) == []
    rows = [
        {"id": number, "kind": Kind.IOM, "subject": "", "area_code": DURHAM, "month": date(2026, month, 1)}
        | {"months": 1, "standing": "current", "illustrative": True, "received_on": date(2026, 10, 20)}
        | {"accepted_at": datetime(2026, 11, 1, tzinfo=UTC)}
        for number, month in enumerate((9, 8, 10), 1)
    ]
    october = date(2026, 10, 20)
    assert late(pd.DataFrame(rows)) == [
        LateReturn("", DURHAM, date(2026, 8, 1), october, 36, True, 2),
        LateReturn("", DURHAM, date(2026, 9, 1), october, 6, True, 1),
    ]
