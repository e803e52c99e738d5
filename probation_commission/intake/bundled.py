"""The bundled hubs, offices, services and funds, as the sources name them; the localities made by us."""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from probation_commission.domain.ideas import Fund
from probation_commission.domain.localities import BundledGrouping
from probation_commission.domain.organisations import BundledOrganisation, OrganisationKind
from probation_commission.settings import DATA

HUBS = DATA / "hubs.csv"
SERVICES = DATA / "services.csv"
FUNDS = DATA / "funds.csv"
ORGANISATIONS = DATA / "organisations.csv"
LOCALITIES = DATA / "localities.toml"


def bundled() -> dict[str, str]:
    """The bundled files by name, each with the SHA-256 of its content."""
    files = (ORGANISATIONS, HUBS, SERVICES, FUNDS)
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


def funds() -> list[Fund]:
    """The funds that the sources name."""
    return [Fund(**row | {"amount_pence": int(row["amount_pence"])}) for row in _rows(FUNDS)]


def hubs() -> list[dict[str, Any]]:
    """The hubs and offices that the sources name; `near`: ward or districts of one without a postcode.

    Both are empty where no source says where it is, and where nobody may know.
    """
    return _rows(HUBS)


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
