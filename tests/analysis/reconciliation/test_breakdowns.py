"""Breakdowns and arrests; and sums that lean on a cell without a count."""

from dataclasses import replace

import pytest

from probation_commission.analysis.reconciliation.cohort import checks
from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.returns import Cell, Figure, Gap, Kind, Return, Verdict
from tests.analysis.reconciliation.test_cohort import HERE, MAY, NORTH, SOUTH, count

HOLDS, FAILS, UNCHECKED, NOTE = Verdict.HOLDS, Verdict.FAILS, Verdict.UNCHECKED, Verdict.NOTE


def part(value, category, breakdown=Breakdown.GENDER, place=None, measure=Measure.COHORT):
    return Figure(
        measure, value, Cell("", "C2"), str(value), place=place, breakdown=breakdown, category=category
    )


def plain(measure, value):
    return Figure(measure, value, Cell("", "D2"), str(value))


def lines(*figures, gaps=()):
    found = checks(Return(Kind.IOM, HERE, MAY, figures, gaps=gaps), {})
    return [(one.verdict, one.sentence) for one in found]


BOTH = "Gender: Male 4 + Female 1 = 5"
NOT_THE_OTHERS = "the other categories are not given"


@pytest.mark.parametrize(
    ("figures", "line"),
    [
        ([count(5), part(4, "Male"), part(1, "Female")], (HOLDS, f"{BOTH} and 5 in the cohort")),
        ([count(6), part(4, "Male"), part(1, "Female")], (FAILS, f"{BOTH} against 6 in the cohort")),
        ([part(4, "Male")], (UNCHECKED, "Gender: Male 4: no total of the cohort is given")),
        ([count(6), part(4, "Male")], (UNCHECKED, f"Gender: Male 4 of 6 in the cohort: {NOT_THE_OTHERS}")),
        (
            [count(3), part(4, "Male")],
            (FAILS, "Gender: Male 4 against 3 in the cohort"),
        ),  # one part, too many
        (
            [count(5), part(2, "Male", place=NORTH), part(3, "Male", place=SOUTH)],  # given by ward alone
            (HOLDS, "Gender: Male 5 and 5 in the cohort"),
        ),
        (
            [plain(Measure.ARRESTS, 4), part(3, "x", Breakdown.OUTCOME, measure=Measure.ARRESTS)],
            (FAILS, "4 arrests against 3 by outcome"),
        ),
        (
            [plain(Measure.ARRESTS, 3), part(3, "x", Breakdown.OUTCOME, measure=Measure.ARRESTS)],
            (HOLDS, "3 arrests and 3 by outcome"),
        ),
        ([plain(Measure.ARRESTS, 3)], (UNCHECKED, "3 arrests: no outcomes are given")),
    ],
)
def test_each_line_and_its_verdict(figures, line):
    assert line in lines(*figures)


def gap(place, rag=None):
    return Gap(Cell("", "E9"), rag, place)


def test_a_sum_that_leans_on_a_gap_cannot_be_checked():
    figures = [count(5), replace(count(3, place=NORTH), cell=Cell("", "E3"))]
    assert (FAILS, "Ward table 3 of 5") in lines(*figures)
    assert (FAILS, "Ward table 3 of 5") in lines(*figures, gaps=[gap(SOUTH, Rag.RED)])  # another table's
    found = lines(*figures, gaps=[gap(SOUTH)])
    assert (UNCHECKED, "Ward table 3 of 5: 1 of its counts is not given exactly (E9)") in found
    assert (NOTE, "2 in no row, or in rows without an exact count") in found


def test_a_table_that_is_too_much_already_fails_all_the_same():
    figures = [count(2), replace(count(3, place=NORTH), cell=Cell("", "E3"))]
    assert (FAILS, "Ward table 3 of 2") in lines(*figures, gaps=[gap(SOUTH)])


def test_a_comparison_has_nothing_to_add_up():
    (line,) = checks(Return(Kind.COMPARISON, HERE, MAY, ()), {})
    assert line.verdict is UNCHECKED
