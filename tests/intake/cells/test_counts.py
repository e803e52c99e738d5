"""What a cell of somebody's table says: a number, a bound, nothing, or something that is no count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.domain.marks import Mark
from probation_commission.intake.cells import counts, numbers
from probation_commission.intake.cells.counts import WrittenCount
from probation_commission.intake.cells.numbers import MAX_COUNT, Fault


@pytest.mark.parametrize("value", [6, 6.0, "6", " 6 ", "\u00a06", "6.0"])
def test_a_plain_number_has_no_note(value):
    assert counts.count(value) == WrittenCount(6)


@pytest.mark.parametrize("text", ["x6", "X 6", "6x", "×6"])
def test_an_unusual_spelling_is_read_and_said(text):
    written = counts.count(text)
    assert written.number == 6
    assert f"“{text}” was read as 6" in written.note


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("<5", 0, 4),
        ("< 5", 0, 4),
        ("fewer than 10", 0, 9),
        ("<1,000", 0, 999),
        ("≤4", 0, 4),
        ("up to 4", 0, 4),
        ("4 or fewer", 0, 4),
        ("1-4", 1, 4),
        ("1–4", 1, 4),
        ("3 to 4", 3, 4),
        ("between 5 and 9", 5, 9),
        ("0-4", 0, 4),
        ("10+", 10, None),
        ("≥10", 10, None),
        ("10 or more", 10, None),
        (">9", 10, None),
        ("over 9", 10, None),
    ],
)
def test_a_bound_is_no_number(text, low, high):
    written = counts.count(text)
    assert (written.number, written.low, written.high) == (None, low, high)
    assert "is not counted, as no number and not as 0" in written.note
    assert counts.looks_like_count(text) or high == 999 or low is None


@pytest.mark.parametrize(("text", "number"), [("nil", 0), ("None", 0), ("zero", 0), ("<1", 0), ("5-5", 5)])
def test_some_words_and_bounds_are_numbers(text, number):
    assert counts.count(text) == WrittenCount(number, f"“{text}” was read as {number}.")


@pytest.mark.parametrize(
    ("text", "number", "mark"),
    [
        ("12 [r]", 12, Mark.REVISED),
        ("12r", 12, Mark.REVISED),
        ("12 (revised)", 12, Mark.REVISED),
        ("9p", 9, Mark.PROVISIONAL),
        ("9 [p]", 9, Mark.PROVISIONAL),
        ("1,024 [e]", 1024, Mark.ESTIMATED),
        ("7 [b]", 7, Mark.BREAK),
        ("7 [u]", 7, Mark.UNRELIABLE),
        ("7 [note 3]", 7, Mark.NOTE),
        ("6*", 6, Mark.NOTE),
        ("6 †", 6, Mark.NOTE),
    ],
)
def test_a_number_keeps_its_mark(text, number, mark):
    written = counts.count(text)
    assert (written.number, written.mark) == (number, mark)
    assert f"“{text}” was read as {number}; " in written.note


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (("[c]", "c", "C", "s", "*", "**", "suppressed"), Mark.SUPPRESSED),
        (("[low]", "k", "~"), Mark.LOW),
        (("[z]", "z"), Mark.NOT_APPLICABLE),
        (("-", "–", "—", "n/a", "N/A", "..", "…", ":", "[x]", "not known", "tbc"), Mark.NOT_AVAILABLE),
    ],
)
def test_not_given_is_not_zero_and_keeps_why(texts, mark):
    for text in texts:
        written = counts.count(text)
        assert (written.bounded, written.mark) == (False, mark)
        assert "not given" in written.note
        assert "which is not zero" in written.note
        assert not counts.looks_like_count(text)
        assert counts.says_count(text)


@pytest.mark.parametrize("text", ["x", "12 [f]", "12 [c]", "<0", "9-5", "2023-2024", "2026-10", "5 (Red)"])
def test_what_may_be_something_else_is_no_count(text):
    assert isinstance(counts.count(text), Fault)


@pytest.mark.parametrize("text", ["18-24", "25–34", "50+", "none", "c", "Cockerton", ""])
def test_ages_and_words_make_no_column_of_counts(text):
    assert not counts.looks_like_count(text)


def test_more_than_any_cohort_has_is_refused_as_a_bound_too():
    assert counts.count("<900000").code == "count too large"


def test_an_empty_cell_says_nothing():
    assert counts.count("  ") == WrittenCount(None)
    assert counts.count("").blank
    assert not counts.count("-").blank


@pytest.mark.parametrize("text", ["12%", "12.5 %", "12 per cent"])
def test_a_percentage_is_refused_in_a_sentence(text):
    written = counts.count(text)
    assert written.code == "percentage"
    assert "Write the number of people" in written.message


@pytest.mark.parametrize("value", [-3, "-3", 0.12, "five", True, "12 Acacia Road"])
def test_what_is_no_count_is_refused_as_everywhere(value):
    assert counts.count(value) == numbers.count(value)
    assert isinstance(counts.count(value), Fault)


@given(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.booleans(), st.dates()))
def test_nothing_raises_and_no_bound_becomes_a_number(value):
    written = counts.count(value)
    assert isinstance(written, Fault) or written.number is None or 0 <= written.number <= MAX_COUNT
    if not isinstance(written, Fault) and written.low is not None and written.high is not None:
        assert (written.low == written.high) == (written.number is not None)
        assert 0 <= written.low <= written.high <= MAX_COUNT
    counts.looks_like_count(value)
