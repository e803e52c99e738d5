"""One sheet a place: a ward, a locality or a whole authority, on one side of paper."""

from dataclasses import dataclass
from enum import StrEnum

from probation_commission.domain.places import Authority, Ward


class PlaceLevel(StrEnum):
    """What a sheet is of."""

    WARD = "ward"
    LOCALITY = "locality"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A place that a sheet is of, as its wards are today."""

    level: PlaceLevel
    area: Authority
    """The authority that it is, or lies in."""
    key: str
    """The code of a ward or an authority, the name of a locality."""
    name: str
    wards: tuple[Ward, ...]
    invented: bool = False
    """Whether it is a made-up locality."""

    @property
    def where(self) -> str:
        """`Cockerton, Darlington`, or the authority by itself."""
        return self.name if self.level is PlaceLevel.AUTHORITY else f"{self.name}, {self.area.name}"

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its wards."""
        return frozenset(ward.code for ward in self.wards)
