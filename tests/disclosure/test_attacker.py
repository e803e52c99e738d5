"""The attacker is tried on tables that are known to leak, and on one that does not."""

import pytest

from tests.attacker import Attack, understood

HIDDEN = "not shown"


def attack(texts: dict[str, str], *sums, base: int = 1) -> Attack:
    one = Attack(base)
    for name, text in texts.items():
        one.read(name, text)
    for whole, parts in sums:
        one.add_up(whole, parts.split())
    return one


@pytest.mark.parametrize(
    ("text", "base", "known"),
    [
        ("7", 1, (7, 7)),
        ("1,234", 1, (1234, 1234)),
        ("none", 1, (0, 0)),
        ("1–4", 1, (1, 4)),
        ("20 or more", 1, (20, 10_000)),
        ("fewer than 10", 5, (0, 9)),
        ("15", 5, (13, 17)),
        (HIDDEN, 1, (0, 10_000)),
    ],
)
def test_words_are_read_as_what_they_can_mean(text, base, known):
    assert understood(text, base) == known


def test_a_single_hidden_count_is_the_total_without_those_shown():
    found = attack({"T": "20", "a": "9", "b": "8", "c": HIDDEN}, ("T", "a b c")).pinned()
    assert found == {"c": (3, 3)}


def test_two_hidden_counts_of_two_people_are_nought_one_or_two():
    # three values each: just enough
    assert attack({"T": "10", "a": "8", "b": HIDDEN, "c": HIDDEN}, ("T", "a b c")).pinned() == {}
    found = attack({"T": "9", "a": "8", "b": HIDDEN, "c": HIDDEN}, ("T", "a b c")).pinned()
    assert set(found) == {"b", "c"}


def test_two_by_two_of_ones_with_totals_shown():
    cells = dict.fromkeys(["a1", "a2", "b1", "b2"], HIDDEN)
    totals = {"a": "2", "b": "2", "one": "2", "two": "2"}
    sums = (("a", "a1 a2"), ("b", "b1 b2"), ("one", "a1 b1"), ("two", "a2 b2"))
    assert attack(cells | totals, *sums).pinned() == {}  # 0, 1 or 2
    assert set(attack(cells | totals | {"a": "1", "two": "1"}, *sums).pinned()) == set(cells)


def test_bands_with_every_part_at_its_lower_end():
    texts = {"T": "1–4", "r": "1–4", "a": "1–4", "g": "1–4", "b": "1–4"}
    found = attack(texts, ("T", "r a g b")).pinned()
    assert found["T"] == (4, 4)
    assert found["r"] == (1, 1)


def test_two_groupings_of_the_same_people_that_overlap():
    # wards a b c; a locality of a and b, another of b and c, and all three: a and c follow, then b
    texts = dict.fromkeys("abc", HIDDEN) | {"ab": "7", "bc": "6", "abc": "10"}
    found = attack(texts, ("ab", "a b"), ("bc", "b c"), ("abc", "a b c")).pinned()
    assert found == {"a": (4, 4), "b": (3, 3), "c": (3, 3)}


def test_a_rate_with_its_residents_is_the_count():
    one = attack({"ward": HIDDEN})
    one.rate("ward", 0.41, 7_300)  # 2.99 of 7,300
    assert one.pinned() == {"ward": (3, 3)}


def test_old_wards_beside_new_ones_with_the_same_total():
    # the old set is shown but for one ward, the new set tells the total
    texts = {"T": "30", "old a": "14", "old b": "13", "old c": HIDDEN, "new a": "18", "new b": "12"}
    one = attack(texts)
    one.add_up("T", ["old a", "old b", "old c"])
    one.add_up("T", ["new a", "new b"])
    assert one.pinned() == {"old c": (3, 3)}


def test_rounded_numbers_whose_sum_leaves_no_room():
    # 10 of 10 or more: 10 to 12 each, three of them at most 32 in all, hence 10 to 12, and the total 30 to 32
    texts = {"T": "30", "a": "10", "b": "10", "c": "10"}
    one = attack(texts, ("T", "a b c"), base=5)
    for name in "abc":
        one.between(name, 10, 12)
    assert one.pinned() == {}
    one.between("T", 28, 30)
    assert set(one.pinned()) == {"a", "b", "c", "T"}


def test_what_contradicts_itself_is_said():
    with pytest.raises(AssertionError, match="contradicts"):
        attack({"T": "5", "a": "9", "b": HIDDEN}, ("T", "a b")).pinned()
