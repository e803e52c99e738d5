"""The finding in a sentence: how many are on the map, where most are, and nobody half told."""

import pandas as pd
import pytest

from probation_commission.views.iom_words import banded_finding, exact_finding

WHERE = "Haringey, May 2023"
NAN = float("nan")


def exact(counts, beside=(), total=10.0, rag="all"):
    wards = pd.DataFrame({"ward": list("ABCDEF")[: len(counts)], rag: list(map(float, counts))})
    return exact_finding(wards, pd.DataFrame({rag: list(map(float, beside))}), total, rag, WHERE)


def banded(bands, rag="red"):
    labels = {0: "none", 1: "1–4", 2: "5–9"}
    wards = pd.DataFrame({"ward": list("ABCDEF")[: len(bands)], rag: list(map(float, bands))})
    return banded_finding(
        wards.assign(label=[labels.get(band, "not in the return") for band in bands]), rag, WHERE
    )


@pytest.mark.parametrize(
    ("counts", "most"),
    [
        ([5, 3, 2], ", most in A (5), B (3) and C (2)"),
        ([5, 3, 2, 1], ", most in A (5), B (3) and C (2)"),
        ([5, 3, 1, 1], ", most in A (5) and B (3)"),  # the third and the fourth are equal
        ([5, 2, 2, 2], ", most in A (5)"),  # three equal at the cut: none of them
        ([2, 2, 2, 2], ""),  # all are equal
        ([2, 2, 2], ", most in A (2), B (2) and C (2)"),
        ([0, 4, 0, NAN], ", most in B (4)"),
        ([0, 0], ""),
    ],
    ids=str,
)
def test_wards_with_the_same_count_are_named_together_or_not_at_all(counts, most):
    assert f"on a ward of the map{most};" in exact(counts)


def test_those_beside_the_map_are_counted_too():
    assert exact([35], beside=[10, 2, 5, 9], total=61) == (
        "35 of 61 nominals in Haringey, May 2023 are on a ward of the map, most in A (35); 26 are not."
    )


def test_nobody_on_the_map_is_not_the_same_as_no_table_by_ward():
    assert exact([0, 0], beside=[3], total=3, rag="red").startswith("0 of 3 red nominals")
    assert exact([NAN, NAN], beside=[8], total=8, rag="amber") == (
        "8 amber nominals in Haringey, May 2023; this return does not give them by ward."
    )


def test_an_unknown_total_is_not_a_number():
    assert exact([5], total=NAN).startswith("5 of an unknown number of nominals")
    assert exact([NAN], total=NAN).startswith("an unknown number of nominals")


@pytest.mark.parametrize("bands", [[0, 0], [NAN, 0], [NAN, NAN], []], ids=str)
def test_a_band_of_none_names_no_ward(bands):
    assert banded(bands) == "No ward of Haringey, May 2023 has red nominals recorded."


def test_the_wards_of_the_highest_band_are_all_named_or_counted():
    assert "5–9 red nominals" in banded([2, 1, 2])
    assert "A and C" in banded([2, 1, 2])
    assert "5 wards" in banded([1, 1, 1, 1, 1, 0])
