"""What a return gives otherwise than as a plain number, and sums over it."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.analysis.given import AREA, GivenCount, added_up, otherwise
from probation_commission.domain.iom import ALL, Rag
from probation_commission.domain.marks import Mark
from tests.given.returns import MAY, figures_of, monthly, nominals

NAMES = ("HARRINGAY", "WOODSIDE", "NFA")


def test_a_single_count_keeps_its_mark_and_a_sum_has_none():
    withheld = GivenCount(None, None, Mark.SUPPRESSED)
    assert added_up([withheld]) is withheld
    assert added_up([withheld, withheld]) is withheld
    assert added_up([GivenCount(3, 3, Mark.REVISED), GivenCount(0, 4)]) == GivenCount(3, 7)
    assert added_up([GivenCount(3, 3), withheld]) == GivenCount(3, None)
    assert added_up([]) is None


def test_plain_numbers_are_left_out():
    figures = [nominals(5), nominals(2, "HARRINGAY"), nominals(3, "NFA")]
    assert otherwise(figures_of(monthly(*figures))) == {}
    revised = replace(figures[1], mark=Mark.REVISED)
    (told,) = otherwise(figures_of(monthly(figures[0], revised, figures[2]))).values()
    assert [str(count) for columns in told.values() for count in columns.values()] == ["2 (revised)"]


def test_a_stated_bound_gives_way_to_exact_rows_unless_they_contradict_it():
    rows = nominals(20, "HARRINGAY"), nominals(32, "NFA")
    for low, high, told in ((60, None, "60 or more"), (0, 39, "fewer than 40"), (40, 60, None)):
        stated = replace(nominals(0), value=None, low=low, high=high)
        (of_month,) = otherwise(figures_of(monthly(stated, *rows))).values()
        assert str(of_month.get(AREA, {}).get(ALL)) == str(told)


@st.composite
def months(draw):
    """True counts by place and RAG, and figures that give each exactly, or as a bound that holds it."""
    true, figures = {}, []
    for name in NAMES:
        for rag in Rag:
            number = true[name, rag] = draw(st.integers(0, 9))
            figure = nominals(number, name, rag)
            if draw(st.booleans()):
                low, high = draw(st.integers(0, number)), draw(st.none() | st.integers(number, 12))
                # Both bounds the same are a number.
                figure = figure if low == high else replace(figure, value=None, low=low, high=high)
            figures.append(figure)
    return true, figures


@settings(max_examples=60)
@given(months())
def test_whatever_is_told_holds_the_true_count(month):
    true, figures = month
    told = otherwise(figures_of(monthly(*figures))).get(MAY, {})
    inexact = {figure.place.as_written for figure in figures if figure.value is None}
    assert bool(told) == bool(inexact)
    for (kind, code, place), columns in told.items():
        key = (kind, code, place)
        names = NAMES if key == AREA else [n for n in NAMES if nominals(0, n).place.kind == kind]
        if key != AREA and code:
            names = [n for n in names if nominals(0, n).place.ward.code == code]
        for column, count in columns.items():
            rags = list(Rag) if column == ALL else [column]
            number = sum(true[name, rag] for name in names for rag in rags)
            assert (count.low or 0) <= number <= (number if count.high is None else count.high)
