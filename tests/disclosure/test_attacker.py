"""The attacker is tried on tables that are known to leak, and on one that does not."""

import numpy as np
import pytest

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.month import exactly_given
from probation_commission.disclosure.partnership import PartnershipMonth
from probation_commission.disclosure.rules import Rule
from tests.attacker import Attack, understood, values_by_the_rule

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
        ("0–4", 1, (0, 4)),
        ("0–4 or not in the return", 1, (0, 4)),
        ("20 or more", 1, (20, 10_000)),
        ("fewer than 10", 5, (0, 9)),
        ("15", 5, (11, 19)),
        (HIDDEN, 1, (0, 10_000)),
        ("not given", 1, (0, 10_000)),
    ],
)
def test_words_are_read_as_what_they_can_mean(text, base, known):
    assert understood(text, base) == known


def test_a_total_that_is_the_least_of_its_bands_tells_them_all():
    texts = {"T": "10", "a": "5–9", "b": "5–9"}
    assert attack(texts, ("T", "a b")).pinned() == {"a": (5, 5), "b": (5, 5)}


def test_a_total_that_is_the_most_of_its_bands_tells_them_all():
    texts = {"T": "12", "a": "0–4", "b": "0–4", "c": "0–4"}
    assert set(attack(texts, ("T", "a b c")).pinned()) == {"a", "b", "c"}


def test_a_band_of_the_whole_tells_as_well():
    # a locality of five wards has 20 to 29: each of them has four
    texts = {"L": "20–29", **dict.fromkeys("abcde", "0–4")}
    found = attack(texts, ("L", "a b c d e")).pinned()
    assert found["a"] == (4, 4)


def test_three_values_are_just_enough():
    texts = {"T": "12", "a": "5–9", "b": "5–9"}
    assert attack(texts, ("T", "a b")).pinned() == {}  # 5, 6 or 7


def test_two_groupings_of_the_same_people_that_overlap():
    # wards a b c; a locality of a and b, another of b and c, and all three: a and c follow, then b
    texts = dict.fromkeys("abc", HIDDEN) | {"ab": "7", "bc": "6", "abc": "10"}
    found = attack(texts, ("ab", "a b"), ("bc", "b c"), ("abc", "a b c")).pinned()
    assert found == {"a": (4, 4), "b": (3, 3), "c": (3, 3)}


def test_what_contradicts_itself_is_believed_by_nobody():
    assert attack({"T": "5", "a": "10–14", "b": HIDDEN}, ("T", "a b")).pinned() == {}


def told(*rows, total=None) -> PartnershipMonth:
    """A month of these places by all and by RAG, all in one locality but the last, which is in no row."""
    places = np.array(rows, float)
    whole = places.sum(axis=0) if total is None else np.array(total, float)
    group = np.array([0] * (len(rows) - 1) + [1])
    return PartnershipMonth(exactly_given(places), group, exactly_given(whole), Rule(Audience.PARTNERSHIP, 5))


@pytest.mark.long
def test_re_running_the_rule_finds_what_a_careless_rule_tells(monkeypatch):
    # five wards of four: their locality has 20. Hiding only a band that pins would say so by hiding.
    month = told(*[(4, 4, 0, 0, 0)] * 5, (30, 10, 10, 10, 0))
    monkeypatch.setattr(PartnershipMonth, "_next_bands", lambda *_: iter(()))
    monkeypatch.setattr(PartnershipMonth, "with_open_tops", lambda _, bands: bands)
    assert values_by_the_rule(month)[:5, -1].tolist() == [1] * 5


@pytest.mark.long
def test_re_running_the_rule_finds_nothing_where_the_next_band_is_hidden_too():
    month = told(*[(4, 4, 0, 0, 0)] * 5, (30, 10, 10, 10, 0))
    assert values_by_the_rule(month)[:5].min() >= 3
