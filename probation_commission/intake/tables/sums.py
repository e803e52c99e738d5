"""Custody and community by RAG: added up to what the records hold, the total of each and of each RAG."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from probation_commission.domain import layouts
from probation_commission.domain.iom import Breakdown, Rag
from probation_commission.domain.returns import Cell
from probation_commission.intake.cells import WrittenCount
from probation_commission.intake.files import Value
from probation_commission.intake.tables.table import Table

Where = TypeVar("Where", bound=Hashable)
_BOTH = frozenset(("In custody", "In the community"))


@dataclass(frozen=True, slots=True)
class CountAt:
    """A count, what stands in its cell and which cell that is."""

    value: Value
    cell: Cell
    count: WrittenCount


@dataclass(slots=True)
class SumsByRag(Generic[Where]):
    """The sums over one row of a table: a part counted by RAG can be no figure itself (decision 133).

    `Where` says whose and which month's counts are added up.
    """

    table: Table
    _counts: dict[Where, dict[tuple[str, Rag], CountAt]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, where: Where, name: str, count: CountAt) -> None:
        """One more count of a part by RAG, by the field of its column."""
        if key := layouts.part_by_rag(name):
            self._counts[where][key] = count

    def made(self) -> Iterator[tuple[Where, str, CountAt]]:
        """Each sum with where it is of, and the field that it is."""
        for where, counts in self._counts.items():
            for category in _summed_parts(self.table):
                given = [counts[key] for key in counts if key[0] == category]
                words = f"“{category}” is the sum of its RAGs, by which no part is kept."
                if given and (summed := _sum(given, words)):
                    yield where, layouts.part(Breakdown.SETTING, category), summed
            for rag in _summed_rags(self.table):
                given = [counts[key] for key in counts if key[1] == rag]
                words = f"{rag} is the sum of those in custody and in the community."
                if given and (summed := _sum(given, words)):
                    yield where, layouts.part(layouts.RAG, rag), summed


def notes(table: Table) -> list[str]:
    """Which columns by RAG are not added up, each by its cell."""
    parts, rags = _summed_parts(table), _summed_rags(table)
    return [
        f"{table.block.sheet.cell(table.block.heading, number)}: not read, since not all RAGs are given "
        "that would make a total which can be kept."
        for number, name in table.counts()
        if (key := layouts.part_by_rag(name)) and key[0] not in parts and key[1] not in rags
    ]


def _summed_parts(table: Table) -> list[str]:
    """The parts of which each RAG is given that the table has at all, and no total."""
    fields, given = {name for _, name in table.counts()}, _given(table)
    every = {rag for rags in given.values() for rag in rags}
    every |= {rag for rag in Rag if layouts.part(layouts.RAG, rag) in fields}
    return [
        category
        for category, rags in given.items()
        if rags >= every and layouts.part(Breakdown.SETTING, category) not in fields
    ]


def _summed_rags(table: Table) -> list[Rag]:
    """The RAGs that are given of custody and of the community, and not of all together."""
    fields, given = {name for _, name in table.counts()}, _given(table)
    return [
        rag
        for rag in Rag
        if layouts.part(layouts.RAG, rag) not in fields
        and {category for category, rags in given.items() if rag in rags} >= _BOTH
    ]


def _given(table: Table) -> dict[str, set[Rag]]:
    given: dict[str, set[Rag]] = {}
    for _, name in table.counts():
        if key := layouts.part_by_rag(name):
            given.setdefault(key[0], set()).add(key[1])
    return given


def _sum(counts: Sequence[CountAt], words: str) -> CountAt | None:
    """The sum of some counts, at the cell of the first; None where a blank makes it nobody's guess."""
    written = [count.count for count in counts]
    if any(count.blank for count in written):
        return None
    lows, highs = [count.low or 0 for count in written], [count.high for count in written]
    low, high = sum(lows), None if None in highs else sum(high or 0 for high in highs)
    number = low if all(count.number is not None for count in written) else None
    as_written = " + ".join(
        f"{count.value:g}" if isinstance(count.value, float) else str(count.value) for count in counts
    )
    return CountAt(as_written, counts[0].cell, WrittenCount(number, words, low, high))
