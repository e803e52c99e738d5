"""A partnership: where it is at home, which of its areas report as one, and what it starts with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """What the illustrative data says of real places; what is not given follows from the wards (194)."""

    # Made-up counts may stand on real wards, and say so; a service or organisation is invented, since no
    # made-up figure stands on a real one (decision 81).
    cohorts: Mapping[str, int] = field(default_factory=dict)
    """How many nominals each authority begins with, by its code."""
    whole_alone: tuple[str, ...] = ()
    """Those of these authorities whose returns count the whole area and no ward."""
    outside: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """By the same code, how many of them live in which wards next door, by their names."""
    spring_wards: tuple[str, ...] = ()
    """Neighbouring wards of one locality in which red goes up in spring, and is back by September."""
    localities: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By the code of each authority, the wards of each made-up locality by its name."""
    broken_down: str = ""
    """The authority whose returns have breakdowns, arrests and tags."""
    given_as_fewer: str = ""
    """The authority that once gives counts as "<5"."""
    services_area: str = ""
    """The area that the made-up services serve, and return for."""
    services_town: str = ""
    """What stands behind their names."""
    fund_area: str = ""
    fund_for_whom: str = ""
    fund_source: str = "Made up to show the app"
    clinic_town: str = ""
    """Where the made-up benefits clinic is."""
    ideas: Mapping[str, IdeaPlaces] = field(default_factory=dict)
    hubs: tuple[ExampleHub, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What this partnership calls what others call otherwise."""

    # A word stands here once two partnerships say it differently (decision 90).
    area: str = "area"
    """What a home area is: "the south of the county"."""
    hub_sources: str = ""
    """Where its hubs and offices are known from; empty where none are bundled."""
    ward: str = "ward"
    wards: str = "wards"
    """What it calls its wards: "electoral divisions"."""
    locality: str = "locality"
    localities: str = "localities"
    blue: str = "blue"
    """What it calls those in custody or otherwise not in the community."""

    @property
    def said(self) -> Mapping[str, str]:
        """The words of the app that this partnership says otherwise, and what it says."""
        words = ("ward", "wards", "locality", "localities", "blue")
        return {word: own for word in words if (own := getattr(self, word)) != word}


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
    also: tuple[str, ...] = ()
    """The codes of other authorities that it covers from the start."""
    wholes: tuple[Whole, ...] = ()
    """Those of its authorities that also report as one (decision 17)."""
    # They stay when the illustrative data is taken out (decision 11).
    real_returns: Mapping[str, str] = field(default_factory=dict)
    """The files in `data/` that are loaded with the illustrative data, by the name of whose they are."""
    terms: Terms = Terms()
    examples: Examples = Examples()
    """What is given of them; `samples.places.illustrated` has all of them."""

    def around(self, area: Authority) -> tuple[str, ...]:
        """The names of all that contains an area: itself, what it is a part of, its region."""
        wholes = (whole.name for whole in self.wholes if area.code in whole.parts)
        return tuple(dict.fromkeys((area.name, *wholes, area.region)))
