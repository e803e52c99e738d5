"""The national list of contracts, held against the map: what each covers, which places lie outside.

Where a contract is to be had follows from its scope alone; the list has no dates, waits or money of a
contract, so none is written (decision 226).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any

from probation_commission.domain.areas import Area
from probation_commission.domain.contracts import ContractPart, ListedContract, Status, outside, outside_words
from probation_commission.domain.hubs import named_exactly
from probation_commission.domain.places import Authority, Whole, bare

AS_OF = "21 August 2026"
SOURCE = f"National CRS list, {AS_OF}"
FUNDER, SCHEME = "HMPPS CRS", "CRS"
_BETWEEN = re.compile(r"[,;()|]| and ")
"""What stands between the names of places in the list."""
_RIVER = re.compile(r" (?:upon|on) ")

_UNNAMED = (
    "Which authorities it is for the list does not say: it is shown for all of its region that the other "
    "part does not name. Ask the provider."
)

ListRow = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ListedRows:
    """What the bundled files say of services, as it is kept."""

    contracts: list[ListRow] = field(default_factory=list)
    parties: list[ListRow] = field(default_factory=list)
    services: list[ListRow] = field(default_factory=list)
    coverage: list[ListRow] = field(default_factory=list)
    slugs: frozenset[str] = frozenset()
    """Of every contract of the list, wherever it is."""


@dataclass(frozen=True)
class ListedLand:
    """What the words of the list are held against, and the list itself."""

    listed: Sequence[ListedContract]
    regions: Sequence[Area]
    forces: Sequence[Area]
    authorities: Sequence[Authority]
    towns: Mapping[str, frozenset[str]]
    """The authorities of the offices by their town, in small letters."""
    wholes: Sequence[Whole] = ()
    """Those of the partnership, by whose names services are said to be for an area."""

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """The authorities that a place may lie in, by its name: authorities, counties, towns of offices."""
        found: dict[str, frozenset[str]] = {}
        every: list[tuple[str, frozenset[str]]] = [
            *self.towns.items(),
            *((one.name, frozenset({one.code})) for one in self.authorities),
            *((area.name, _codes(area)) for area in self.forces),
        ]
        for name, codes in every:
            for key in {name.casefold(), bare(name)}:
                found[key] = found.get(key, frozenset()) | codes
        return found

    def region(self, name: str) -> frozenset[str]:
        """The codes of the authorities of a region; none of a name that is no region's."""
        return _named_so(self.regions, name)

    def force(self, name: str) -> frozenset[str]:
        """The codes of the authorities of a police force area; none of a name that is none's."""
        return _named_so(self.forces, name)

    def area(self, name: str) -> frozenset[str]:
        """The authorities of an area by its name; none of one that a source leaves open."""
        by_name = {whole.name: whole.parts for whole in self.wholes}
        by_name |= {one.name: frozenset({one.code}) for one in self.authorities}
        return by_name.get(name) or self.region(name)

    def whole_of(self, codes: frozenset[str]) -> str:
        """What authorities together are called here; empty where they have no name."""
        return next((whole.name for whole in self.wholes if whole.parts == codes), "")

    def covered_by(self, one: ListedContract) -> frozenset[str]:
        """The codes of the authorities that a contract is for, by its scope and its title."""
        region = self.region(one.region)
        if one.of_named_places:
            # Only where it is delivered says which part of the region that is.
            return self.placed(one, region) or region - frozenset().union(
                *(self.placed(it, region) for it in self._beside(one))
            )
        forces = {area.name for area in self.forces if _codes(area) <= region}
        force = one.within(forces)
        return (self.force(force) if force else frozenset()) or region

    def placed(self, one: ListedContract, region: frozenset[str]) -> frozenset[str]:
        """The authorities of a region that the places of a contract name, in full or by a part."""
        parts = self._parts(region)
        names = [name for place in one.places for name in _names(place)]
        named = (self.known.get(name, frozenset()) & region or parts.get(name) for name in names)
        return frozenset().union(*(codes for codes in named if codes))

    def _parts(self, region: frozenset[str]) -> dict[str, frozenset[str]]:
        """The authorities of a region by the parts of their names, those that are parts of one name alone.

        "Barking and Dagenham" is both, "Kingston upon Thames" is Kingston (decision 286).
        """
        found: dict[str, frozenset[str]] = {}
        for one in self.authorities:
            if one.code in region:
                *first, last = bare(one.name).split(" and ")
                for part in {*first, _RIVER.split(last)[0]} - {bare(one.name)}:
                    found[part] = found.get(part, frozenset()) | {one.code}
        return {part: codes for part, codes in found.items() if len(codes) == 1}

    def _beside(self, one: ListedContract) -> list[ListedContract]:
        """Those for the other parts: "(south)" beside "(north)"."""
        whole = one.title.rpartition("(")[0]
        return [it for it in self.listed if it.title.rpartition("(")[0] == whole and it != one]


def rows_for(codes: Collection[str], named: Iterable[Mapping[str, Any]], land: ListedLand) -> ListedRows:
    """The contracts of the list that cover one of these authorities, and the services that `named` has.

    A service that stands in both is one: it keeps its words and gets the list's facts.
    """
    here = {one.reference: one for one in land.listed if land.covered_by(one) & set(codes)}
    services = [{**_BLANK, **row, **_facts(here.get(row["contract"]))} for row in named]
    there = {row["contract"] for row in services}
    services += [_service(one, land) for one in here.values() if one.reference not in there]
    return ListedRows(
        [_contract(one, land) for one in here.values()],
        [party for one in here.values() for party in _parties(one)],
        services,
        [place for row in services for place in _coverage(row, here.get(row["contract"]), land)],
        frozenset(one.slug for one in land.listed),
    )


def at_places(rows: ListedRows, hubs: Iterable[Mapping[str, Any]]) -> list[ListRow]:
    """Which of the services are at which of the hubs, by the places that their contracts name exactly."""
    named = [(hub["slug"], hub["name"]) for hub in hubs]
    places = {row["slug"]: named_exactly(row["places"], named) for row in rows.contracts}
    return [
        {"service": row["slug"], "hub": hub}
        for row in rows.services
        for hub in places.get(row["contract_slug"], ())
    ]


def _contract(one: ListedContract, land: ListedLand) -> ListRow:
    # What comes after "in the following prisons" is where people are held, wherever that is.
    places = [*takewhile(lambda place: "prison" not in place.casefold(), one.places)]
    strange = outside(places, land.known, land.covered_by(one))
    faults = [
        *([f"The list’s fault: {one.faults}."] if one.faults else []),
        *([outside_words(strange)] if strange else []),
        *([_UNNAMED] if one.of_named_places and not land.placed(one, land.covered_by(one)) else []),
    ]
    return {
        "slug": one.slug,
        "reference": one.reference,
        "scheme": SCHEME,
        "funder": FUNDER,
        "places": "; ".join(one.places),
        "faults": " ".join(faults),
        "source": SOURCE,
        "as_of": AS_OF,
    }


def _parties(one: ListedContract) -> Iterator[ListRow]:
    yield {"contract": one.slug, "name": one.prime, "part": ContractPart.PRIME}
    for name in one.chain:
        yield {"contract": one.slug, "name": name, "part": ContractPart.CHAIN}


_BLANK: ListRow = {"contract_slug": None, "sex": "", "ages": "", "stage": ""}


def _facts(one: ListedContract | None) -> ListRow:
    """What the list adds to a service."""
    if one is None:
        return {}
    return {"contract_slug": one.slug, "sex": one.sex, "ages": one.aged, "stage": one.stage}


def _service(one: ListedContract, land: ListedLand) -> ListRow:
    """A service that stands in the list alone, in its words."""
    force = one.within([area.name for area in land.forces])
    in_custody = f"{one.sex} in custody" if one.stage else str(one.sex)
    return {
        "slug": one.slug,
        "name": one.title.replace("'", "’").replace(",Benefit", ", Benefit"),
        "provider": one.prime,
        "funder": FUNDER,
        "contract": one.reference,
        "pathway": one.pathway,
        "for_whom": in_custody,
        "area": land.whole_of(land.force(force)) or force or one.region,
        "status": Status.CLOSED if one.closed else Status.LIVE,
        "as_of": AS_OF,
        "note": "",
        "source": SOURCE,
        "expects_a_year": None,
        **_facts(one),
    }


def _coverage(service: Mapping[str, Any], one: ListedContract | None, land: ListedLand) -> Iterator[ListRow]:
    """Where a service is to be had: by its contract, or by the area that a source names."""
    codes = land.covered_by(one) if one else land.area(service["area"])
    for code in sorted(codes):
        yield {"service": service["slug"], "area_code": code}


def _named_so(areas: Iterable[Area], name: str) -> frozenset[str]:
    return next((_codes(area) for area in areas if bare(area.name) == bare(name)), frozenset())


def _codes(area: Area) -> frozenset[str]:
    return frozenset(part.code for part in area.parts)


def _names(place: str) -> list[str]:
    return [bare(name) for name in _BETWEEN.split(place) if name.strip()]
