"""Somebody who reads everything that one audience is shown and works out the rest by integer programming.

Knows nothing of the engine: reads words, adds what must hold of any table of counts, and asks for the
smallest and the largest value of each count that was not shown.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

RAGS = ["red", "amber", "green", "blue"]
ABSENT = "not in the return"
NO_END = 10_000
ENOUGH = 3
NUMBER = re.compile(r"[\d,]+")


def understood(text: str, base: int = 1) -> tuple[int, int]:
    """The smallest and the largest count that the words can mean; `base`: what numbers are rounded to."""
    if text == "none":
        return 0, 0
    if text == "not shown":
        return 0, NO_END
    if text.startswith("fewer than "):
        return 0, int(text.removeprefix("fewer than ")) - 1
    if text.endswith(" or more"):
        return int(text.removesuffix(" or more")), NO_END
    if "–" in text:
        low, high = map(int, text.split("–"))
        return low, high
    assert NUMBER.fullmatch(text), f"an attacker cannot read {text!r}"
    number = int(text.replace(",", ""))
    return number - base // 2, number + (base - 1) // 2


@dataclass
class Attack:
    """What is known: a range for each count, and sums that hold (or are at most)."""

    base: int = 1
    low: dict[str, float] = field(default_factory=dict)
    high: dict[str, float] = field(default_factory=dict)
    sums: list[tuple[str, list[str], bool]] = field(default_factory=list)
    not_shown: set[str] = field(default_factory=set)

    def read(self, name: str, text: str) -> None:
        """A count as it is published; twice the same count in two places must both be true."""
        low, high = understood(text, self.base)
        self.between(name, low, high)
        if low < high:
            self.not_shown.add(name)

    def between(self, name: str, low: float, high: float) -> None:
        self.low[name] = max(self.low.get(name, 0), low)
        self.high[name] = min(self.high.get(name, NO_END), high)

    def rate(self, name: str, rate: float, residents: int) -> None:
        """A rate per 1,000, to two decimals, gives the count away to within half a hundredth."""
        half = 0.005 * residents / 1000
        count = rate * residents / 1000
        self.between(name, math.ceil(count - half - 1e-9), math.floor(count + half + 1e-9))

    def add_up(self, whole: str, parts: Iterable[str], *, complete: bool = True) -> None:
        """The parts are the whole, or at most."""
        known = [part for part in parts if part in self.low]
        if whole in self.low and known:
            self.sums.append((whole, known, complete))

    def pinned(self, fewer_than: int = ENOUGH) -> dict[str, tuple[int, int]]:
        """The counts that were not shown and have fewer possible values than that."""
        names = list(self.low)
        at = {name: number for number, name in enumerate(names)}
        ask = [at[name] for name in names if name in self.not_shown]
        least, most = np.full(len(names), np.inf), np.full(len(names), -np.inf)
        solve = self._solver(names, at)
        random = np.random.default_rng(1)
        doubtful = ask
        for _ in range(12):  # many at once, to have most of them out of the way
            cost = np.zeros(len(names))
            cost[doubtful] = random.normal(size=len(doubtful))
            for found in (solve(cost), solve(-cost)):
                least, most = np.minimum(least, found), np.maximum(most, found)
            doubtful = [one for one in ask if most[one] - least[one] < fewer_than - 1]
        for one in doubtful:
            cost = np.zeros(len(names))
            cost[one] = 1
            least[one], most[one] = solve(cost)[one], solve(-cost)[one]
        return {
            names[one]: (int(least[one]), int(most[one]))
            for one in doubtful
            if most[one] - least[one] < fewer_than - 1
        }

    def _solver(self, names, at):
        matrix = lil_array((max(len(self.sums), 1), len(names)))
        room = np.zeros(max(len(self.sums), 1))
        for number, (whole, parts, complete) in enumerate(self.sums):
            matrix[number, at[whole]] = 1
            for part in parts:
                matrix[number, at[part]] = -1
            room[number] = 0 if complete else NO_END
        known = Bounds([self.low[name] for name in names], [self.high[name] for name in names])
        sums = LinearConstraint(matrix.tocsr(), 0, room)

        def solve(cost):
            found = milp(cost, bounds=known, constraints=sums, integrality=np.ones(len(names)))
            assert found.x is not None, f"what is published contradicts itself: {found.message}"
            return np.round(found.x)

        return solve


def read_month(attack: Attack, rows: pd.DataFrame, total: Mapping[str, str], month: str = "") -> None:
    """A month's table in words: a row a place (with those in no row), "all" and RAGs; and its totals.

    Counts are named `month row column`; a column that no row gives is known as a total only.
    """
    columns = ["all", *RAGS]
    for column in columns:
        if total[column] != ABSENT:
            attack.read(f"{month} total {column}", total[column])
        for number, text in enumerate(rows[column]):
            if text != ABSENT:
                attack.read(f"{month} {number} {column}", text)
    given = [column for column in RAGS if (rows[column][:-1] != ABSENT).any()]
    for column in ["all", *given]:
        attack.add_up(f"{month} total {column}", [f"{month} {n} {column}" for n in range(len(rows))])
    known = [rag for rag in RAGS if total[rag] != ABSENT]
    attack.add_up(f"{month} total all", [f"{month} total {rag}" for rag in known], complete=known == RAGS)
    for number in range(len(rows)):
        has = [rag for rag in given if rows[rag].iloc[number] != ABSENT]
        attack.add_up(
            f"{month} {number} all", [f"{month} {number} {rag}" for rag in has], complete=has == RAGS
        )
