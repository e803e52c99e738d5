"""Pence are written as people write pounds."""

import pytest

from probation_commission.domain.money import pounds, typed_pence


@pytest.mark.parametrize(
    ("pence", "words"),
    [
        (0, "£0"),
        (5, "£0.05"),
        (50, "£0.50"),
        (100, "£1"),
        (350_000, "£3,500"),
        (350_050, "£3,500.50"),
        (1_200_000_00, "£1,200,000"),
        (-350, "-£3.50"),
    ],
)
def test_pence_in_pounds(pence, words):
    assert pounds(pence) == words


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("0.29", 29),  # a float has 28.999…
        ("£1,234.5", 123_450),
        (" 12 ", 1200),
        ("10000000", 1_000_000_000),
        ("10000000.01", None),
        ("1,23", None),
        ("1.005", None),
        ("1e3", None),
        ("-1", None),
        ("", None),
        ("٣", None),  # a digit of another script
    ],
)
def test_an_amount_as_typed_becomes_pence_without_a_float(text, pence):
    assert typed_pence(text) == pence
