"""The best set under a pot against trying every set; must-haves; and never a penny over."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from probation_commission.analysis.best_set import Competing, best_set, cost, worth

IDEAS = st.lists(
    st.tuples(st.integers(1, 999_999), st.none() | st.integers(0, 400), st.booleans()), max_size=12
)


def competing(rows) -> list[Competing]:
    # Few must-haves, or hardly an instance would have anything to choose.
    return [
        Competing(number, pence, None if score is None else Fraction(score, 4), must and number % 3 == 0)
        for number, (pence, score, must) in enumerate(rows)
    ]


def every_set(ideas, pot):
    """All that the pot holds with the must-haves in, the best first: by score, then by cost."""
    must = [one for one in ideas if one.must]
    free = [one for one in ideas if not one.must and one.score is not None]
    sets = [
        [*must, *more]
        for size in range(len(free) + 1)
        for more in combinations(free, size)
        if cost([*must, *more]) <= pot
    ]
    return sorted((-worth(one), cost(one)) for one in sets)


@settings(max_examples=120, deadline=None)
@given(IDEAS, st.integers(0, 3_000_000))
def test_no_set_is_better_and_none_as_good_is_cheaper(rows, pot):
    ideas = competing(rows)
    best, known = best_set(ideas, pot), every_set(ideas, pot)
    must = cost([one for one in ideas if one.must])
    if must > pot:
        assert (best.over, best.chosen, known) == (must - pot, (), [])
        return
    assert (-best.score, best.pence) == known[0]
    assert best.pence <= pot
    assert {one.number for one in (*best.chosen, *best.left_out)} == {one.number for one in ideas}
    # The next best is the second of all sets, and another one than the best.
    if len(known) > 1:
        assert (-worth(best.second), cost(best.second)) == known[1]
        assert {*best.second} != {*best.chosen}
    else:
        assert best.second is None


def test_the_best_set_is_not_the_highest_scores_until_the_pot_ends():
    # By rank: 90 for all the money. Two of 60 are more.
    ideas = [
        Competing(1, 1000, Fraction(90)),
        Competing(2, 500, Fraction(60)),
        Competing(3, 500, Fraction(60)),
    ]
    best = best_set(ideas, 1000)
    assert [one.number for one in best.chosen] == [2, 3]
    assert [one.number for one in best.left_out] == [1]
    assert [one.number for one in best.second] == [1]


def test_a_must_have_is_in_whatever_it_scores_and_whatever_it_pushes_out():
    ideas = [Competing(1, 900, Fraction(90)), Competing(2, 200, None, must=True)]
    assert [one.number for one in best_set(ideas, 1000).chosen] == [2]


def test_must_haves_over_the_pot_are_said_to_the_penny():
    ideas = [Competing(1, 900, Fraction(90), must=True), Competing(2, 201, Fraction(5), must=True)]
    best = best_set(ideas, 1000)
    assert (best.over, best.chosen) == (101, ())
    assert best_set(ideas, 1101).over == 0  # the last penny of the pot


def test_a_penny_over_is_over():
    # So close that a solver in floats takes it for whole.
    ideas = [Competing(number, 333_333_334, Fraction(50)) for number in range(3)]
    assert len(best_set(ideas, 1_000_000_001).chosen) == 2
    assert len(best_set(ideas, 1_000_000_002).chosen) == 3
