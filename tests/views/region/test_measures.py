"""What each measure tells of an area, typed by hand."""

import pytest

from probation_commission.disclosure.released import HIDDEN, MISSING, CellState, Released, between, counted
from probation_commission.domain.iom import ALL, COUNTS
from probation_commission.views.region import MEASURES, AreaTotals
from probation_commission.views.region.measures import NOT_COMPARED, compared_measure, either

BY_KEY = {measure.key: measure for measure in MEASURES}


def told(key: str, totals: AreaTotals) -> Released:
    return BY_KEY[key].of(totals)


def test_there_is_a_measure_for_each_count_the_rate_and_the_returns():
    assert list(BY_KEY) == ["cohort", "rate", *(column for column in COUNTS if column != ALL), "returns"]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_without_a_return_every_measure_says_so(measure):
    assert measure.of(AreaTotals()).text == "no return received"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (counted(61), "0.24"),  # 61 of 254,000
        (between(0, 9), "0.00–0.04"),  # a range of counts is a range of rates
        (between(20, None), "0.08 or more"),
        (HIDDEN, "not shown"),
        (MISSING, "not in the return"),
        (counted(0), "0.00"),
    ],
)
def test_a_rate_is_as_wide_as_what_is_shown(cell, words):
    assert told("rate", AreaTotals({ALL: cell}, 254_000, received=1)).text == words


def test_residents_that_are_not_known_give_no_rate():
    cell = told("rate", AreaTotals({ALL: counted(61)}, None, received=1))
    assert (cell.text, cell.state) == ("residents not known", CellState.NOT_GIVEN)


@pytest.mark.parametrize(
    ("totals", "words"),
    [
        (AreaTotals({ALL: counted(1)}, received=1), "received"),
        (AreaTotals({ALL: counted(1)}, received=1, made_up=True), "received (made up)"),
        (AreaTotals({ALL: counted(1)}, received=1, expected=3), "1 of 3 received"),
        (AreaTotals({ALL: counted(1)}, received=2, expected=2, together="Both"), "received together as Both"),
        (AreaTotals(together="Both"), "in the return of Both"),
    ],
)
def test_returns_are_received_by_some_or_all(totals, words):
    assert told("returns", totals).text == words


def test_a_comparison_is_a_measure_of_those_who_are_in_it():
    measure = compared_measure("cost_per_offence", "before", "2023 Q1")
    assert measure.label == "Compared: cost of crime per offence, before IOM, 2023 Q1"
    assert measure.of(AreaTotals()) is NOT_COMPARED
    assert measure.of(AreaTotals(compared={measure.key: counted(3507)})).text == "3,507"


def test_where_two_returns_compare_an_area_differently_both_are_said():
    first, other = counted(12), counted(15)
    assert either(None, first) == either(first, first) == first
    assert either(first, other) == Released("12 or 15", CellState.RANGE, 12, 15)
    assert either(either(first, other), counted(12)).text == "12 or 15"
