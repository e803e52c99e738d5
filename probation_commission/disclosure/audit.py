"""What somebody who reads all that is shown of a month can work out of it: exactly, and without a solver.

The counts are a tree: places in groups (localities), these perhaps in larger ones, and all in the area. Each
has a count by column (a RAG, or none of them) and a total; of each a range is known. Which counts are
possible for one of them, by column, is a generalised polymatroid: all that limits it is, for each set of
columns, the least and the most that they can be together. Such limits add up from parts to whole, and stay
such limits within ranges (A. Frank, Connections in Combinatorial Optimization, 2011, chapter 14).
So the smallest and largest value of every count
follow from sums and minima over 32 sets of columns, and every whole number between the two is possible too.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Counts: TypeAlias = NDArray[np.int64]
COLUMNS = 5
"""Four RAGs and those without one."""
# Above every count of a month, and so small that sums of it stay exact.
NO_END = 10**7
_NONE: Counts = np.zeros(0, np.int64)

# A set of columns is a number, a bit a column: 5 is the first and the third.
_SETS = np.arange(2**COLUMNS)
_ALL = _SETS[-1]
_MEMBERS = (_SETS[:, None] >> np.arange(COLUMNS)) & 1
_LESS = _SETS[:, None] & ~_SETS[None, :]
"""At [x, z]: the columns that are in x and not in z."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is shown of some places: a row each, with the range of every column and of the total."""

    low: Counts
    high: Counts
    least: Counts
    most: Counts

    def complete(self) -> "Bounds":
        """The same for somebody who takes it that everyone has a RAG."""
        high = self.high.copy()
        high[:, -1] = 0
        return replace(self, high=high)


def unknown(rows: int) -> Bounds:
    """Bounds of places of which nothing is shown."""
    low, least = np.zeros((rows, COLUMNS), np.int64), np.zeros(rows, np.int64)
    return Bounds(low, np.full_like(low, NO_END), least, np.full_like(least, NO_END))


@dataclass(frozen=True, slots=True)
class _Limits:
    """The least and the most of each set of columns, a row a place."""

    least: Counts
    most: Counts

    def less(self, others: "_Limits") -> "_Limits":
        """What is left for one part, when all the others have theirs."""
        return _Limits(self.least - others.most, self.most - others.least)

    def without(self, part: "_Limits") -> "_Limits":
        """A sum without one of its parts."""
        return _Limits(self.least - part.least, self.most - part.most)

    def rows(self, which: Counts) -> "_Limits":
        return _Limits(self.least[which], self.most[which])

    def summed(self, groups: Counts, count: int) -> "_Limits":
        """Their sums by group."""
        sums = _Limits(np.zeros((count, len(_SETS)), np.int64), np.zeros((count, len(_SETS)), np.int64))
        np.add.at(sums.least, groups, self.least)
        np.add.at(sums.most, groups, self.most)
        return sums

    def within(self, bounds: Bounds) -> "_Limits":
        """What is left where each column and the total lie in a range."""
        low, high = bounds.low @ _MEMBERS.T, bounds.high @ _MEMBERS.T
        out, into = _LESS, _LESS.T
        most = (self.most[:, :, None] - low[:, out] + high[:, into]).min(axis=1)
        least = (self.least[:, :, None] - high[:, out] + low[:, into]).max(axis=1)
        return _Limits(least, most).with_total(bounds)

    def with_total(self, bounds: Bounds) -> "_Limits":
        """What is left where the total lies in a range: a set has what all others leave of it."""
        return _Limits(
            # Read backwards, the sets stand at their complements: 31 less a set are all columns not in it.
            np.maximum(self.least, bounds.least[:, None] - self.most[:, ::-1]),
            np.minimum(self.most, bounds.most[:, None] - self.least[:, ::-1]),
        )


def _limits(bounds: Bounds) -> _Limits:
    """What the ranges of places leave, looked at each by itself."""
    return _Limits(bounds.low @ _MEMBERS.T, bounds.high @ _MEMBERS.T).with_total(bounds)


def _anything(rows: int) -> _Limits:
    most = np.full((rows, len(_SETS)), COLUMNS * NO_END)
    most[:, 0] = 0  # nobody is in no column
    return _Limits(-most, most)


@dataclass(frozen=True, slots=True)
class LargerGroups:
    """What is shown of groups of groups, of which each group is in one."""

    of_group: Counts
    bounds: Bounds

    def complete(self) -> "LargerGroups":
        """The same for somebody who takes it that everyone has a RAG."""
        return replace(self, bounds=self.bounds.complete())


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """All that is shown of a month: of its places, of the groups that they are in, of the area."""

    places: Bounds
    group: Counts
    """The group of each place; every group has one."""
    groups: Bounds
    area: Bounds | None = None
    """None: each group is looked at by itself, or each larger one where there are these."""
    larger: LargerGroups | None = None

    def complete(self) -> "ShownMonth":
        """The same for somebody who takes it that everyone has a RAG."""
        area, larger = self.area and self.area.complete(), self.larger and self.larger.complete()
        return ShownMonth(self.places.complete(), self.group, self.groups.complete(), area, larger)


@dataclass(frozen=True, slots=True)
class PossibleCounts:
    """The smallest and largest possible count of each row: a column a RAG, the total last.

    The largest is the smaller where what is shown can't be true together.
    """

    low: Counts
    high: Counts

    @property
    def choices(self) -> Counts:
        """How many values each count can have."""
        return self.high - self.low + 1


class PossibleMonth(NamedTuple):
    """What each count can be; `larger`: of each larger group, none where there are none."""

    places: PossibleCounts
    groups: PossibleCounts
    area: PossibleCounts
    larger: PossibleCounts


def possible(shown: ShownMonth) -> PossibleMonth:
    """What each count of a place, of a group and of the area can be, for all that is shown."""
    places = _limits(shown.places)
    groups, summed = _added_up(places, shown.group, shown.groups)
    # Without larger groups the area has the groups themselves.
    larger = shown.larger
    tops, of_groups = (
        (groups, groups) if larger is None else _added_up(groups, larger.of_group, larger.bounds)
    )
    together, area = tops.summed(np.zeros(len(tops.least), np.int64), 1), _limits(shown.area or unknown(1))
    # What the area leaves for a group when all other groups have theirs; then the same for a place in its
    # group.
    for_tops = area.less(together.without(tops)) if shown.area else _anything(len(tops.least))
    for_groups = for_tops
    if larger is not None:
        for_groups = _left_for(groups, larger.of_group, of_groups, for_tops.within(larger.bounds))
    for_places = _left_for(places, shown.group, summed, for_groups.within(shown.groups))
    return PossibleMonth(
        places=_known(places, for_places),
        groups=_known(groups, for_groups),
        area=_known(together, area),
        larger=_known(tops, for_tops)
        if larger is not None
        else _known(tops.rows(_NONE), for_tops.rows(_NONE)),
    )


def _added_up(parts: _Limits, of_part: Counts, bounds: Bounds) -> tuple[_Limits, _Limits]:
    """The limits of the wholes that parts are in, within what is shown of these; and as their parts are."""
    summed = parts.summed(of_part, len(bounds.least))
    return summed.within(bounds), summed


def _left_for(parts: _Limits, of_part: Counts, summed: _Limits, wholes: _Limits) -> _Limits:
    """What is left for each part of a whole when all its others have theirs."""
    return wholes.rows(of_part).less(summed.rows(of_part).without(parts))


def _known(own: _Limits, left: _Limits) -> PossibleCounts:
    """What each column and the total can be by their own limits and by what all others leave them."""
    low, high = [], []
    # Of those without a RAG nothing is shown, so nothing is asked of them.
    for column in range(COLUMNS - 1):
        without = _SETS[(_SETS >> column) & 1 == 0]
        having = without | 1 << column
        highest = [
            own.most[:, having] - left.least[:, without],
            left.most[:, having] - own.least[:, without],
        ]
        lowest = [
            own.least[:, having] - left.most[:, without],
            left.least[:, having] - own.most[:, without],
        ]
        high.append(np.hstack(highest).min(axis=1))
        low.append(np.hstack(lowest).max(axis=1))
    high.append((own.most + left.most[:, ::-1]).min(axis=1))
    low.append((own.least + left.least[:, ::-1]).max(axis=1))
    return PossibleCounts(np.stack(low, axis=1), np.stack(high, axis=1))
