"""The cohort month by month, and the cells that its figures stand in: nothing is made up."""

from dataclasses import replace
from math import isnan

import pandas as pd
import pytest

from probation_commission.analysis import iom
from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.returns import Cell, Figure
from tests.given.returns import JULY, JUNE, MAY, figures_of, monthly, nominals

HARRINGAY = "E05013590"
COHORT = [nominals(61)] + [nominals(number, rag=rag) for rag, number in zip(Rag, (30, 8, 7, 16), strict=True)]


def counts(row) -> list:
    """All, red, amber, green, blue; None where the return holds no such figure."""
    return [None if isnan(row[name]) else row[name] for name in iom.COUNTS]


def totals(*figures):
    return counts(iom.totals(figures_of(monthly(*figures))).iloc[0])


def test_what_is_stated_wins_over_the_sum_of_the_rows():
    assert totals(nominals(61), nominals(5, "HARRINGAY"), nominals(3, "NFA")) == [61, None, None, None, None]


def test_without_a_stated_total_the_rows_are_added_up():
    rows = [nominals(5, "HARRINGAY"), nominals(3, "NFA"), nominals(2, "HARRINGAY", Rag.RED)]
    assert totals(*rows) == [8, 2, None, None, None]


def test_all_is_the_sum_of_the_rags_where_only_these_are_stated():
    assert totals(*COHORT[1:]) == [61, 30, 8, 7, 16]
    assert totals(nominals(0, rag=Rag.RED)) == [0, 0, None, None, None]  # none is not "not in the return"


def test_each_month_has_its_own_total_and_a_month_without_a_cohort_has_none():
    arrests = Figure(Measure.ARRESTS, 10, Cell("Arrests", "D2"), "10", unit="arrests")
    frame = figures_of(monthly(nominals(62), month=JUNE), monthly(*COHORT), monthly(arrests, month=JULY))
    found = iom.totals(frame)
    assert list(found.month) == [MAY, JUNE, JULY]
    assert [counts(row) for _, row in found.iterrows()] == [
        [61, 30, 8, 7, 16],
        [62, None, None, None, None],
        [None] * 5,  # the return speaks of arrests alone
    ]


def test_what_a_sentence_says_or_another_measure_counts_is_no_part_of_the_cohort():
    stated = Figure(
        Measure.COHORT, 23, Cell("Summary", "A9"), "23 red", rag=Rag.RED, breakdown=Breakdown.STATED
    )
    arrests = Figure(Measure.ARRESTS, 10, Cell("Arrests", "D2"), "10", unit="arrests")
    assert totals(*COHORT, stated, arrests) == [61, 30, 8, 7, 16]


def test_a_rate_is_per_1000_residents_and_empty_where_there_is_no_figure():
    rates = iom.rate(pd.Series([5, 0, None]), pd.Series([12_345, 9_000, 9_000]))
    assert list(rates[:2]) == [0.41, 0]  # 5 / 12.345 = 0.405
    assert isnan(rates[2])


def test_the_cells_of_a_ward_are_all_places_its_figures_stand():
    frame = figures_of(
        monthly(
            nominals(3, "HARRINGAY", cell="B9"),
            nominals(1, "HARRINGAY", Rag.RED, cell="D9"),
            nominals(5, "NFA", cell="B12"),
        ),
        monthly(nominals(4, "HARRINGAY", cell="B7"), month=JUNE),
    )
    rows = iom.cells(frame, MAY, HARRINGAY)
    assert list(zip(rows.rag, rows.value, rows.cell, strict=True)) == [("all", 3, "B9"), ("red", 1, "D9")]


@pytest.mark.parametrize(
    ("measure", "breakdown", "title"),
    [
        (Measure.COHORT, Breakdown.STATED, "Said in the text about the cohort"),
        (Measure.ARRESTS, "", "Arrests"),
        (Measure.GPS_TAGS, Breakdown.TAG, "GPS tags"),
        (Measure.DRUG_TREATMENT, "", "In drug treatment"),
        (Measure.DAYS_ON_IOM, Breakdown.STAGE, "Comparison of boroughs"),
    ],
)
def test_what_else_a_return_holds_stands_under_its_title_with_its_cell(measure, breakdown, title):
    figure = Figure(measure, 7, Cell("Sheet", "C3"), "7", breakdown=breakdown)
    (found,) = iom.besides_the_cohort(figures_of(monthly(*COHORT, figure))).items()
    assert found[0] == title
    assert list(found[1].cell) == ["Sheet!C3"]
    assert list(found[1].value) == [7]


def test_what_is_no_plain_number_stands_in_words_beside_the_numbers():
    numbers = {"value": None, "low": 0, "high": 4}
    parts = [nominals(3), replace(nominals(0), **numbers)]
    figures = [replace(one, breakdown=Breakdown.GENDER, category="Male") for one in parts]
    (table,) = iom.besides_the_cohort(figures_of(monthly(*figures))).values()
    assert list(table.value.fillna(-1)) == [3, -1]
    assert list(table.given_as) == ["", "fewer than 5"]
    (plain,) = iom.besides_the_cohort(figures_of(monthly(figures[0]))).values()
    assert "given_as" not in plain


def test_where_nobody_lives_there_is_no_rate():
    assert iom.rate(pd.Series([5, 0]), pd.Series([0, 0])).isna().all()
