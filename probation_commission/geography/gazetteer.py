"""The bundled facts about places: wards with their dates in force, and the ward of every postcode."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

import pandas as pd

from probation_commission.domain.deprivation import Deprivation
from probation_commission.domain.places import Authority, Gazetteer, LoadedResidents, Ward, WardSet, Whole
from probation_commission.geography import england_wales
from probation_commission.geography.facts import rows
from probation_commission.geography.partnership import partnership
from probation_commission.settings import DATA


# Told apart as things, not by what they hold: it is asked for at every turn and may hold 7,000 wards.
@dataclass(frozen=True, slots=True, eq=False)
class _AddedHere:
    codes: frozenset[str]
    residents: Mapping[str, LoadedResidents]
    deprivation: Mapping[str, Deprivation]


_added = _AddedHere(frozenset(), {}, {})


def cover(
    codes: Iterable[str],
    residents: Mapping[str, LoadedResidents] = MappingProxyType({}),
    deprivation: Mapping[str, Deprivation] = MappingProxyType({}),
) -> None:
    """From now on these authorities, which were added here, are covered besides the partnership's own.

    `residents` and `deprivation` by ward code, as they were loaded here: they win over the bundled ones.
    """
    # One process has one database, which says what was added (decision 185).
    global _added  # noqa: PLW0603 (as above)
    _added = _AddedHere(frozenset(codes), dict(residents), dict(deprivation))


def covered() -> tuple[str, ...]:
    """The codes of the authorities whose returns are taken here: the partnership's own, then the added."""
    here = partnership()
    return tuple(dict.fromkeys((*here.home, *here.also, *sorted(_added.codes))))


def gazetteer() -> Gazetteer:
    """The wards of the authorities that are covered here, with the postcodes of `data/postcode_wards.csv.gz`.

    Those of their neighbours are known by name. Raises `UnknownPartnershipError`.
    """
    return _gazetteer(covered(), partnership().wholes, _added)


def wards_now() -> dict[Authority, tuple[Ward, ...]]:
    """The wards of today of each authority that is covered here and has any."""
    known = gazetteer()
    return {area: sets[0].wards for area in known.authorities if (sets := known.ward_sets(area))}


@lru_cache(maxsize=4)
def _gazetteer(codes: tuple[str, ...], wholes: tuple[Whole, ...], added: _AddedHere) -> Gazetteer:
    near = set(codes).union(*(england_wales.neighbours().get(code, ()) for code in codes))
    every, ours = england_wales.wards_by_authority(), _own_wards()
    # What is bundled of our own has the days in force and the areas, so it wins code by code.
    wards = {ward.code: ward for code in sorted(near) for ward in every[code]}
    wards |= {ward.code: ward for ward in ours if ward.authority.code in near}
    wards |= {
        code: replace(wards[code], residents=loaded.count, residents_from=loaded.source)
        for code, loaded in added.residents.items()
        if code in wards
    }
    wards |= {
        code: replace(wards[code], deprivation=loaded)
        for code, loaded in added.deprivation.items()
        if code in wards
    }
    # What reports as one is the partnership's (decision 90), so a gazetteer is kept for each.
    return Gazetteer(
        wards.values(),
        _wards_of,
        wholes,
        covered=codes,
        neighbours=england_wales.neighbours(),
        former_codes=england_wales.former_codes(),
    )


@cache
def drawn_ward_sets() -> tuple[WardSet, ...]:
    """The ward sets of `data/wards.csv`, whose outlines are made here from postcodes."""
    return Gazetteer(_own_wards()).ward_sets()


@cache
def _own_wards() -> tuple[Ward, ...]:
    return tuple(_ward(row, england_wales.authorities()[row["lad_code"]]) for row in rows(DATA / "wards.csv"))


def fineness_by_region() -> dict[str, dict[str, int]]:
    """How fine the outlines of each region are made, in metres, as `data/regions.csv` has it."""
    return {
        row["region"]: {name: int(value) for name, value in row.items() if name != "region"}
        for row in rows(DATA / "regions.csv")
    }


@cache
def postcode_wards() -> pd.DataFrame:
    """Columns postcode, lad_code, ward_code, previous_ward_code (empty where nothing changed)."""
    return pd.read_csv(DATA / "postcode_wards.csv.gz", dtype=str, keep_default_na=False)


def ward_facts() -> pd.DataFrame:
    """The wards in force today of the areas covered, a row each, as `data/wards.csv` has them.

    Of other areas: ward_code, ward_name, lad_code, lad_name and, where known, residents_2021_estimate and
    imd_2025_score_estimate.
    """
    own = pd.read_csv(DATA / "wards.csv")
    own = own[own.in_force_to.isna()]
    here = set(covered())
    others = [
        (ward.code, ward.name, code, ward.authority.name)
        for code in sorted(here - set(own.lad_code))
        for ward in england_wales.wards_by_authority()[code]
        if ward.in_force_to is None
    ]
    facts = pd.DataFrame(others, columns=["ward_code", "ward_name", "lad_code", "lad_name"])
    facts = facts.merge(england_wales.ward_measures(), on="ward_code", how="left")
    return pd.concat([own[own.lad_code.isin(here)], facts], ignore_index=True)


def _ward(row: dict[str, str], authority: Authority) -> Ward:
    ends, area, residents = row["in_force_to"], row["area_km2"], row["residents_2021_estimate"]
    return Ward(
        row["ward_code"],
        row["ward_name"],
        authority,
        date.fromisoformat(row["in_force_from"]),
        date.fromisoformat(ends) if ends else None,
        float(area) if area else None,
        int(float(residents)) if residents else None,
    )


@cache
def _ward_by_postcode() -> dict[str, tuple[str, ...]]:
    frame = postcode_wards()
    # "N170AA" and "N17 0AA" are one.
    postcodes = frame["postcode"].str.replace(" ", "")
    codes = zip(frame["ward_code"], frame["previous_ward_code"], strict=True)
    # A postcode of Haringey was in a ward before 2022 and is in another now: which is meant, the month says.
    return {postcode: tuple(filter(None, pair)) for postcode, pair in zip(postcodes, codes, strict=True)}


def _wards_of(postcode: str) -> Iterable[str]:
    return _ward_by_postcode().get(postcode.replace(" ", ""), ())
