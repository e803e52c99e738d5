"""Somebody who reads every word that is shown of a month and works out the rest.

Twice over, without our audit. By integer programming: reads the words, adds what must hold of any table of
counts, and asks for the smallest and the largest value of each count. And by re-running the product's own
rule: tries out what is not shown, so that what is not shown, and that it is not, tells no more than it seems.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from probation_commission.disclosure.audit import Bounds as AuditBounds
from probation_commission.disclosure.audit import LargerGroups, ShownMonth, possible
from probation_commission.disclosure.month import exactly_given
from probation_commission.disclosure.partnership import PartnershipMonth, _where

RAGS = ["red", "amber", "green", "blue"]
COLUMNS = ["all", *RAGS]
ABSENT = "not in the return"
NO_END = 10_000
ENOUGH = 3
NUMBER = re.compile(r"[\d,]+")


def understood(text: str, base: int = 1) -> tuple[int, int]:
    """The smallest and the largest count that the words can mean; `base`: what numbers are rounded to."""
    text = text.removesuffix(f" or {ABSENT}")
    if text in {"not shown", "not given"}:
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
    return number - (base - 1), number + (base - 1)


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

    def add_up(self, whole: str, parts: Iterable[str], *, complete: bool = True) -> None:
        """The parts are the whole, or at most."""
        known = [part for part in parts if part in self.low]
        if whole in self.low and known:
            self.sums.append((whole, known, complete))

    def pinned(self, fewer_than: int = ENOUGH) -> dict[str, tuple[int, int]]:
        """The counts that were not shown and have fewer possible values than that.

        None where what is published can't be true together: then nobody believes the sums.
        """
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
            for sign in (1, -1):
                if (found := solve(sign * cost)) is None:
                    return {}
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
            return None if found.x is None else np.round(found.x)

        return solve


def read_month(
    attack: Attack,
    rows: pd.DataFrame,
    total: Mapping[str, str],
    localities: pd.DataFrame | None = None,
    larger: pd.DataFrame | None = None,
    *,
    complete: bool = True,
) -> None:
    """A month in words: a row a place (the last: in no row), the totals, the localities, the large ones.

    `rows` has locality (empty: none) and the counts; `localities` is indexed by name, and has `within` where
    there are large ones. What stands in no table ("not in the return") tells nothing. `complete`: everyone
    is taken to have a RAG.
    """
    if larger is not None:
        _read_larger(attack, localities, larger, complete=complete)
    for column in COLUMNS:
        attack.read(f"total {column}", total[column])
        for number, text in enumerate(rows[column]):
            attack.read(f"{number} {column}", text)
        attack.add_up(f"total {column}", [f"{number} {column}" for number in range(len(rows))])
        for name, text in ({} if localities is None else localities[column]).items():
            attack.read(f"{name} {column}", "not shown" if text == ABSENT else text)
            inside = np.flatnonzero(rows.locality == name)
            attack.add_up(f"{name} {column}", [f"{number} {column}" for number in inside])
    every = ["total", *range(len(rows)), *([] if localities is None else localities.index)]
    for one in every:
        attack.add_up(f"{one} all", [f"{one} {rag}" for rag in RAGS], complete=complete)


def _read_larger(attack: Attack, localities: pd.DataFrame, larger: pd.DataFrame, *, complete: bool) -> None:
    """Each large locality has the localities that are within it, which `read_month` reads after it."""
    for column in COLUMNS:
        for name, text in larger[column].items():
            attack.read(f"large {name} {column}", text)
            inside = localities.index[localities.within == name]
            for one in inside:
                attack.between(f"{one} {column}", 0, NO_END)
            attack.add_up(f"large {name} {column}", [f"{one} {column}" for one in inside])
    for name in larger.index:
        attack.add_up(f"large {name} all", [f"large {name} {rag}" for rag in RAGS], complete=complete)


def values_by_the_rule(told: PartnershipMonth, seed: int = 1, most: int = 4_000) -> np.ndarray:
    """How many values each place's counts can have for somebody who re-runs the rule; at least so many.

    What is not shown is tried out: totals, and bands of localities, that the rule would not show either
    beside the same bands of places. All values that all of these together leave are possible.
    """
    random = np.random.default_rng(seed)
    seen = [[set() for _ in range(5)] for _ in told.places.low]
    areas = list(islice(_areas_that_would_be_hidden(told, random), 300))
    groups = _localities_that_would_be_hidden(told, random)
    larger = _large_ones_that_would_be_hidden(told, random)
    for _ in range(most):
        area, within = areas[random.integers(len(areas))], groups[random.integers(len(groups))]
        above = larger[random.integers(len(larger))] if larger else None
        shown = ShownMonth(told.place_bands, told.group, within, area, above)
        places = possible(shown.complete())[0]
        places = places if places.choices.min() > 0 else possible(shown)[0]
        if places.choices.min() < 1:
            continue
        for values, lows, highs in zip(seen, places.low.tolist(), places.high.tolist(), strict=True):
            for one, low, high in zip(values, lows, highs, strict=True):
                one.update(range(low, min(high, low + ENOUGH) + 1))
        if min(len(one) for values in seen[:-1] for one in values) >= ENOUGH:
            break
    return np.array([[len(one) for one in values] for values in seen])


def _areas_that_would_be_hidden(told: PartnershipMonth, random):
    """The area's totals, or others in the place of those that are not shown.

    Of totals that the return does not give nobody knows anything, whatever the rule: they are no count.
    """
    by_rag, by_all = told.area.high[0, 0] < NO_END, told.area.most[0] < NO_END
    if by_rag or not told.total.exact.all():
        yield told.area
        return
    yield _exactly(told.total.low)
    groups = told.locality_bands
    lowest = np.maximum(told.place_bands.low.sum(axis=0), groups.low.sum(axis=0))[:4]
    least = max(int(told.place_bands.least.sum()), int(groups.least.sum()), int(lowest.sum()))
    most = int(told.place_bands.most.sum())
    # Where a place is not given, no band says how many there are at most.
    near = [*range(max(10, least), min(most, max(10, least) + 15) + 1), *([most] if most < NO_END else [])]
    for _ in range(2_000):
        whole = int(told.total.low[0]) if by_all else int(random.choice(near))
        left = whole - lowest.sum()
        rags = lowest + random.multinomial(max(left, 0), random.dirichlet([random.choice([0.2, 1, 5])] * 4))
        if random.random() < 0.6:  # one of them at an end
            one, other = random.permutation(4)[:2]
            some = min(random.integers(0, 3), rags[one] - lowest[one])
            rags[[one, other]] = lowest[one] + some, rags[other] + rags[one] - lowest[one] - some
        if random.random() < 0.3:
            rags = rags // 10 * 10
            rags[random.integers(4)] += whole - rags.sum()
        total = np.array([whole, *rags], float)
        area = PartnershipMonth(told.places, told.group, exactly_given(total), told.rule).area
        if (area.low == told.area.low).all() and (area.most == told.area.most).all():
            yield _exactly(total)


def _exactly(total) -> AuditBounds:
    rags, whole = total[1:].astype(np.int64), total[:1].astype(np.int64)
    low = np.append(rags, 0)[None, :]
    return AuditBounds(low, low + np.array([0, 0, 0, 0, NO_END]), whole, whole)


def _localities_that_would_be_hidden(told: PartnershipMonth, random) -> list[AuditBounds]:
    """The localities' bands, or others in the place of those that are not shown."""
    true = told.with_open_tops(told._told_of_localities)
    shown = np.arange(len(true.least)) < len(true.least) - 1
    hidden = np.flatnonzero(told.pinning(true)[:-1])
    found = [_where(true, shown)]
    for number in hidden:
        most = int(told.place_bands.most[told.group == number].sum())
        counts, rags = told.rule.counts.up_to(most), told.rule.by_rag.up_to(most)
        for _ in range(600):
            whole = counts[max(0, len(counts) - 1 - random.integers(0, 4))]
            around = [told.rule.by_rag.position(low) for low in true.low[number, :4]]
            by_rag = [rags[min(max(0, at + random.integers(-2, 2)), len(rags) - 1)] for at in around]
            if sum(low for low, _ in by_rag) > whole[1]:
                continue
            groups = _where(true, shown)
            if told.larger is None:
                groups.low[number, :4], groups.high[number, :4] = zip(*by_rag, strict=True)
            groups.least[number], groups.most[number] = whole
            groups = told.with_open_tops(groups)
            if told.pinning(groups)[number]:
                found.append(groups)
    return found


def _large_ones_that_would_be_hidden(told: PartnershipMonth, random) -> list[LargerGroups]:
    """The same of large localities by RAG, beside what is shown of those within them."""
    if told.larger is None:
        return []
    true = told.larger_with_open_tops(told.told_of_larger(told.larger))
    shown = np.arange(len(true.least)) < len(true.least) - 1
    hidden = np.flatnonzero(told.larger_pinning(told.larger, true)[:-1])
    found = [_where(true, shown)]
    most = told._highest_of_larger
    for number in hidden:
        rags = [told.rule.by_rag.up_to(min(most[number, column], 60)) for column in range(4)]
        for _ in range(600):
            by_rag = [bands[random.integers(len(bands))] for bands in rags]
            larger = _where(true, shown)
            larger.low[number, :4], larger.high[number, :4] = zip(*by_rag, strict=True)
            larger = told.larger_with_open_tops(larger)
            if told.larger_pinning(told.larger, larger)[number]:
                found.append(larger)
    return [LargerGroups(told.larger, bounds) for bounds in found]
