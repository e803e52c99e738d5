"""Contracts as registers have them: what is here to be held against a register, and what was taken of one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import insert, select, update

from probation_commission.domain.contracts import ContractDates, ContractPart
from probation_commission.domain.hubs import Listing
from probation_commission.domain.organisations import spelling
from probation_commission.domain.registers import LAYOUT_KIND, HeldContract
from probation_commission.store import organisations
from probation_commission.store.database import Connection
from probation_commission.store.tables import (
    contract,
    contract_party,
    coverage,
    layout,
    organisation,
    organisation_name,
    register_entry,
    service,
)

_DATES = [one.name for one in fields(ContractDates)]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """That a contract stands on a register, and what was taken of it."""

    publisher: str
    as_of: date
    file_name: str
    place: str
    reference: str
    ocid: str
    supplier: str
    taken: str


def remembered(conn: Connection, signature: str) -> tuple[str, dict[str, str]] | None:
    """Whose register had these headings last, and which column was which field; None for unknown headings."""
    same = (layout.c.kind == LAYOUT_KIND, layout.c.signature == signature)
    latest = layout.c.confirmed_at.desc(), layout.c.id.desc()
    row = conn.execute(select(layout).where(*same).order_by(*latest).limit(1)).mappings().first()
    return (row["sender"], dict(row["mapping"]["fields"])) if row else None


def known_spellings(conn: Connection) -> dict[str, int]:
    """The number of each organisation that is real, by the spelling of each of its names."""
    real = organisation.c.id == organisation_name.c.organisation_id, organisation.c.illustrative.is_(False)
    rows = conn.execute(select(organisation_name.c.spelling, organisation.c.id).where(*real))
    return {row.spelling: row.id for row in rows}


def held(conn: Connection) -> list[HeldContract]:
    """Every real contract of the areas covered, with its value: for an action, which asks who may see it."""
    parties = defaultdict[str, list[str]](list)
    names, areas = defaultdict[str, dict[str, None]](dict), defaultdict[str, set[str]](set)
    for row in conn.execute(select(contract_party).order_by(contract_party.c.part, contract_party.c.id)):
        parties[row.contract].append(row.name)
    bought = select(service.c.contract_slug, service.c.name, service.c.provider, coverage.c.area_code)
    where = bought.outerjoin_from(service, coverage, coverage.c.service == service.c.slug)
    for row in conn.execute(where.where(service.c.contract_slug.is_not(None)).order_by(service.c.slug)):
        names[row.contract_slug][row.name] = None
        parties[row.contract_slug].append(row.provider)
        areas[row.contract_slug] |= {row.area_code} - {None}
    ids, registers = defaultdict[str, set[str]](set), defaultdict[str, dict[str, date]](dict)
    for row in conn.execute(select(register_entry).order_by(register_entry.c.as_of, register_entry.c.id)):
        registers[row.contract][spelling(row.publisher)] = row.as_of
        ids[row.contract] |= {row.ocid.casefold()} - {""}
    shown = select(contract).where(contract.c.listed != Listing.ELSEWHERE, contract.c.illustrative.is_(False))
    return [
        HeldContract(
            row["slug"],
            row["reference"],
            "; ".join(names[row["slug"]]),
            tuple(dict.fromkeys(parties[row["slug"]])),
            ContractDates(**{name: row[name] for name in _DATES}),
            row["value_pence"],
            row["successor"],
            frozenset(row["changed_here"].split()),
            frozenset(ids[row["slug"]]),
            frozenset(areas[row["slug"]]),
            registers[row["slug"]],
        )
        for row in conn.execute(shown.order_by(contract.c.slug)).mappings()
    ]


def add(
    conn: Connection,
    contract_row: Mapping[str, Any],
    service_row: Mapping[str, Any],
    suppliers: Sequence[str],
    area_code: str,
) -> None:
    """A contract with its parties, the service that is bought under it, and the authority that it is for.

    A supplier that is no organisation here becomes one, which waits to be merged or confirmed.
    """
    slug = contract_row["slug"]
    funder = organisations.known_as(conn, contract_row["funder"])
    conn.execute(insert(contract).values(**contract_row, funder_id=funder, listed=Listing.HERE))
    numbers = [organisations.known_or_new(conn, name) for name in suppliers]
    parties = [
        {"contract": slug, "name": name, "organisation_id": number, "part": ContractPart.PRIME}
        for name, number in zip(suppliers, numbers, strict=True)
    ]
    conn.execute(insert(contract_party), parties)
    one = {
        "contract_slug": slug,
        "listed": Listing.HERE,
        "provider_id": numbers[0] if len(numbers) == 1 else None,
    }
    conn.execute(insert(service).values(**service_row, **one))
    conn.execute(insert(coverage).values(service=service_row["slug"], area_code=area_code))


def bring_up_to_date(conn: Connection, slug: str, facts: Mapping[str, Any]) -> None:
    """These columns of a contract as a register has them; a newer one may write them again."""
    if facts:
        conn.execute(update(contract).where(contract.c.slug == slug).values(**facts))


def put_entry(conn: Connection, slug: str, entry: NewEntry) -> None:
    """That the contract stands on a register; what stood there before stays beside it."""
    values = {one.name: getattr(entry, one.name) for one in fields(NewEntry)}
    conn.execute(insert(register_entry).values(contract=slug, loaded_at=datetime.now(UTC), **values))


def entries(conn: Connection) -> pd.DataFrame:
    """Every time that a contract was loaded from a register, the latest first."""
    latest = register_entry.c.as_of.desc(), register_entry.c.id.desc()
    return pd.read_sql(select(register_entry).order_by(register_entry.c.contract, *latest), conn)
