"""Who loaded what is in force, without a way to count versions or files."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from probation_commission.analysis.returns import LoadedMonths, in_force, loaded, of_possible_months
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
