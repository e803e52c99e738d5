"""How long it takes from a ward to a place, by a means of travel, on a weekday at a time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from probation_commission.domain.days import in_full
from probation_commission.domain.hubs import WEEKDAYS

LONGEST = 600
"""Minutes; whatever is longer is a mistake in a file."""


class Mode(StrEnum):
    """By what people travel, in the words of a file and of a screen."""

    BUS = "bus"
    TRAIN = "train"
    PUBLIC = "public transport"
    CAR = "car"
    BICYCLE = "bicycle"
    FOOT = "foot"

    @property
    def words(self) -> str:
        """`by bus`, `on foot`."""
        return "on foot" if self is Mode.FOOT else f"by {self}"


@dataclass(frozen=True, slots=True)
class TravelKind:
    """What the times of one matrix are for: a later one of the same kind takes its place, in its areas."""

    mode: Mode
    weekday: int
    """0 for Monday to 6 for Sunday."""
    time: time

    @property
    def words(self) -> str:
        """`by bus, Tuesday 10:00`."""
        return f"{self.mode.words}, {WEEKDAYS[self.weekday]} {self.time:%H:%M}"


@dataclass(frozen=True, slots=True)
class TravelTime:
    """The minutes from a ward to a place."""

    ward_code: str
    hub: str
    """Its slug."""
    minutes: int


@dataclass(frozen=True, slots=True)
class TravelMatrix:
    """A matrix that was loaded: what its times are for, as of which day, and what became of it."""

    id: int
    kind: TravelKind
    as_of: date
    source: str
    loaded_by: str
    loaded_at: datetime
    rows: int
    taken_back_at: datetime | None = None
    wards: frozenset[str] = frozenset()
    """The codes of those that it has a time from."""

    @property
    def words(self) -> str:
        """`by bus, Tuesday 10:00, as of 1 May 2026`."""
        return f"{self.kind.words}, as of {in_full(self.as_of)}"


def in_force(matrices: Iterable[TravelMatrix], wards: Collection[str]) -> list[TravelMatrix]:
    """Of each kind the matrix that counts for an authority with these wards, by its words.

    It is the last that was loaded with any of them and not taken back: what is loaded for one authority
    leaves those of the others in force (decision 245).
    """
    standing = sorted(
        (one for one in matrices if one.taken_back_at is None and not one.wards.isdisjoint(wards)),
        key=lambda one: (one.loaded_at, one.id),
    )
    return sorted({one.kind: one for one in standing}.values(), key=lambda one: one.kind.words)
