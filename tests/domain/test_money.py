"""Pence are written as people write pounds, and read back as the same pence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.money import pence_from, pounds


@given(st.integers(0, 10**13))
def test_what_is_written_is_read_back(pence):
    assert pence_from(pounds(pence)) == pence


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
        ("3500", 350_000),
        ("£3,500", 350_000),
        (" £ 3500.5 ", 350_050),  # one figure after the point is tens of pence
        ("0.05", 5),
        ("1,200,000", 120_000_000),
    ],
)
def test_amounts_as_people_write_them(text, pence):
    assert pence_from(text) == pence


@pytest.mark.parametrize(
    "text", ["", "£", "about 50", "-5", "3,50", "1,0000", "12,34,567", "3.505", "3.", "€5", "5k", "1e3"]
)
def test_what_is_no_amount_is_none(text):
    assert pence_from(text) is None
