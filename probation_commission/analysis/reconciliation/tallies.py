"""The counts of one return, sorted by what they count, so that one side can be held against another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from probation_commission.domain.iom import Breakdown, Measure, Rag
from probation_commission.domain.places import Place, PlaceKind
from probation_commission.domain.returns import Cell, Figure

OUTSIDE = (PlaceKind.ELSEWHERE, PlaceKind.AMBIGUOUS, PlaceKind.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that is the sum of figures."""

    figures: tuple[Figure, ...]

    @property
    def value(self) -> int:
        """The sum."""
        return round(sum(figure.value for figure in self.figures))

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells it was summed from."""
        return tuple(figure.cell for figure in self.figures)

    def __bool__(self) -> bool:
        """Whether anything was given at all, be it 0."""
        return bool(self.figures)


def tally(figures: Iterable[Figure]) -> Tally:
    """The sum of the figures."""
    return Tally(tuple(figures))


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
        return self.table() or tuple(f for rag in Rag for f in self.table(rag))

    def parts(self, measure: Measure, breakdown: Breakdown) -> tuple[Figure, ...]:
        """The figures of one breakdown of a measure."""
        return tuple(f for f in self.figures if f.measure == measure and f.breakdown == breakdown)

    def part(self, measure: Measure, breakdown: Breakdown, category: str) -> Tally:
        """One part of a measure."""
        return tally(f for f in self.parts(measure, breakdown) if f.category == category)

    def whole_area(self, measure: Measure) -> Tally:
        """A plain measure of the whole area, or else the sum of its rows."""
        plain = [f for f in self.figures if f.measure == measure and not f.breakdown and f.rag is None]
        return tally([f for f in plain if f.place is None] or plain)


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
