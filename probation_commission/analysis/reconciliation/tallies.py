"""The counts of one return, sorted by what they count, so that one side can be held against another.

A sum over "<5" or a blank is a stretch of numbers: two sides of which one does are held against each other
by what they can be (decision 114).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.places import Place, PlaceKind
from probation_commission.domain.returns import Cell, Figure, Verdict, sum_of
from probation_commission.domain.words import plural

_MOST_CELLS = 3
OUTSIDE = (PlaceKind.ELSEWHERE, PlaceKind.AMBIGUOUS, PlaceKind.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that is the sum of figures, or all that it can be."""

    figures: tuple[Figure, ...]
    low: int = field(init=False)
    """The smallest that the sum can be."""
    high: int | None = field(init=False)
    """The largest, or None where there is none."""

    def __post_init__(self) -> None:
        low, high = sum_of(self.figures)
        object.__setattr__(self, "low", round(low))
        object.__setattr__(self, "high", None if high is None else round(high))

    @property
    def exact(self) -> bool:
        """Whether the sum is one number."""
        return self.low == self.high

    def __str__(self) -> str:
        """`61`, `5–9` or `3 or more`."""
        if self.exact:
            return str(self.low)
        return f"{self.low} or more" if self.high is None else f"{self.low}–{self.high}"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells it was summed from."""
        return tuple(figure.cell for figure in self.figures)

    def __bool__(self) -> bool:
        """Whether anything was given at all, be it 0 or "<5"."""
        return any(figure.bounded for figure in self.figures)


def tally(figures: Iterable[Figure]) -> Tally:
    """The sum of the figures."""
    return Tally(tuple(figures))


def added(tallies: Iterable[Tally]) -> Tally:
    """The sum of sums."""
    return tally(figure for one in tallies for figure in one.figures)


def equal(one: Tally, other: Tally) -> Verdict:
    """Whether two sides are the same number: they are, they cannot be, or they can."""
    if one.exact and other.exact:
        return Verdict.HOLDS if one.low == other.low else Verdict.FAILS
    apart = _is_above(one, other) or _is_above(other, one)
    return Verdict.FAILS if apart else Verdict.UNCHECKED


def at_most(part: Tally, whole: Tally) -> Verdict:
    """Whether a part is no more than its whole: it is, it cannot be, or it can."""
    if part.high is not None and part.high <= whole.low:
        return Verdict.HOLDS
    return Verdict.FAILS if _is_above(part, whole) else Verdict.UNCHECKED


def _is_above(one: Tally, other: Tally) -> bool:
    """Whether one side is surely more than another."""
    return other.high is not None and one.low > other.high


def can_hold(*tallies: Tally) -> str:
    """`: can hold, 1 of its counts is not given exactly (E9)`."""
    cells = [str(figure.cell) for one in tallies for figure in one.figures if figure.value is None]
    where = ", ".join([*cells[:_MOST_CELLS], *(["…"] if len(cells) > _MOST_CELLS else [])])
    counts = plural(len(cells), "of its counts is", "of its counts are")
    return f": can hold, {counts} not given exactly ({where})"


@dataclass(frozen=True, slots=True)
class Tallies:
    """What a return counts: the whole cohort, the table by ward, and the parts of other measures."""

    figures: Sequence[Figure]
    _plain: tuple[Figure, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain = (f for f in self.figures if f.measure == Measure.COHORT and not f.breakdown)
        object.__setattr__(self, "_plain", tuple(plain))

    def cohort(self, rag: Rag | None = None) -> Tally:
        """The whole area's count of one RAG, or of all together."""
        return tally(f for f in self._plain if f.place is None and f.rag is rag)

    def whole(self) -> Tally:
        """The total of the cohort, or else the sum of its RAGs if all four are given."""
        rags = [self.cohort(rag) for rag in Rag]
        return self.cohort() or (tally(f for one in rags for f in one.figures) if all(rags) else tally(()))

    def table(self, rag: Rag | None = None) -> tuple[Figure, ...]:
        """The figures by place of one RAG, or of all together."""
        return tuple(f for f in self._plain if f.place is not None and f.rag is rag)

    def rows(self) -> tuple[Figure, ...]:
        """The rows that make up the ward table: those of all RAGs together, or else all by RAG."""
        together = self.table()
        return together if tally(together) else tuple(f for rag in Rag for f in self.table(rag))

    def parts(self, measure: Measure, breakdown: Breakdown) -> tuple[Figure, ...]:
        """The figures of one breakdown of a measure."""
        return tuple(f for f in self.figures if f.measure == measure and f.breakdown == breakdown)

    def part(self, measure: Measure, breakdown: Breakdown, category: str) -> Tally:
        """One part of a measure."""
        return tally(f for f in self.parts(measure, breakdown) if f.category == category)

    def whole_area(self, measure: Measure) -> Tally:
        """A plain measure of the whole area, or else the sum of its rows."""
        plain = [f for f in self.figures if f.measure == measure and not f.breakdown and f.rag is None]
        return tally([f for f in plain if f.place is None]) or tally(f for f in plain if f.place)


def of_kind(figures: Iterable[Figure], *kinds: PlaceKind) -> Tally:
    """The sum of the figures whose place is of one of the kinds."""
    return tally(f for f in figures if f.place and f.place.kind in kinds)


def name(place: Place) -> str:
    """The ward's name as the ONS writes it, or what was written."""
    return place.wards[0].name if place.wards else place.as_written.title()


def same_place(one: Place) -> tuple[object, ...]:
    """What two figures of one place have in common."""
    return (one.kind, *(ward.code for ward in one.wards)) if one.wards else (one.kind, one.as_written)


def place_code(one: Place) -> str:
    """The same as words that stay the same from one version of a return to the next."""
    return ":".join(map(str, same_place(one)))
