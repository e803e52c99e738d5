"""An area's month by place: nobody is dropped, and nothing is made up."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.analysis.iom import IN_NO_ROW
from probation_commission.disclosure.month import KINDS, months
from probation_commission.domain.iom import ALL, COUNTS, Measure, Rag
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.returns import Cell, Figure
from probation_commission.geography.gazetteer import gazetteer
from tests.given.returns import HARINGEY, MAY, figures_of, monthly, nominals

WARDS = gazetteer().ward_set(HARINGEY, MAY)
NAMES = [ward.name for ward in WARDS.wards]
HARRINGAY = "E05013590"
COHORT = [nominals(61)] + [nominals(number, rag=rag) for rag, number in zip(Rag, (30, 8, 7, 16), strict=True)]


def month(*figures):
    return months(figures_of(monthly(*figures)))[MAY]


def given_counts(numbers) -> list:
    """All, red, amber, green, blue; None where the return holds no such figure."""
    return [None if isnan(number) else number for number in numbers]


def ward(name, *figures) -> list:
    return month(*figures).by_ward(WARDS).low[NAMES.index(name)].tolist()


def beside(*figures) -> list:
    """Those on no ward: kind, place and counts; the last row is those in no row of the return."""
    cohort = month(*figures)
    rows = zip(cohort.places.kind, cohort.places.place, cohort.counts.low, strict=True)
    return [(kind, place, *given_counts(row)) for kind, place, row in rows if kind != PlaceKind.WARD]


def test_all_of_a_ward_is_the_sum_of_its_rags_where_only_these_are_given():
    counts = ward("Harringay", nominals(3, "HARRINGAY", Rag.RED), nominals(4, "HARRINGAY", Rag.BLUE))
    assert counts == [7, 3, 0, 0, 4]  # what a return does not name counts as nought here


def test_two_rows_of_one_ward_are_added_up():
    assert ward("Harringay", nominals(3, "HARRINGAY"), nominals(2, HARRINGAY))[0] == 5  # by name and by code


def test_every_ward_of_the_set_has_a_row_and_only_wards_in_force_have_counts():
    cohort = month(
        nominals(3, "HARRINGAY"),
        nominals(0, "WHITE HART LANE"),  # none, and said so
        nominals(5, "BRUCE GROVE"),  # abolished
        nominals(1, "BOWES"),  # in Enfield
        nominals(5, "NFA"),
    )
    counts = dict(zip(NAMES, cohort.by_ward(WARDS).low[:, 0], strict=True))
    assert len(counts) == 21
    assert {name: count for name, count in counts.items() if count} == {"Harringay": 3}
    named = cohort.places[cohort.places.kind == PlaceKind.WARD]
    assert sorted(WARDS.wards[NAMES.index(name)].code for name in ("Harringay", "White Hart Lane")) == sorted(
        named.code
    )


def test_a_month_without_a_cohort_has_nobody_anywhere():
    arrests = Figure(Measure.ARRESTS, 10, Cell("Arrests", "D2"), "10")
    assert beside(arrests) == [(IN_NO_ROW, "", None, None, None, None, None)]
    assert month(arrests).by_ward(WARDS).high.sum() == 0


def test_whoever_is_on_no_ward_is_beside_the_map_and_the_last_row_is_in_no_row():
    table = [
        nominals(42, "HARRINGAY"), nominals(16, "HARRINGAY", Rag.RED),
        nominals(4, "BRUCE GROVE"), nominals(3, "BRUCE GROVE", Rag.RED),
        nominals(1, "BOWES"),
        nominals(5, "NFA"), nominals(4, "NFA", Rag.RED),
    ]  # fmt: skip
    assert beside(*COHORT, *table) == [
        (PlaceKind.ABOLISHED, "BRUCE GROVE", 4, 3, None, None, None),
        (PlaceKind.NO_FIXED_ABODE, "NFA", 5, 4, None, None, None),
        (PlaceKind.ELSEWHERE, "BOWES", 1, None, None, None, None),
        (IN_NO_ROW, "", 9, 7, 8, 7, 16),  # 61 - 52; 30 - 23; the table has no amber, green or blue
    ]


@pytest.mark.parametrize(
    ("figures", "counts"),
    [
        # a RAG can be in no row though the total is whole
        (
            [
                nominals(5),
                nominals(3, rag=Rag.RED),
                nominals(5, "HARRINGAY"),
                nominals(1, "HARRINGAY", Rag.RED),
            ],
            (0, 2, None, None, None),
        ),
        # where the rows are more than the total nobody is in no row
        ([nominals(4), nominals(5, "HARRINGAY")], (0, None, None, None, None)),
        # with no table by ward the whole cohort is in no row
        ([nominals(61)], (61, None, None, None, None)),
    ],
)
def test_those_in_no_row_are_what_the_rows_leave_of_the_total(figures, counts):
    assert beside(*figures) == [(IN_NO_ROW, "", *counts)]


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
def test_the_wards_and_those_beside_the_map_are_always_the_whole_cohort(whole):
    cohort = months(figures_of(whole))[MAY]
    stated = {figure.rag or ALL: figure.value for figure in whole.figures if figure.place is None}
    on_map, off_map = cohort.by_ward(WARDS).low.sum(axis=0), cohort.beside().high.sum(axis=0)
    assert len(cohort.beside().low) == len(KINDS)
    for name, total in stated.items():
        assert on_map[COUNTS.index(name)] + off_map[COUNTS.index(name)] == total
