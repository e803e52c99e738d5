"""How deprived a ward is, as an index says of the LSOAs (small areas of the census) that it is made of."""

from dataclasses import dataclass
from enum import StrEnum


class Index(StrEnum):
    """An index of deprivation; England's and Wales's measure other things and never share a scale."""

    ENGLISH = "IMD 2025"
    WELSH = "WIMD 2025"

    @property
    def country(self) -> str:
        """Whose LSOAs it ranks."""
        return "England" if self is Index.ENGLISH else "Wales"

    @property
    def published_as(self) -> str:
        """The index by its name and year."""
        return "English indices of deprivation 2025" if self is Index.ENGLISH else f"{self} by StatsWales"


@dataclass(frozen=True, slots=True)
class Deprivation:
    """What an index says of the LSOAs that lie in a ward, by best fit: an estimate."""

    index: Index
    lsoas: int
    most_deprived: int
    """So many of them are among the most deprived tenth of the country's."""
    score: float | None = None
    """Weighted by residents; None for Wales, of whose index there are ranks and no scores (decision 200)."""
    source: str = ""
    """The file, and when it was loaded."""
