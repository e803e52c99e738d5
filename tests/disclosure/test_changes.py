"""What has changed between two shown counts: by how many, which way, or that nobody can tell."""

import pytest

from probation_commission.disclosure.changes import NO_RETURN, Change, Way, changed
from probation_commission.disclosure.released import HIDDEN, MISSING, NOT_GIVEN, as_given, between, counted


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (counted(52), counted(61), "up 9"),
        (counted(61), counted(52), "down 9"),
        (counted(0), counted(0), "no change"),
        (counted(1_200), counted(0), "down 1,200"),
        # ranges that have nothing in common tell the way, and never by how many
        (between(5, 9), between(10, 14), "up"),
        (between(10, 14), between(5, 9), "down"),
        (between(0, 9), counted(10), "up"),
        (counted(10), between(0, 9), "down"),
        # 5–9 may have been 9 and be 9 still, or 5: neither up nor down nor the same
        (between(5, 9), between(5, 9), "no telling"),
        (between(0, 9), between(5, 14), "no telling"),
        (between(0, 9), counted(9), "no telling"),
        # "15 or more" has no end above which anything could be
        (between(15, None), between(20, 29), "no telling"),
        (between(5, 9), between(15, None), "up"),
        (between(15, None), between(5, 9), "down"),
        # neither "fewer than 5" nor what is not shown is a nought
        (as_given("fewer than 5"), counted(7), "no telling"),
        (HIDDEN, counted(61), "no telling"),
        (counted(61), NOT_GIVEN, "no telling"),
        (MISSING, counted(4), "not in the return"),
        (counted(4), MISSING, "not in the return"),
    ],
)
def test_a_change_says_what_the_two_say_together(before, now, words):
    assert changed(before, now).text == words


@pytest.mark.parametrize(
    ("change", "number", "letter"),
    [
        (Change(Way.UP, 4), 4, "U"),
        (Change(Way.DOWN, 4), -4, "D"),
        (Change(Way.SAME), 0, ""),
        (Change(Way.UP), None, "U"),
        (Change(Way.DOWN), None, "D"),
        (Change(Way.NO_TELLING), None, ""),
        (NO_RETURN, None, ""),
    ],
)
def test_only_a_change_between_counts_is_a_number_and_every_way_has_its_letter(change, number, letter):
    assert (change.signed, change.letter) == (number, letter)
