"""What the partnership is told of an area's month: one fixed rule, the same whatever is in it.

Every count below the area is a fixed band with nought in the first, and what the return does not name is in
the first band too. The area's totals are counts from ten on. A total, or a locality's figures, that would pin
the inside of a band beside it is taken away altogether (decision 66). Of a count that the return gives
between two ends the band is told that both lie in, and else nothing (decision 128).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from probation_commission.disclosure.audit import (
    COLUMNS,
    NO_END,
    Bounds,
    Counts,
    LargerGroups,
    ShownMonth,
    possible,
    unknown,
)
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.month import GivenCounts, Numbers
from probation_commission.disclosure.rules import FROM, Rule

ENOUGH = 4
"""Possible values of every count: one more than is promised, since what is taken away tells a little too."""
_RAGS = COLUMNS - 1


@dataclass(frozen=True)
class PartnershipMonth:
    """Ranges of an area's month: of places, of localities and of the area.

    A place's `group` is the number of its locality; the last number is that of places in none. `larger`,
    where there are large localities: the number of the one that each locality is in, the last of those in
    none. Of a locality all are told then and no RAG, of a large one each RAG and not all (decision 192).
    The last place is those in no row: of them only all are told, since a RAG that no row gives is in no row
    either; and not even that where the return has no rows (`by_place` False).
    """

    places: GivenCounts
    group: Counts
    total: GivenCounts
    rule: Rule
    by_place: bool = True
    larger: Counts | None = None

    @cached_property
    def place_bands(self) -> Bounds:
        """The band of every count of every place."""
        bands = self._bands(self.places)
        # Those in no row are what the total leaves: by RAG nothing is told of them, not even a band.
        bands.high[-1] = NO_END
        bands.low[-1] = 0
        if not self.by_place:
            bands.least[-1], bands.most[-1] = 0, NO_END
        return bands

    @cached_property
    def places_not_given(self) -> NDArray[np.bool_]:
        """Which counts of places are in no one band, a column a count: the return gives no more of them."""
        not_given = self._in_no_band(self.places)
        # Of those in no row nothing is told by RAG, nor anything where the return has no rows: not shown.
        not_given[-1, 1:] = False
        not_given[-1, 0] &= self.by_place
        return not_given

    @cached_property
    def localities_not_given(self) -> NDArray[np.bool_]:
        """The same of localities."""
        return self._in_no_band(self._locality_counts)

    @cached_property
    def area_not_given(self) -> NDArray[np.bool_]:
        """The same of the area's totals."""
        not_given = self._in_no_band(_as_rows(self.total))
        # A whole is a count or under ten: 57 to 61 would tell what its rows are, and in two versions of a
        # month what a row was (decision 129).
        not_given[0, 0] = not self.total.exact[0] and self.total.high[0] >= FROM
        return not_given

    @cached_property
    def locality_bands(self) -> Bounds:
        """The range of every count of every locality; nothing of those that are not shown."""
        bands = self.with_open_tops(self._told_of_localities)
        return _where(bands, ~self.pinning(bands))

    @property
    def _told_of_localities(self) -> Bounds:
        bands = self._bands(self._locality_counts)
        nothing = unknown(len(bands.least))
        # By RAG the large ones are told, or a RAG of a small one would be the difference of two.
        return bands if self.larger is None else replace(bands, low=nothing.low, high=nothing.high)

    @cached_property
    def of_larger(self) -> LargerGroups | None:
        """The ranges of every RAG of every large locality; nothing of those that are not shown."""
        if self.larger is None:
            return None
        bands = self.larger_with_open_tops(self.told_of_larger(self.larger))
        return LargerGroups(self.larger, _where(bands, ~self.larger_pinning(self.larger, bands)))

    @cached_property
    def larger_not_given(self) -> NDArray[np.bool_]:
        """Which counts of large localities are in no one band."""
        return self._in_no_band(
            self._counts_of_larger(self.larger if self.larger is not None else self.group)
        )

    def told_of_larger(self, larger: Counts) -> Bounds:
        """The bands of large localities by RAG, of whom nothing is told in all."""
        bands = self._bands(self._counts_of_larger(larger))
        nothing = unknown(len(bands.least))
        return replace(bands, least=nothing.least, most=nothing.most)

    def _counts_of_larger(self, larger: Counts) -> GivenCounts:
        return self._locality_counts.summed(larger, int(larger.max(initial=0)) + 1)

    def larger_with_open_tops(self, bands: Bounds) -> Bounds:
        """The same joining for large localities, where all that is shown below them pins their bands."""
        return self._joined(bands, self._highest_of_larger)

    @cached_property
    def _highest_of_larger(self) -> Numbers:
        larger = self.larger if self.larger is not None else self.group
        nothing = LargerGroups(larger, unknown(int(larger.max()) + 1))
        shown = ShownMonth(self.place_bands, self.group, self.locality_bands, larger=nothing)
        return possible(shown).larger.high.astype(float)

    def larger_pinning(self, larger: Counts, bands: Bounds) -> NDArray[np.bool_]:
        """Which large localities pin something by their bands, or would if one were the next up or down."""
        count, below = len(bands.least), len(larger)
        tries = [bands, *map(self.larger_with_open_tops, self._next_by_rag(bands))]
        times = range(len(tries))
        shown = ShownMonth(
            _stacked([self.place_bands for _ in times]),
            np.concatenate([self.group + number * below for number in times]),
            _stacked([self.locality_bands for _ in times]),
            larger=LargerGroups(
                np.concatenate([larger + number * count for number in times]), _stacked(tries)
            ),
        )
        return _pinning(shown, len(tries))

    @cached_property
    def area(self) -> Bounds:
        """The area's totals: of all and by RAG, of all alone, or nothing."""
        # Three answers in a fixed order, each taken away as a whole: a choice among more would tell what is
        # in the month (decisions 64 and 66).
        whole = self._area_bands
        by_all = replace(whole, low=unknown(1).low, high=unknown(1).high)
        if self._safe(whole) and self._safe_by_rag(whole):
            return whole
        return by_all if self._safe(by_all) else unknown(1)

    def _bands(self, counts: GivenCounts) -> Bounds:
        """The band of each count; of one that is in no one band nothing is known."""
        low, high = _held(self.rule.by_rag, counts.low[:, 1:], counts.high[:, 1:])
        least, most = _held(self.rule.counts, counts.low[:, 0], counts.high[:, 0])
        return _bounds(low, high, least, most)

    def _in_no_band(self, counts: GivenCounts) -> NDArray[np.bool_]:
        whole = self.rule.counts.holding(counts.low[:, :1], counts.high[:, :1])[2]
        by_rag = self.rule.by_rag.holding(counts.low[:, 1:], counts.high[:, 1:])[2]
        return ~np.hstack([whole, by_rag])

    @cached_property
    def _locality_counts(self) -> GivenCounts:
        return self.places.summed(self.group, int(self.group.max(initial=0)) + 1)

    @property
    def _area_bands(self) -> Bounds:
        """Counts from ten on; by RAG only if all four are, or one banded RAG would be whole less three."""
        total = _as_rows(self.total)
        low, high = _held(self.rule.by_rag, total.low[:, 1:], total.high[:, 1:])
        # Red 3 of 61 as "0–9" beside 30 amber, 12 green and 16 blue would be 61 less
        # 58, where everybody has a RAG.
        if total.exact[0, 1:].all() and total.low[0, 1:].min() >= FROM:
            low = high = total.low[:, 1:].astype(np.int64)
        least = most = total.low[:, 0].astype(np.int64)
        # One range for all of them, whatever the width of the bands below.
        if total.high[0, 0] < FROM:
            least, most = np.array([0]), np.array([FROM - 1])
        elif self.area_not_given[0, 0]:
            least, most = unknown(1).least, unknown(1).most
        return _bounds(low, high, least, most)

    def with_open_tops(self, bands: Bounds) -> Bounds:
        """Bands of localities; the highest that places allow joined with the one below, where it pins them.

        Five wards of 0–4: 20–29 would say that each has four, so 15–19 and 20–29 are both "15 or more".
        """
        return self._joined(bands, self._highest)

    def _joined(self, bands: Bounds, highest: Numbers) -> Bounds:
        low, high = bands.low.copy(), bands.high.copy()
        rags = np.s_[:, :_RAGS]
        low[rags], high[rags] = _open_top(low[rags], high[rags], highest[rags], self.rule.by_rag)
        least, most = _open_top(bands.least, bands.most, highest[:, _RAGS], self.rule.counts)
        return Bounds(low, high, least, most)

    @cached_property
    def _highest(self) -> Numbers:
        """The most that the places of each locality can be together, by RAG and in all."""
        # As if nothing were shown of localities: what their places alone allow (decision 67).
        nothing = ShownMonth(self.place_bands, self.group, unknown(int(self.group.max()) + 1))
        return possible(nothing).groups.high.astype(float)

    def pinning(self, bands: Bounds) -> NDArray[np.bool_]:
        """Which localities pin something by their bands together, or would if one were the next up or down.

        By the next ones too, since "not shown" would else tell of the few bands that are not shown.
        """
        count = len(bands.least)
        # Of localities in large ones no RAG is told, so none has a next band.
        following = self._next_bands(bands) if self.larger is None else self._next_in_all(bands)
        tries = [bands, *map(self.with_open_tops, following)]
        offsets = np.repeat(np.arange(len(tries)) * count, len(self.group))
        groups = np.tile(self.group, len(tries)) + offsets
        shown = ShownMonth(_stacked([self.place_bands] * len(tries)), groups, _stacked(tries))
        return _pinning(shown, len(tries))

    def _next_bands(self, bands: Bounds) -> Iterator[Bounds]:
        """The bands with one of their columns, or the total, moved up or down by one."""
        yield from self._next_by_rag(bands)
        yield from self._next_in_all(bands)

    def _next_in_all(self, bands: Bounds) -> Iterator[Bounds]:
        for move in (_up, _down):
            least, most = move(bands.least, bands.most, self.rule.counts)
            yield replace(bands, least=least, most=most)

    def _next_by_rag(self, bands: Bounds) -> Iterator[Bounds]:
        for column, move in product(range(_RAGS), (_up, _down)):
            low, high = bands.low.copy(), bands.high.copy()
            low[:, column], high[:, column] = move(low[:, column], high[:, column], self.rule.by_rag)
            yield replace(bands, low=low, high=high)

    def _safe_by_rag(self, area: Bounds) -> bool:
        """Whether the area's bands by RAG, or the next up or down, pin nothing, with the whole or alone."""
        if (area.low == area.high)[0, :_RAGS].all():
            return True
        # Beside the whole and alone (decision 67).
        free = replace(area, least=unknown(1).least, most=unknown(1).most)
        tries = [free, *self._next_by_rag(free), *self._next_by_rag(area)]
        return all(self._safe(bounds, certain=False) for bounds in tries)

    def _safe(self, area: Bounds, *, certain: bool = True) -> bool:
        """Whether every count has enough possible values beside the area's totals.

        Where these can't be true of what else is shown they are not (`certain`), or nobody believes them.
        """
        shown = ShownMonth(self.place_bands, self.group, self.locality_bands, area, self.of_larger)
        least, by_complete = (self._fewest(reading, area) for reading in _read(shown))
        # Fewer than one: not everybody can have a RAG here, so that reading tells its reader nothing.
        return (least >= ENOUGH or (least < 1 and not certain)) and not 1 <= by_complete < ENOUGH

    def _fewest(self, shown: ShownMonth, area: Bounds) -> int:
        """The fewest values of any place, of any locality that is shown, of any total that is no count."""
        places, groups, whole, larger = possible(shown)
        # Totals that are counts are meant to be known. Left out too: those without a RAG, of whom nothing is
        # ever shown, and the last group, which is no locality.
        open_ = np.append(area.low != area.high, [area.least != area.most])[[*range(_RAGS), COLUMNS]]
        localities = (groups.choices[:-1], larger.choices[:-1])
        parts = (places.choices, *localities, whole.choices[:, open_])
        return min(int(part.min(initial=NO_END)) for part in parts)


def _as_rows(total: GivenCounts) -> GivenCounts:
    """The totals as a row; what the return does not give is nought, as for a place."""
    low, high = (np.nan_to_num(numbers, posinf=np.inf)[None, :] for numbers in (total.low, total.high))
    return GivenCounts(low, high)


def _held(bands: Bands, low: Numbers, high: Numbers) -> tuple[Counts, Counts]:
    """The bands that hold counts between these ends; no ends where no one band does."""
    least, most, held = bands.holding(low, high)
    return np.where(held, least, 0), np.where(held, most, NO_END)


def _up(low: Counts, high: Counts, bands: Bands) -> tuple[Counts, Counts]:
    """The next bands up; those that are open stay."""
    upper = bands.around(high.astype(float) + 1)
    return np.where(high < NO_END, upper[0], low), np.where(high < NO_END, upper[1], high)


def _down(low: Counts, high: Counts, bands: Bands) -> tuple[Counts, Counts]:
    """The next bands down; the first ones stay."""
    lower = bands.around(np.maximum(low - 1, 0).astype(float))
    return np.where(low > 0, lower[0], low), np.where(low > 0, lower[1], high)


def _open_top(low: Counts, high: Counts, highest: Numbers, bands: Bands) -> tuple[Counts, Counts]:
    """The ranges, with the band that `highest` is in and the one below joined where it has too few values."""
    top = bands.around(highest)[0]
    below = bands.around(np.maximum(top - 1, 0).astype(float))[0]
    joined = (highest - top + 1 < ENOUGH) & (low >= below)
    return np.where(joined, below, low), np.where(joined, NO_END, high)


def _bounds(low: Counts, high: Counts, least: Counts, most: Counts) -> Bounds:
    # The column of those without a RAG: a return says nothing of them, so anything is possible.
    nobody = np.zeros((len(low), 1), np.int64)
    return Bounds(np.hstack([low, nobody]), np.hstack([high, nobody + NO_END]), least, most)


def _read(shown: ShownMonth) -> tuple[ShownMonth, ShownMonth]:
    """What is shown as it is, and as somebody reads it who takes it that everyone has a RAG."""
    return shown, shown.complete()


def _pinning(shown: ShownMonth, tries: int) -> NDArray[np.bool_]:
    """Which of the highest groups leave a count too few values in any of so many tries, stacked.

    The last group of each try is no locality, and always is one of them.
    """
    highest = shown.groups if shown.larger is None else shown.larger.bounds
    count = len(highest.least) // tries
    pinning: NDArray[np.bool_] = np.arange(len(highest.least)) % count == count - 1
    if count > 1:  # every locality by itself, so that all tries can be asked at once
        for read in _read(shown):
            least = _fewest_by_locality(read)
            pinning |= (least > 0) & (least < ENOUGH)
    pins: NDArray[np.bool_] = np.any(pinning.reshape(tries, count), axis=0)
    return pins


def _fewest_by_locality(shown: ShownMonth) -> Counts:
    """The fewest values of any count in each of the highest groups, its own among them."""
    places, groups, _, larger = possible(shown)
    of_places = _fewest_by_group(places.choices, shown.group, len(groups.choices))
    least: Counts = np.minimum(of_places, groups.choices.min(axis=1))
    if shown.larger is None:
        return least
    within = _fewest_by_group(least[:, None], shown.larger.of_group, len(larger.choices))
    fewest: Counts = np.minimum(within, larger.choices.min(axis=1))
    return fewest


def _stacked(bounds: Sequence[Bounds]) -> Bounds:
    low, high = (np.vstack([getattr(bound, side) for bound in bounds]) for side in ("low", "high"))
    least, most = (np.concatenate([getattr(bound, side) for bound in bounds]) for side in ("least", "most"))
    return Bounds(low, high, least, most)


def _where(bounds: Bounds, shown: NDArray[np.bool_]) -> Bounds:
    nothing = unknown(len(shown))
    return Bounds(
        np.where(shown[:, None], bounds.low, nothing.low),
        np.where(shown[:, None], bounds.high, nothing.high),
        np.where(shown, bounds.least, nothing.least),
        np.where(shown, bounds.most, nothing.most),
    )


def _fewest_by_group(choices: Counts, group: Counts, count: int) -> Counts:
    """The fewest values of any place in each group."""
    fewest = np.full(count, NO_END)
    np.minimum.at(fewest, group, choices.min(axis=1))
    return fewest
