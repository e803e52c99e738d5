"""Contracts, their parties and steps, and where services are to be had: bundled, and written down here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd
from sqlalchemy import Table, and_, delete, insert, select, update

from probation_commission.domain.contracts import ServicePlace
from probation_commission.domain.hubs import Listing
from probation_commission.store import organisations
from probation_commission.store.database import Connection
from probation_commission.store.tables import contract, contract_party, coverage, milestone, service

ContractRows = Iterable[Mapping[str, Any]]
OPEN = tuple(column for column in contract.c if column.name != "value_pence")
"""What everybody who sees the directory may be given of a contract."""


def put_parties(conn: Connection, slugs: Collection[str], rows: ContractRows) -> None:
    """Who is in these contracts, in the place of whom the list named before."""
    conn.execute(delete(contract_party).where(contract_party.c.contract.in_(slugs)))
    if named := organisations.point_to(conn, rows, "name", "organisation_id"):
        parties = [
            {key: row[key] for key in ("contract", "name", "organisation_id", "part")} for row in named
        ]
        conn.execute(insert(contract_party), parties)


def put_coverage(conn: Connection, rows: ContractRows) -> None:
    """What the list says of where services are to be had, but for those of which somebody here said it.

    One that the list names no more stays where it was.
    """
    dropped = select(service.c.slug).where(service.c.listed == Listing.DROPPED)
    conn.execute(delete(coverage).where(coverage.c.bundled, coverage.c.service.not_in(dropped)))
    changed = select(coverage.c.service).distinct()
    there = set(conn.execute(select(service.c.slug)).scalars()) - set(conn.execute(changed).scalars())
    if new := [{**row, "bundled": True} for row in rows if row["service"] in there]:
        conn.execute(insert(coverage), new)


def put_invented(
    conn: Connection, contracts: ContractRows, parties: ContractRows, milestones: ContractRows
) -> None:
    """The illustrative contracts, of which there are none of before."""
    marked = [{**row, "illustrative": True, "listed": Listing.INVENTED} for row in contracts]
    if named := organisations.point_to(conn, marked, "funder", "funder_id"):
        conn.execute(insert(contract), named)
    put_parties(conn, [row["slug"] for row in marked], [{**row, "illustrative": True} for row in parties])
    if steps := [dict(row) for row in milestones]:
        conn.execute(insert(milestone), steps)


def put_invented_coverage(conn: Connection, rows: ContractRows) -> None:
    """Where the illustrative services are to be had."""
    if places := [dict(row) for row in rows]:
        conn.execute(insert(coverage), places)


def take_out(conn: Connection, services: Collection[str]) -> None:
    """Delete these services, which are illustrative, and those of their contracts that are left alone."""
    own = select(service.c.contract_slug).where(service.c.slug.in_(services)).distinct()
    bought = set(conn.execute(own).scalars())
    conn.execute(delete(coverage).where(coverage.c.service.in_(services)))
    conn.execute(delete(service).where(service.c.slug.in_(services)))
    kept = select(service.c.contract_slug).where(service.c.contract_slug.is_not(None))
    alone = contract.c.illustrative, contract.c.slug.in_(bought - {None}), contract.c.slug.not_in(kept)
    slugs = list(conn.execute(select(contract.c.slug).where(*alone)).scalars())
    for column in (milestone.c.contract, contract_party.c.contract, contract.c.slug):
        conn.execute(delete(column.table).where(column.in_(slugs)))


def contracts(conn: Connection) -> pd.DataFrame:
    """The contracts of the areas covered, by reference; without their value."""
    shown = select(*OPEN).where(contract.c.listed != Listing.ELSEWHERE)
    return pd.read_sql(shown.order_by(contract.c.reference, contract.c.slug), conn)


def parties(conn: Connection) -> pd.DataFrame:
    """Who is in each contract, the prime first: contract, name, organisation_id, part."""
    order = contract_party.c.contract, contract_party.c.part, contract_party.c.id
    return pd.read_sql(select(contract_party).order_by(*order), conn)


def milestones(conn: Connection) -> pd.DataFrame:
    """The steps of each mobilisation, by the day on which they are due: contract, kind, due, done, place."""
    return pd.read_sql(select(milestone).order_by(milestone.c.due, milestone.c.id), conn)


def covered(conn: Connection) -> pd.DataFrame:
    """Where each service is to be had: service, area_code, ward_code, planned, actual, ended, reason."""
    order = coverage.c.service, coverage.c.area_code, coverage.c.ward_code, coverage.c.id
    return pd.read_sql(select(coverage).order_by(*order), conn)


def value_pence(conn: Connection, slug: str) -> int | None:
    """The value of a contract, for leads of its areas alone."""
    return conn.execute(select(contract.c.value_pence).where(contract.c.slug == slug)).scalar()


def service_row(conn: Connection, slug: str) -> dict[str, Any] | None:
    """A service with all that is kept of it, for leads of its areas alone."""
    return _row(conn, service, slug)


def contract_row(conn: Connection, slug: str) -> dict[str, Any] | None:
    """A contract with all that is kept of it, for leads of its areas alone."""
    return _row(conn, contract, slug)


def _row(conn: Connection, table: Table, slug: str) -> dict[str, Any] | None:
    found = conn.execute(select(table).where(table.c.slug == slug)).mappings().first()
    return dict(found) if found else None


def slugs(conn: Connection) -> frozenset[str]:
    """The slugs of all contracts."""
    return frozenset(conn.execute(select(contract.c.slug)).scalars())


def coverage_of(conn: Connection, services: Collection[str]) -> list[ServicePlace]:
    """Where these services are to be had."""
    names = ("area_code", "ward_code", "planned", "actual", "ended", "reason")
    rows = conn.execute(select(*(coverage.c[name] for name in names)).where(coverage.c.service.in_(services)))
    return [ServicePlace(**row) for row in rows.mappings()]


def services_of(conn: Connection, contract_slug: str) -> list[str]:
    """The services that are bought under a contract."""
    query = select(service.c.slug).where(service.c.contract_slug == contract_slug).order_by(service.c.slug)
    return list(conn.execute(query).scalars())


def change_service(conn: Connection, slug: str, fields: Mapping[str, Any]) -> None:
    """These columns of a service as somebody here has them, which a newer list leaves alone."""
    _change(conn, service, slug, fields)


def change_contract(conn: Connection, slug: str, fields: Mapping[str, Any]) -> None:
    """These columns of a contract as somebody here has them, which a newer list leaves alone."""
    _change(conn, contract, slug, fields)


def _change(conn: Connection, table: Table, slug: str, fields: Mapping[str, Any]) -> None:
    before = conn.execute(select(table.c.changed_here).where(table.c.slug == slug)).scalar() or ""
    changed = " ".join(sorted({*before.split(), *fields}))
    conn.execute(update(table).where(table.c.slug == slug).values(**fields, changed_here=changed))


def cover(conn: Connection, service_slug: str, one: ServicePlace) -> None:
    """What is known of a service in an area or ward, in the place of what was; a newer list leaves it."""
    same = and_(
        coverage.c.service == service_slug,
        coverage.c.area_code == one.area_code,
        coverage.c.ward_code == one.ward_code,
    )
    conn.execute(delete(coverage).where(same))
    conn.execute(insert(coverage).values(service=service_slug, **asdict(one)))
    conn.execute(update(coverage).where(coverage.c.service == service_slug).values(bundled=False))
