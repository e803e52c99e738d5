"""Probation regions and their probation delivery units (PDUs), as groupings of authorities."""

from dataclasses import dataclass

from probation_commission.domain.places import Authority

VERIFIED = {
    "yes": "stated or named by HMPPS",
    "derived": "derived, not stated",
    "no": "not verified",
}
"""How sure it is which authorities a unit has, in words."""


@dataclass(frozen=True, slots=True)
class UnitPart:
    """An authority of a unit; `whole` False: only some of it is, and which wards is not known here."""

    code: str
    whole: bool
    basis: str
    """stated, named, county, remainder or uncertain."""


@dataclass(frozen=True, slots=True)
class DeliveryUnit:
    """A probation delivery unit."""

    key: str
    name: str
    parts: tuple[UnitPart, ...]
    verified: str
    """A key of `VERIFIED`."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its authorities."""
        return tuple(part.code for part in self.parts)


@dataclass(frozen=True, slots=True)
class ProbationRegion:
    """A probation region with its authorities, by name, and its units; `code` is HMPPS's letter."""

    code: str
    name: str
    authorities: tuple[Authority, ...]
    units: tuple[DeliveryUnit, ...]
