"""Probation regions: their authorities, and the delivery units (PDUs) into which they are divided."""

from dataclasses import dataclass

from probation_commission.domain.areas import Area
from probation_commission.domain.places import Authority


@dataclass(frozen=True, slots=True)
class ProbationRegion:
    """A probation region with its authorities and its units, by name; `code` is HMPPS's letter."""

    code: str
    name: str
    authorities: tuple[Authority, ...]
    units: tuple[Area, ...]

    @property
    def in_words(self) -> str:
        """Its name within a sentence: `of the North East`, `of London`."""
        by_compass = self.name.startswith(("North", "East", "South", "West"))
        return f"the {self.name}" if by_compass else self.name
