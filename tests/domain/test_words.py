import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from probation_commission.domain.words import TooLongError, listed, plural, storable, tidied

ANY_TEXT = st.text(st.characters()) | st.text(
    st.sampled_from("a \n\r\t\v\f\x00\x1b\x1f\x7f\x85\x9f\u2028\u00a0\ud83d\ude00\udfff\u0301\u200d😀"),
    max_size=40,
)
"""Anything that a string can hold, halves of characters too, and the worst of it close together."""


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (0, ("return",), "0 returns"),
        (1, ("return",), "1 return"),
        (2, ("return",), "2 returns"),
        (12_000, ("row",), "12,000 rows"),
        (1, ("locality", "localities"), "1 locality"),
        (2, ("locality", "localities"), "2 localities"),
        (1, ("idea waits", "ideas wait"), "1 idea waits"),
    ],
)
def test_a_count_stands_with_its_noun(count, words, said):
    assert plural(count, *words) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), ([1, 2], "1 and 2")],
)
def test_things_are_listed(items, said):
    assert listed(iter(items)) == said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Jo   Lead\n", "Jo Lead"),
        ("Jo\0Lead", "JoLead"),
        ("Jo\tLead\x1fof\x85it", "Jo Lead of it"),
        ("\x1b[31mJo", "[31mJo"),
        ("\ud83d\ude00", "😀"),  # two halves
        ("\ude00\ud83d!", "\ufffd\ufffd!"),  # not in that order
        ("cafe\u0301", "cafe\u0301"),  # as it was typed, whichever way
        ("\u200b", "\u200b"),
        # It would turn round the words after it, ours too.
        ("may\u202exslx.exe", "mayxslx.exe"),
        ("\u2066Jo\u2069 \u202bLead\u202c", "Jo Lead"),
        ("\u05d0\u200f", "\u05d0\u200f"),  # as people write from right to left
        ("", ""),
    ],
)
def test_one_line_is_in_single_spaces(typed, kept):
    assert tidied(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" first\r\n\r\n  second\rthird ", "first\n\n  second\nthird"),
        ("a\tb  c\0", "a b  c"),
    ],
)
def test_lines_and_the_spaces_in_them_stay_where_they_are_wanted(typed, kept):
    assert tidied(typed, lines=True) == kept


def test_what_is_being_typed_keeps_its_ends():
    assert storable("Repair \0bikes \r\n") == "Repair bikes \n"


def test_a_text_that_is_too_long_is_told_by_how_much_and_not_cut():
    assert tidied("  " + "x" * 60, 60) == "x" * 60  # the spaces do not count
    with pytest.raises(TooLongError, match=r"^it has 9,940 too many$"):
        tidied("x" * 10_000, 60)


@given(ANY_TEXT, st.booleans())
@example("\ud800" * 10_000, False)
@example("e" + "\u0301" * 10_000, True)
@example("\r\0\n", True)
def test_whatever_is_typed_can_be_kept_and_stays_as_it_is_kept(typed, lines):
    kept = tidied(typed, lines=lines)
    assert tidied(kept, lines=lines) == kept
    assert not [one for one in kept if unicodedata.category(one) in {"Cc", "Cs"} and one != "\n" * lines]
    assert kept.encode("utf-8").decode("utf-8") == kept
    try:
        assert len(tidied(typed, 20, lines=lines)) <= 20
    except TooLongError:
        assert len(kept) > 20
