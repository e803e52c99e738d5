"""The cohort by ward, beside the map and month by month: nobody is dropped, nothing is made up."""

from math import isnan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis import iom
from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Cell, Figure
from probation_commission.geography.gazetteer import gazetteer
from tests.given.returns import HARINGEY, JULY, JUNE, MAY, figures_of, monthly, nominals

WARDS = gazetteer().ward_set(HARINGEY, MAY)
HARRINGAY = "E05013590"
COHORT = [nominals(61)] + [nominals(number, rag=rag) for rag, number in zip(Rag, (30, 8, 7, 16), strict=True)]


def counts(row) -> list:
    """All, red, amber, green, blue; None where the return holds no such figure."""
    return [None if isnan(row[name]) else row[name] for name in iom.COUNTS]


def totals(*figures):
    return counts(iom.totals(figures_of(monthly(*figures))).iloc[0])


def beside(*figures):
    rows = iom.beside_the_map(figures_of(monthly(*figures)), MAY)
    return [(row.why, row.place, *counts(row)) for _, row in rows.iterrows()]


def ward(name, *figures):
    rows = iom.by_ward(figures_of(monthly(*figures)), MAY, WARDS)
    return counts(rows[rows.ward == name].iloc[0])


def test_what_is_stated_wins_over_the_sum_of_the_rows():
    assert totals(nominals(61), nominals(5, "HARRINGAY"), nominals(3, "NFA")) == [61, None, None, None, None]


def test_without_a_stated_total_the_rows_are_added_up():
    rows = [nominals(5, "HARRINGAY"), nominals(3, "NFA"), nominals(2, "HARRINGAY", Rag.RED)]
    assert totals(*rows) == [8, 2, None, None, None]


def test_all_is_the_sum_of_the_rags_where_only_these_are_stated():
    assert totals(*COHORT[1:]) == [61, 30, 8, 7, 16]
    assert totals(nominals(0, rag=Rag.RED)) == [0, 0, None, None, None]  # none is not "not in the return"


def test_all_of_a_ward_is_the_sum_of_its_rags_where_only_these_are_given():
    assert ward("Harringay", nominals(3, "HARRINGAY", Rag.RED), nominals(4, "HARRINGAY", Rag.BLUE)) == [
        7, 3, None, None, 4,
    ]  # fmt: skip


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


def test_a_month_without_a_cohort_has_nobody_beside_the_map_and_every_ward_empty():
    arrests = figures_of(monthly(Figure(Measure.ARRESTS, 10, Cell("Arrests", "D2"), "10")))
    assert iom.beside_the_map(arrests, MAY).empty
    assert iom.by_ward(arrests, MAY, WARDS)[iom.COUNTS].isna().all(axis=None)


def test_what_a_sentence_says_or_another_measure_counts_is_no_part_of_the_cohort():
    stated = Figure(
        Measure.COHORT, 23, Cell("Summary", "A9"), "23 red", rag=Rag.RED, breakdown=Breakdown.STATED
    )
    arrests = Figure(Measure.ARRESTS, 10, Cell("Arrests", "D2"), "10", unit="arrests")
    assert totals(*COHORT, stated, arrests) == [61, 30, 8, 7, 16]


def test_every_ward_of_the_set_has_a_row_and_only_wards_in_force_have_counts():
    figures = [
        nominals(3, "HARRINGAY"),
        nominals(0, "WHITE HART LANE"),  # none, and said so
        nominals(5, "BRUCE GROVE"),  # abolished
        nominals(1, "BOWES"),  # in Enfield
        nominals(5, "NFA"),
    ]
    rows = iom.by_ward(figures_of(monthly(*figures)), MAY, WARDS)
    assert len(rows) == len(WARDS.wards) == 21
    assert rows.residents.gt(0).all()
    given_counts = rows.dropna(subset=["all"])
    assert dict(zip(given_counts.ward, given_counts["all"], strict=True)) == {
        "Harringay": 3,
        "White Hart Lane": 0,
    }


def test_two_rows_of_one_ward_are_added_up():
    assert ward("Harringay", nominals(3, "HARRINGAY"), nominals(2, HARRINGAY))[0] == 5  # by name and by code


def test_whoever_is_on_no_ward_is_beside_the_map_and_the_last_row_is_in_no_row():
    table = [
        nominals(42, "HARRINGAY"), nominals(16, "HARRINGAY", Rag.RED),
        nominals(4, "BRUCE GROVE"), nominals(3, "BRUCE GROVE", Rag.RED),
        nominals(1, "BOWES"),
        nominals(5, "NFA"), nominals(4, "NFA", Rag.RED),
    ]  # fmt: skip
    assert beside(*COHORT, *table) == [
        (PlaceKind.ABOLISHED.label, "BRUCE GROVE", 4, 3, None, None, None),
        (PlaceKind.NO_FIXED_ABODE.label, "NFA", 5, 4, None, None, None),
        (PlaceKind.ELSEWHERE.label, "BOWES", 1, None, None, None, None),
        (iom.IN_NO_ROW, "", 9, 7, 8, 7, 16),  # 61 - 52; 30 - 23; the table has no amber, green or blue
    ]


def test_a_rag_can_be_in_no_row_though_the_total_is_whole():
    figures = [
        nominals(5),
        nominals(3, rag=Rag.RED),
        nominals(5, "HARRINGAY"),
        nominals(1, "HARRINGAY", Rag.RED),
    ]
    assert beside(*figures) == [(iom.IN_NO_ROW, "", 0, 2, None, None, None)]


def test_where_the_rows_are_more_than_the_total_nobody_is_in_no_row():
    assert beside(nominals(4), nominals(5, "HARRINGAY")) == []


def test_with_no_table_by_ward_the_whole_cohort_is_in_no_row():
    assert beside(nominals(61)) == [(iom.IN_NO_ROW, "", 61, None, None, None, None)]


PLACES = ["HARRINGAY", "WHITE HART LANE", "BRUCE GROVE", "BOWES", "LEA BRIDGE", "NFA", "Not known", "Outside"]


@st.composite
def returns_with_a_total(draw):
    """Rows by place, of some RAGs or all or both, and totals that are at least as large as the rows."""
    rags = draw(st.sets(st.sampled_from(list(Rag))))
    with_all = not rags or draw(st.booleans())
    rows, sums = [], dict.fromkeys([*rags, *([None] if with_all else [])], 0)
    for where in draw(st.sets(st.sampled_from(PLACES))):
        numbers = {rag: draw(st.integers(0, 9)) for rag in sorted(rags) if draw(st.booleans())}
        if with_all:
            numbers[None] = sum(numbers.values()) + draw(st.integers(0, 9))
        for rag, number in numbers.items():
            rows.append(nominals(number, where, rag))
            sums[rag] += number
    stated = [nominals(number + draw(st.integers(0, 9)), rag=rag) for rag, number in sums.items()]
    return monthly(*stated, *rows)


@given(returns_with_a_total())
def test_the_wards_and_those_beside_the_map_are_always_the_whole_cohort(one):
    frame = figures_of(one)
    stated = {figure.rag or iom.ALL: figure.value for figure in one.figures if figure.place is None}
    on_map, off_map = iom.by_ward(frame, MAY, WARDS), iom.beside_the_map(frame, MAY)
    for name, total in stated.items():
        assert on_map[name].sum() + off_map[name].sum() == total


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
