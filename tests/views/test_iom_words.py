"""The finding in a sentence: how many are on the map, where most are, and nobody half told."""

import pandas as pd
import pytest

from probation_commission.disclosure.released import HIDDEN, MISSING, Released, State
from probation_commission.views.iom_words import finding, of_ward

WHERE = "Haringey, May 2023"
NONE = Released("none", State.BAND, 0, 0, 0)
FEW, SOME = Released("1–4", State.BAND, 1, 1, 4), Released("5–9", State.BAND, 2, 5, 9)


def exact(count) -> Released:
    return MISSING if count is None else Released(f"{count}", State.EXACT, count, count, count)


def said(cells, beside=(), total=10, rag="all", unit="ward"):
    wards = pd.DataFrame({"ward": list("ABCDEF")[: len(cells)], rag: pd.Series(list(cells), dtype=object)})
    return finding(wards, list(beside), exact(total), rag=rag, where=WHERE, unit=unit)


def counted(*counts, beside=(), total=10, rag="all"):
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
    assert f"on a ward of the map{most};" in counted(*counts)


def test_those_beside_the_map_are_counted_too():
    assert counted(35, beside=[10, 2, 5, 9], total=61) == (
        "35 of 61 nominals in Haringey, May 2023 are on a ward of the map, most in A (35); 26 are not."
    )


def test_nobody_on_the_map_is_not_the_same_as_no_table_by_ward():
    assert counted(0, 0, beside=[3], total=3, rag="red").startswith("0 of 3 red nominals")
    assert counted(None, None, beside=[8], total=8, rag="amber") == (
        "8 amber nominals in Haringey, May 2023; this return does not give them by ward."
    )


def test_an_unknown_total_is_not_a_number():
    assert counted(5, total=None).startswith("5 of an unknown number of nominals")
    assert counted(None, total=None).startswith("An unknown number of nominals")


def test_nothing_is_added_up_where_something_is_not_shown():
    words = said([exact(12), HIDDEN, exact(9), exact(0), MISSING], [HIDDEN], total=40)
    assert words == "40 nominals in Haringey, May 2023, most in A (12) and C (9); 1 of 4 wards is not shown."
    assert "1 of 1 localities is not shown" in said([HIDDEN], unit="locality")


def test_one_hidden_beside_the_map_is_enough_not_to_add_up():
    assert "of 10 nominals" not in said([exact(5), exact(3)], [HIDDEN])


@pytest.mark.parametrize("cells", [[NONE, NONE], [MISSING, NONE], [HIDDEN, NONE]], ids=str)
def test_a_band_of_none_names_no_ward(cells):
    assert said(cells, rag="red").endswith("No ward has red nominals that may be shown.")


def test_the_wards_of_the_highest_band_are_all_named_or_counted():
    assert "the highest is 5–9, in A and C." in said([SOME, FEW, SOME, HIDDEN])
    assert "in 5 wards" in said([FEW] * 5 + [NONE])


def test_a_ward_says_what_is_not_shown_of_it():
    row = pd.Series({"all": SOME, "red": FEW, "amber": HIDDEN, "green": HIDDEN, "blue": MISSING})
    assert of_ward(row, ["red", "amber", "green", "blue"]) == (
        "5–9 nominals, of them 1–4 red; amber and green not shown."
    )
    hidden = pd.Series({"all": HIDDEN, "red": HIDDEN})
    assert of_ward(hidden, ["red"]) == "all nominals not shown; red not shown."
