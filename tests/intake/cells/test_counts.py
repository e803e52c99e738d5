"""What a cell of somebody's table says: a number, a bound, nothing, or something that is no count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probation_commission.intake.cells import counts, numbers
from probation_commission.intake.cells.counts import WrittenCount
from probation_commission.intake.cells.numbers import MAX_COUNT, Fault


@pytest.mark.parametrize("value", [6, 6.0, "6", " 6 ", "\u00a06", "6.0"])
def test_a_plain_number_has_no_note(value):
    assert counts.count(value) == WrittenCount(6)


@pytest.mark.parametrize("text", ["x6", "X 6", "6x", "×6", "6*", "6 †"])
def test_an_unusual_spelling_is_read_and_said(text):
    written = counts.count(text)
    assert written.number == 6
    assert f"“{text}” was read as 6" in written.note


@pytest.mark.parametrize(
    ("text", "bound"), [("<5", 5), ("< 5", 5), ("fewer than 10", 10), ("≤4", 5), ("1-4", 5), ("1–4", 5)]
)
def test_a_bound_is_no_number(text, bound):
    written = counts.count(text)
    assert (written.number, written.fewer_than) == (None, bound)
    assert f"neither as {bound} nor as 0" in written.note


@pytest.mark.parametrize("text", ["-", "–", "—", "n/a", "N/A", "..", "…", "*", "[c]", "not known", "tbc"])
def test_not_given_is_not_zero(text):
    written = counts.count(text)
    assert (written.number, written.fewer_than) == (None, None)
    assert "not given, which is not zero" in written.note


def test_an_empty_cell_says_nothing():
    assert counts.count("  ") == WrittenCount(None)


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
    assert isinstance(written, Fault) or written.number is None or written.fewer_than is None
    counts.looks_like_count(value)
