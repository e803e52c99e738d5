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
class ExampleHub:
    """An invented hub: it lies in the middle of a ward, where no such place is."""

    slug: str
    name: str
    ward_code: str
    area_code: str


@dataclass(frozen=True, slots=True)
class Examples:
    """What the illustrative data says of real places."""

    # Made-up counts may stand on real wards, and say so; a service or organisation is invented, since no
    # made-up figure stands on a real one (decision 81).
    cohorts: Mapping[str, int]
    """How many nominals each authority begins with, by its code."""
    outside: Mapping[str, Mapping[str, int]]
    """By the same code, how many of them live in which wards next door, by their names."""
    spring_wards: tuple[str, ...]
    """Neighbouring wards of one locality in which red goes up in spring, and is back by September."""
    localities: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By the code of each authority, the wards of each made-up locality by its name."""
    broken_down: str
    """The authority whose returns have breakdowns, arrests and tags."""
    given_as_fewer: str
    """The authority that once gives counts as "<5"."""
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
    hubs: tuple[ExampleHub, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What this partnership calls what others call otherwise."""

    # A word stands here once two partnerships say it differently (decision 90).
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
    also: tuple[str, ...]
    """The codes of other authorities that it covers from the start."""
    wholes: tuple[Whole, ...]
    """Those of its authorities that also report as one (decision 17)."""
    # They stay when the illustrative data is taken out (decision 11).
    real_returns: Mapping[str, str]
    """The files in `data/` that are loaded with the illustrative data, by the name of whose they are."""
    terms: Terms
    examples: Examples

    def around(self, area: Authority) -> tuple[str, ...]:
        """The names of all that contains an area: itself, what it is a part of, its region."""
        wholes = (whole.name for whole in self.wholes if area.code in whole.parts)
        return tuple(dict.fromkeys((area.name, *wholes, area.region)))
