"""The facts of `data/england_wales` (decision 184): authorities, what they lie in, and wards since 2017."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache

import pandas as pd

from probation_commission.domain.areas import Area, AreaKind, AreaPart
from probation_commission.domain.places import FIRST_KNOWN, Authority, Ward
from probation_commission.geography.facts import rows
from probation_commission.settings import DATA

FACTS = DATA / "england_wales"
REGION = "region:"
"""What stands before the letter in the code of a probation region."""
_YEAR_AFTER = {2017: 2019}
"""There is no list of 2018; after each other list comes that of the next year."""
_THURSDAY = 3


@cache
def authorities() -> Mapping[str, Authority]:
    """Every local authority district of England and Wales, by its code of today."""
    return {
        row["lad_code"]: Authority(row["lad_code"], row["lad_name"], row["probation_region_name"])
        for row in rows(FACTS / "authorities.csv")
    }


@cache
def former_codes() -> Mapping[str, str]:
    """Today's code of each authority by the one that it had before."""
    return {
        row["previous_code"]: row["lad_code"]
        for row in rows(FACTS / "authorities.csv")
        if row["previous_code"]
    }


@cache
def neighbours() -> Mapping[str, frozenset[str]]:
    """The authorities whose outlines, as made from postcodes, share an edge with each one's."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(FACTS / "neighbours.csv"):
        found[row["lad_code"]].add(row["neighbour_code"])
    return {code: frozenset(others) for code, others in found.items()}


@cache
def known_areas() -> Mapping[str, Area]:
    """Every authority, and every area that is made of authorities: PDU, police force area, CSP, region."""
    found = [*_authority_areas(), *_pdus()]
    found += _of_column(AreaKind.POLICE, "police_force_code", "police_force_name")
    found += _of_column(AreaKind.CSP, "csp_codes", "csp_names")
    found += _of_column(AreaKind.REGION, "probation_region_code", "probation_region_name", prefix=REGION)
    return {area.code: area for area in found}


@cache
def _containing() -> Mapping[str, tuple[Area, ...]]:
    found: defaultdict[str, list[Area]] = defaultdict(list)
    for area in known_areas().values():
        for part in area.parts:
            found[part.code].append(area)
    return {code: tuple(areas) for code, areas in found.items()}


def around(code: str) -> tuple[Area, ...]:
    """The areas that an authority lies in, whole or in part: PDUs first, then force, CSPs and region."""
    return _containing().get(code, ())


def of_kind(kind: AreaKind) -> tuple[Area, ...]:
    """All areas of a kind, by name."""
    found = (area for area in known_areas().values() if area.kind is kind)
    return tuple(sorted(found, key=lambda area: area.name))


@cache
def wards_by_authority() -> Mapping[str, tuple[Ward, ...]]:
    """Every ward code that ONS has listed since 2017, by the authority that it lies in today.

    The first and last day are worked out from the years of the lists: elections are on the first Thursday
    of May. Residents are an estimate, for wards of 2024 alone.
    """
    residents = {
        row["ward_code"]: int(row["residents_2021"]) for row in rows(FACTS / "ward_measures_2024.csv")
    }
    found: defaultdict[str, list[Ward]] = defaultdict(list)
    for row in rows(FACTS / "wards.csv"):
        ward = _ward(row, residents.get(row["ward_code"]))
        found[ward.authority.code].append(ward)
    return {code: tuple(wards) for code, wards in found.items()}


def authorities_of_wards(codes: Iterable[str]) -> Mapping[str, int]:
    """How many of these wards, of any year since 2017, lie in each authority of today."""
    counts: defaultdict[str, int] = defaultdict(int)
    for code in codes:
        if authority := _authority_by_ward().get(code):
            counts[authority] += 1
    return counts


@cache
def _authority_by_ward() -> Mapping[str, str]:
    return {ward.code: code for code, wards in wards_by_authority().items() for ward in wards}


@cache
def ward_measures() -> pd.DataFrame:
    """Columns ward_code, residents_2021_estimate, imd_2025_score_estimate (none for Wales), wards of 2024."""
    frame = pd.read_csv(FACTS / "ward_measures_2024.csv")
    names = {"residents_2021": "residents_2021_estimate", "imd_2025_score": "imd_2025_score_estimate"}
    return frame.rename(columns=names)[["ward_code", *names.values()]]


def _ward(row: Mapping[str, str], residents: int | None) -> Ward:
    first, last = int(row["first_year"]), int(row["last_year"])
    begins = FIRST_KNOWN if first == FIRST_KNOWN.year else election_day(first)
    ends = None
    if not row["in_force_2026"]:
        ends = election_day(_YEAR_AFTER.get(last, last + 1)) - timedelta(days=1)
    authority = authorities()[row["lad_code"]]
    return Ward(row["ward_code"], row["ward_name"], authority, begins, ends, None, residents)


def election_day(year: int) -> date:
    """The first Thursday of May."""
    first = date(year, 5, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7)


def _authority_areas() -> list[Area]:
    changes = {row["lad_code"]: row for row in rows(FACTS / "changes.csv")}
    return [_authority_area(authority, changes.get(code, {})) for code, authority in authorities().items()]


def _authority_area(authority: Authority, change: Mapping[str, str]) -> Area:
    return Area(
        authority.code,
        AreaKind.AUTHORITY,
        authority.name,
        in_force_from=_day(change.get("in_force_from", "")),
        in_force_to=_day(change.get("in_force_to", "")),
        note=change.get("note", ""),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _pdus() -> list[Area]:
    """The delivery units in force: of those that ended no day is known."""
    parts: defaultdict[str, list[AreaPart]] = defaultdict(list)
    for row in rows(FACTS / "pdu_authorities.csv"):
        parts[row["pdu"]].append(AreaPart(row["lad_code"], row["extent"] == "whole", row["basis"]))
    return [
        Area(f"pdu:{row['pdu']}", AreaKind.PDU, row["name"], tuple(parts[row["pdu"]]), note=row["note"])
        for row in rows(FACTS / "pdus.csv")
        if row["status"] == "in force"
    ]


def _of_column(kind: AreaKind, code: str, name: str, prefix: str = "") -> list[Area]:
    """The areas whose codes and names stand beside the authorities; several of them lie in one."""
    parts: defaultdict[tuple[str, str], list[AreaPart]] = defaultdict(list)
    for row in rows(FACTS / "authorities.csv"):
        codes, names = row[code].split("; "), row[name].split("; ")
        # Where ONS still lists those of before a merger, none of them holds the whole authority.
        for pair in zip(codes, names, strict=True):
            parts[pair].append(AreaPart(row["lad_code"], len(codes) == 1))
    return [
        Area(f"{prefix}{area_code}", kind, area_name, tuple(own))
        for (area_code, area_name), own in parts.items()
    ]
