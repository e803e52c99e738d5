from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.intake.cells import numbers
from probation_commission.intake.cells.numbers import MAX_COUNT, Fault


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0),
        (5.0, 5),  # as a workbook holds it
        ("5", 5),  # as a CSV holds it, or a number kept as text
        (" 1,234 ", 1234),
        ("5.0", 5),  # as pandas writes it
        ("100,000", MAX_COUNT),  # the most
    ],
)
def test_counts(value: object, expected: int) -> None:
    assert numbers.count(value) == expected


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (-1, "negative count"),
        ("-3", "negative count"),
        ("\u22123", "negative count"),  # a typographer's minus
        (2.5, "fractional count"),
        ("0.5", "fractional count"),
        ("five", "text count"),
        ("<5", "text count"),
        ("1e3", "text count"),
        ("12,34", "text count"),  # thousands in the wrong place
        ("٣", "text count"),  # a digit, but not one that Excel counts with
        (True, "text count"),
        (float("nan"), "text count"),
        (float("inf"), "text count"),
        (date(2023, 5, 1), "text count"),
        (time(5), "text count"),
        (timedelta(5), "text count"),
        ("", "no count"),
        ("  ", "no count"),
        (100_001, "count too large"),
        ("999999999", "count too large"),
    ],
)
def test_what_is_no_count_says_why(value: object, code: str) -> None:
    fault = numbers.count(value)
    assert isinstance(fault, Fault)
    assert fault.code == code


def test_only_what_looks_like_a_number_is_quoted() -> None:
    assert "“<5”" in numbers.count("<5").message
    assert "“-2.5”" in numbers.count(-2.5).message
    assert "John" not in numbers.count("John Smith").message


@given(st.integers(0, MAX_COUNT))
def test_a_count_is_read_back_however_it_is_written(number: int) -> None:
    for written in (number, float(number), str(number), f"{number:,}", f" {number} ", f"{number}.0"):
        assert numbers.count(written) == number


@given(
    st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.times(), st.timedeltas())
)
def test_nothing_raises_and_nothing_negative_comes_out(value: object) -> None:
    number = numbers.count(value)
    assert isinstance(number, Fault) or 0 <= number <= MAX_COUNT


@pytest.mark.parametrize(
    ("written", "number"), [("two", 2), ("Nine", 9), ("23", 23), ("many", None), ("", None)]
)
def test_number_words(written: str, number: int | None) -> None:
    assert numbers.number_word(written) == number
