"""Pence are written as people write pounds."""

import pytest

from probation_commission.domain.money import pounds


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
