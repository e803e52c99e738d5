"""The best set of ideas under a pot by score, with must-haves: advice, never a decision (decision 310)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

LEAST_COMPETING = 10
"""With fewer ideas a table that can be read at once says more than advice."""


@dataclass(frozen=True, slots=True)
class Competing:
    """An idea that can be given what it asks for: its number, its cost, its score of 100."""

    number: int
    pence: int
    score: Fraction | None
    """None: not scored; then only a must-have is in the advice."""
    must: bool = False


@dataclass(frozen=True, slots=True)
class BestSet:
    """The set with the highest sum of scores that the pot holds; of equal ones the cheapest."""

    chosen: tuple[Competing, ...]
    left_out: tuple[Competing, ...]
    """The rest, the highest score first."""
    over: int = 0
    """By how much the must-haves alone are more than the pot, in pence; then nothing is advised."""
    second: tuple[Competing, ...] | None = None
    """The next best set; None where there is no other."""

    @property
    def pence(self) -> int:
        """What the set costs."""
        return cost(self.chosen)

    @property
    def score(self) -> Fraction:
        """The sum of its scores."""
        return worth(self.chosen)


def cost(ideas: Sequence[Competing]) -> int:
    """What they cost together."""
    return sum(one.pence for one in ideas)


def worth(ideas: Sequence[Competing]) -> Fraction:
    """The sum of their scores."""
    return sum((one.score or Fraction() for one in ideas), Fraction())


def best_set(ideas: Sequence[Competing], pot: int) -> BestSet:
    """What is best under the pot, and what is next best."""
    ordered = sorted(ideas, key=lambda one: one.number)
    must = [one for one in ordered if one.must]
    if cost(must) > pot:
        return BestSet((), tuple(_by_score(ordered)), over=cost(must) - pot)
    free = [one for one in ordered if not one.must and one.score is not None and one.pence <= pot]
    first = _best(free, pot - cost(must), [])
    second = None if first is None else _best(free, pot - cost(must), [first])
    chosen = {one.number for one in (*must, *(first or ()))}
    return BestSet(
        tuple(one for one in ordered if one.number in chosen),
        tuple(_by_score(one for one in ordered if one.number not in chosen)),
        second=None if second is None else (*must, *second),
    )


def _by_score(ideas: Iterable[Competing]) -> list[Competing]:
    return sorted(ideas, key=lambda one: (one.score is None, -(one.score or 0), one.pence, one.number))


Chosen = tuple[Competing, ...]


def _best(free: Sequence[Competing], room: int, but: Sequence[Chosen]) -> Chosen | None:
    """The best of these within the room, and none of the sets in `but`; None where there is none."""
    but = list(but)
    while True:
        found = _solved(free, room, but)
        if found is None:
            return None
        # The solver reckons in floats: what it takes for whole may be a few pence over.
        if cost(found) <= room:
            return found
        but.append(found)


def _solved(free: Sequence[Competing], room: int, but: Sequence[Chosen]) -> Chosen | None:
    """First the highest score, then of all that reach it the cheapest."""
    if not free:
        return None if but else ()
    scores, pence = (
        np.array([_whole(one) for one in free], float),
        np.array([one.pence for one in free], float),
    )
    limits = [LinearConstraint(pence, ub=room), *(_not(free, one) for one in but)]
    first = _milp(-scores, limits)
    if first is None:
        return None
    reached = sum(_whole(one) for one, taken in zip(free, first, strict=True) if taken)
    # Scores are whole here, so that half of one is between what reaches it and what does not.
    cheapest = _milp(pence, [*limits, LinearConstraint(scores, lb=reached - 0.5)])
    taken = first if cheapest is None else cheapest
    return tuple(one for one, is_in in zip(free, taken, strict=True) if is_in)


def _whole(one: Competing) -> int:
    """A score in hundredths, as it is shown at most."""
    return round((one.score or 0) * 100)


def _not(free: Sequence[Competing], chosen: Chosen) -> LinearConstraint:
    """Any set but this one: one of it is out, or another is in."""
    numbers = {one.number for one in chosen}
    signs = np.array([1.0 if one.number in numbers else -1.0 for one in free])
    return LinearConstraint(signs, ub=len(numbers) - 1)


def _milp(objective: np.ndarray, limits: Sequence[LinearConstraint]) -> list[bool] | None:
    found = milp(
        objective,
        constraints=limits,
        integrality=np.ones(len(objective)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    return None if found.x is None else [value > 0.5 for value in found.x]  # noqa: PLR2004 (0 or 1)
