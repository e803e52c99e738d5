"""A partnership: where it is at home, which of its areas report as one, and what it starts with."""

from collections.abc import Mapping
from dataclasses import dataclass

from probation_commission.domain.places import Authority, Whole


class UnknownPartnershipError(Exception):
    """No partnership has the name that was given; the message lists those there are."""


@dataclass(frozen=True, slots=True)
class IdeaPlaces:
    """Where a made-up idea would happen: in wards (ONS codes), or at a hub (its slug)."""

    ward_codes: tuple[str, ...] = ()
    hub: str = ""


@dataclass(frozen=True, slots=True)
class Examples:
    """What the illustrative data says of real places."""

    cohorts: Mapping[str, int]
    """How many nominals each authority begins with, by its code."""
    neighbours: Mapping[str, str]
    """By the same code, a ward next door in which some of them live."""
    services_area: str
    """The area that the made-up services serve, and return for."""
    services_town: str
    """What stands behind their names."""
    fund_area: str
    fund_for_whom: str
    fund_source: str
    clinic_town: str
    """Where the made-up benefits clinic is."""
    ideas: Mapping[str, IdeaPlaces]


@dataclass(frozen=True, slots=True)
class Terms:
    """What this partnership calls what others call otherwise."""

    area: str
    """What a home area is: "the south of the county"."""
    pot: str
    """Its small fund: "Partnership local project"."""
    hub_sources: str
    """Where its hubs and offices are known from."""


@dataclass(frozen=True, slots=True)
class Partnership:
    """A partnership as `data/partnerships.toml` has it."""

    key: str
    """What `PC_PARTNERSHIP` calls it."""
    name: str
    """What it covers, as sentences say it: "13 places in County Durham & Darlington"."""
    region: str
    home: tuple[str, ...]
    """The codes of its authorities, in the order in which they are offered."""
    wholes: tuple[Whole, ...]
    """Those of its authorities that also report as one."""
    real_returns: Mapping[str, str]
    """The files in `data/` that are loaded with the illustrative data, by the name of whose they are."""
    terms: Terms
    examples: Examples

    def around(self, area: Authority) -> tuple[str, ...]:
        """The names of all that contains an area: itself, what it is a part of, its region."""
        wholes = (whole.name for whole in self.wholes if area.code in whole.parts)
        return tuple(dict.fromkeys((area.name, *wholes, area.region)))
