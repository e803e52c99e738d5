"""The bundled hubs, offices, services and funds, as the sources name them; the localities made by us."""

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from probation_commission.domain.contracts import ListedContract
from probation_commission.domain.funds import Fund
from probation_commission.domain.hubs import CONFIDENTIAL_KINDS, HubKind
from probation_commission.domain.localities import BundledGrouping
from probation_commission.domain.needs import Met, Need, OpenQuestion, PastNeed
from probation_commission.domain.organisations import BundledOrganisation, OrganisationKind
from probation_commission.domain.words import listed
from probation_commission.settings import DATA

HUBS = DATA / "hubs.csv"
OFFICES = DATA / "england_wales" / "offices.csv"
SERVICES = DATA / "services.csv"
CONTRACTS = DATA / "england_wales" / "crs_contracts.csv"
SUCCESSORS = DATA / "england_wales" / "community_support_areas.csv"
FUNDS = DATA / "funds.csv"
ORGANISATIONS = DATA / "organisations.csv"
PAST_NEEDS = DATA / "needs_history.csv"
OPEN_QUESTIONS = DATA / "open_questions.csv"
LOCALITIES = DATA / "localities.toml"


def bundled() -> dict[str, str]:
    """The bundled files by name, each with the SHA-256 of its content."""
    files = (ORGANISATIONS, HUBS, OFFICES, SERVICES, CONTRACTS, FUNDS)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def organisations() -> list[BundledOrganisation]:
    """The organisations that the sources name, each with everything that it is also called there."""
    return [
        BundledOrganisation(
            row["slug"],
            row["name"],
            OrganisationKind(row["kind"]),
            row["source"],
            tuple(name for name in row["spellings"].split("; ") if name),
        )
        for row in _rows(ORGANISATIONS)
    ]


def services() -> list[dict[str, Any]]:
    """The services that the sources name, one a row; `expects_a_year` None where none says it."""
    # No source says 0: an empty cell is a number that none gives.
    return [row | {"expects_a_year": int(row["expects_a_year"] or 0) or None} for row in _rows(SERVICES)]


def contracts() -> list[ListedContract]:
    """The commissioned rehabilitative services of England and Wales, as the national list has them."""
    return [
        ListedContract(
            reference=row["contract_reference"],
            title=row["title"],
            kind=row["contract_type_code"],
            region=row["probation_region_name"],
            police_area=row["pcc_area"],
            prime=row["prime_provider"],
            chain=_each(row["subcontractors"], ";"),
            men=row["men"] == "yes",
            women=row["women"] == "yes",
            ages=(row["minimum_age"], row["maximum_age"]),
            # One contract has the same places once a category.
            places=_each(row["delivery_locations"].partition(" | ")[0], ",;"),
            # The one thing that the list says of a day: that nobody is referred any more (its visible dates
            # are when it is shown, and no dates of the contract).
            closed=row["state_2026_08_21"] != "listed",
            faults=row["faults"],
        )
        for row in _rows(CONTRACTS)
    ]


def contract_areas() -> list[tuple[str, str]]:
    """The provisional areas of the contracts that come after those of the list: region and name."""
    return [(row["probation_region_name"], row["contract_area"]) for row in _rows(SUCCESSORS)]


def _each(text: str, marks: str) -> tuple[str, ...]:
    """The parts of a list in one cell, each once, in its order."""
    for mark in marks[1:]:
        text = text.replace(mark, marks[0])
    return tuple(dict.fromkeys(part.strip() for part in text.split(marks[0]) if part.strip()))


def office_towns() -> dict[str, frozenset[str]]:
    """The authorities of the offices by the town that stands before an office's name, in small letters."""
    found: dict[str, set[str]] = {}
    for row in _rows(OFFICES):
        words = row["name"].removesuffix(" Probation Office").rpartition(": ")[2]
        found.setdefault(words.casefold(), set()).add(row["lad_code"])
    return {town: frozenset(codes) for town, codes in found.items()}


def funds() -> list[Fund]:
    """The funds that the sources name."""
    return [_fund(row) for row in _rows(FUNDS)]


def _fund(row: dict[str, str]) -> Fund:
    """A row of the list; an empty cell is what no source says, so the days of none are known."""
    numbers = ("amount_pence", "least_pence", "most_pence", "most_months")
    return Fund(**row | {name: _number(row[name]) for name in numbers})  # type: ignore[arg-type]


def hubs() -> list[dict[str, Any]]:
    """The hubs that the sources name, and every probation office of England and Wales on the national list.

    `near`: ward or districts of one without a postcode; both are empty where no source says where it is.
    """
    named = _rows(HUBS)
    # Six offices stand in both, under the names that people here know them by.
    known = {row.pop("office_id") for row in named}
    for row in named:
        row["opened"] = date.fromisoformat(row["opened"]) if row["opened"] else None
    offices = _rows(OFFICES)
    names = {row["office_id"]: row["name"] for row in offices}
    every = [*named, *(_office(row, names) for row in offices if row["office_id"] not in known)]
    return [row | {"confidential": row["kind"] in CONFIDENTIAL_KINDS} for row in every]


def _office(row: Mapping[str, str], names: Mapping[str, str]) -> dict[str, Any]:
    """A row of the national list; what it is marked with there stands in how far it is verified."""
    same = [names[one] for one in row["same_postcode_as"].split("; ") if one in names]
    verified = [
        "address on the MoJ list, May 2026",
        *([f"perhaps the same site as {listed(same)}"] if same else []),
        *([row["note"]] if row["note"] else []),
    ]
    code = f" ({row['crs_code']})" if row["crs_code"] else ""
    return {
        "slug": f"office-{row['office_id']}",
        "name": row["name"] + code,
        "kind": HubKind.OFFICE,
        "run_by": "Probation Service",
        "address": row["address"].removesuffix(row["postcode"]).rstrip(", ") or "not given by the list",
        "postcode": row["postcode"],
        "near": "",
        "area_code": row["lad_code"],
        "open_state": "not known: the list does not say which offices are open",
        "verified": "; ".join(verified),
        "source": "MoJ probation office list, May 2026",
        "transport": "",
        "opened": None,
    }


def past_needs() -> list[PastNeed]:
    """What published documents say of needs and that is older than what is ranked, in their order."""
    return [
        PastNeed(
            frozenset(row["area_codes"].split("; ")),
            row["sampled"],
            _number(row["sample"]),
            Need(row["need"]) if row["need"] else None,
            _number(row["people"]),
            *(row["planned"], row["delivered"], row["progress"]),
            Met(row["met"]) if row["met"] else None,
            *(row["said"], row["since"], row["source"], row["dated"]),
            date.fromisoformat(row["as_of"]) if row["as_of"] else None,
        )
        for row in _rows(PAST_NEEDS)
    ]


def open_questions() -> list[OpenQuestion]:
    """What the documents ask to be commissioned, or name as missing, in the order of the list."""
    return [
        OpenQuestion(**row | {"area_codes": tuple(row["area_codes"].split("; "))})
        for row in _rows(OPEN_QUESTIONS)
    ]


def _number(text: str) -> int | None:
    return int(text) if text else None


def localities() -> dict[str, BundledGrouping]:
    """The localities that come with the app, by the key of their ward set."""
    tables = tomllib.loads(LOCALITIES.read_text(encoding="utf-8"))
    return {key: _grouping(table["from"], table["localities"]) for key, table in tables.items()}


def _grouping(source: str, large: Mapping[str, Mapping[str, list[str]]]) -> BundledGrouping:
    wards = {code: name for inside in large.values() for name, codes in inside.items() for code in codes}
    return BundledGrouping(wards, {name: one for one, inside in large.items() for name in inside}, source)


def _rows(path: Path) -> list[dict[str, Any]]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
