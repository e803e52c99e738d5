"""The finding in a sentence: how many are on the map, where most are, and nobody half told."""

import pandas as pd
import pytest

from probation_commission.disclosure.released import HIDDEN, MISSING, Released, between, counted
from probation_commission.views.iom.words import finding, of_ward

WHERE = "Haringey, May 2023"
FEW, SOME = between(0, 4), between(5, 9)


def exact(count) -> Released:
    return MISSING if count is None else counted(count)


def said(cells, beside=(), total=10, rag="all", unit="ward"):
    wards = pd.DataFrame({"ward": list("ABCDEF")[: len(cells)], rag: pd.Series(list(cells), dtype=object)})
    return finding(wards, list(beside), exact(total), rag=rag, where=WHERE, unit=unit)


def as_counts(*counts, beside=(), total=10, rag="all"):
    return said([exact(one) for one in counts], [exact(one) for one in beside], total, rag)


@pytest.mark.parametrize(
    ("counts", "most"),
    [
        ([5, 3, 2], ", most in A (5), B (3) and C (2)"),
        ([5, 3, 2, 1], ", most in A (5), B (3) and C (2)"),
        ([5, 3, 1, 1], ", most in A (5) and B (3)"),  # the third and the fourth are equal
        ([5, 2, 2, 2], ", most in A (5)"),  # three equal at the cut: none of them
        ([2, 2, 2, 2], ""),  # all are equal
        ([2, 2, 2], ", most in A (2), B (2) and C (2)"),
        ([0, 4, 0, None], ", most in B (4)"),
        ([0, 0], ""),
    ],
    ids=str,
)
def test_wards_with_the_same_count_are_named_together_or_not_at_all(counts, most):
    assert f"on a ward of the map{most};" in as_counts(*counts)


def test_those_beside_the_map_are_counted_too():
    assert as_counts(35, beside=[10, 2, 5, 9], total=61) == (
        "35 of 61 nominals in Haringey, May 2023 are on a ward of the map, most in A (35); 26 are not."
    )


def test_nobody_on_the_map_is_not_the_same_as_no_table_by_ward():
    assert as_counts(0, 0, beside=[3], total=3, rag="red").startswith("0 of 3 red nominals")
    assert as_counts(None, None, beside=[8], total=8, rag="amber") == (
        "8 amber nominals in Haringey, May 2023; this return does not give them by ward."
    )


def test_an_unknown_total_is_not_a_number():
    assert as_counts(5, total=None).startswith("5 of an unknown number of nominals")
    assert as_counts(None, total=None).startswith("An unknown number of nominals")


def test_a_total_that_is_not_shown_is_no_number():
    wards = pd.DataFrame({"ward": ["A"], "all": [FEW]})
    assert finding(wards, [], HIDDEN, rag="all", where=WHERE).startswith("Nominals (not shown) in Haringey")


def test_where_every_ward_is_in_the_lowest_band_none_is_named():
    words = said([FEW, FEW], total=7)
    assert words == (
        "7 nominals in Haringey, May 2023. In every ward there are 0–4, or it is not in the return."
    )


def test_the_wards_of_the_highest_band_are_all_named_in_the_order_of_names_or_counted():
    assert "the highest is 5–9, in A and C; 1 of 3 are in the lowest." in said([SOME, FEW, SOME])
    assert "in 5 wards; 1 of 6" in said([SOME] * 5 + [FEW])
    assert "in 5 localities; 1 of 6" in said([SOME] * 5 + [FEW], unit="locality")


def test_a_band_and_an_open_one_that_begin_alike_are_named_as_the_open_one():
    assert "the highest is 5 or more, in A and C; 1 of 3" in said([SOME, FEW, between(5, None)])
    assert "the highest is 5 or more, in A; 1 of 2" in said([between(5, None), FEW])


def test_what_is_not_shown_has_no_place_in_the_order():
    assert "the highest is 5–9, in C; 1 of 2 are in the lowest." in said([HIDDEN, FEW, SOME], unit="ward")
    assert said([HIDDEN, HIDDEN], unit="locality").endswith("No locality is shown.")


def test_a_ward_says_what_is_not_shown_of_it():
    row = pd.Series({"all": SOME, "red": FEW, "amber": HIDDEN, "green": HIDDEN, "blue": MISSING})
    assert of_ward(row, ["red", "amber", "green", "blue"]) == (
        "5–9 nominals, of them 0–4 red; amber and green not shown."
    )
    hidden = pd.Series({"all": HIDDEN, "red": HIDDEN})
    assert of_ward(hidden, ["red"]) == "all nominals not shown; red not shown."
