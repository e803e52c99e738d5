"""Contracts, their parties and steps, and where services are to be had: bundled, and written down here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from dataclasses import fields as fields_of
from datetime import date
from typing import Any, TypeVar

import pandas as pd
from sqlalchemy import Table, and_, delete, func, insert, select, update

from probation_commission.domain.contracts import Issue, ServiceLevel, ServicePlace, Step
from probation_commission.domain.hubs import Listing
from probation_commission.domain.ram import BoughtUnder
from probation_commission.store import organisations
from probation_commission.store.database import Connection
from probation_commission.store.tables import (
    contract,
    contract_issue,
    contract_party,
    coverage,
    milestone,
    service,
    service_at_place,
    service_level,
)

ContractRows = Iterable[Mapping[str, Any]]
PARTIES = "parties"
"""Stands in `changed_here` of a contract whose parties somebody here has changed."""
OPEN = tuple(column for column in contract.c if column.name != "value_pence")
"""What everybody who sees the directory may be given of a contract."""


def put_parties(conn: Connection, slugs: Collection[str], rows: ContractRows) -> None:
    """Who is in these contracts, in the place of whom the list named before; those changed here are left."""
    written = select(contract.c.slug, contract.c.changed_here).where(contract.c.slug.in_(slugs))
    left = {slug for slug, changed in conn.execute(written) if PARTIES in changed.split()}
    conn.execute(delete(contract_party).where(contract_party.c.contract.in_(set(slugs) - left)))
    rows = [row for row in rows if row["contract"] not in left]
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


def put_invented_management(conn: Connection, issues: ContractRows, levels: ContractRows) -> None:
    """The issues and service levels of the illustrative contracts, of which there are none of before."""
    for table, rows in ((contract_issue, issues), (service_level, levels)):
        if new := [dict(row) for row in rows]:
            conn.execute(insert(table), new)


def put_invented_coverage(conn: Connection, rows: ContractRows) -> None:
    """Where the illustrative services are to be had."""
    if places := [dict(row) for row in rows]:
        conn.execute(insert(coverage), places)


def take_out(conn: Connection, services: Collection[str]) -> None:
    """Delete these services, which are illustrative, and those of their contracts that are left alone."""
    own = select(service.c.contract_slug).where(service.c.slug.in_(services)).distinct()
    bought = set(conn.execute(own).scalars())
    for points_to in (coverage.c.service, service_at_place.c.service):
        conn.execute(delete(points_to.table).where(points_to.in_(services)))
    conn.execute(delete(service).where(service.c.slug.in_(services)))
    kept = select(service.c.contract_slug).where(service.c.contract_slug.is_not(None))
    alone = contract.c.illustrative, contract.c.slug.in_(bought - {None}), contract.c.slug.not_in(kept)
    slugs = list(conn.execute(select(contract.c.slug).where(*alone)).scalars())
    of_contract = (milestone, contract_party, contract_issue, service_level)
    for column in (*(table.c.contract for table in of_contract), contract.c.slug):
        conn.execute(delete(column.table).where(column.in_(slugs)))


def contracts(conn: Connection) -> pd.DataFrame:
    """The contracts of the areas covered, by reference; without their value."""
    shown = select(*OPEN).where(contract.c.listed != Listing.ELSEWHERE)
    return pd.read_sql(shown.order_by(contract.c.reference, contract.c.slug), conn)


def parties(conn: Connection) -> pd.DataFrame:
    """Who is in each contract and has not left, the prime first: contract, name, organisation_id, part."""
    order = contract_party.c.contract, contract_party.c.part, contract_party.c.id
    return pd.read_sql(select(contract_party).where(contract_party.c.ended.is_(None)).order_by(*order), conn)


def bought(conn: Connection) -> dict[str, BoughtUnder]:
    """What is bought under each contract of the areas covered, by its reference.

    Of several services the first by its slug, so that it is the same one each time (decision 247).
    """
    reference = func.coalesce(contract.c.reference, service.c.contract)
    services = (
        select(reference.label("reference"), service.c.slug, service.c.area)
        .select_from(service.outerjoin(contract, service.c.contract_slug == contract.c.slug))
        .where(service.c.listed != Listing.ELSEWHERE, reference != "")
        .order_by(service.c.slug)
    )
    places: dict[str, set[str]] = {}
    for row in conn.execute(select(coverage.c.service, coverage.c.area_code).distinct()):
        places.setdefault(row.service, set()).add(row.area_code)
    under: dict[str, list[Any]] = {}
    for one in conn.execute(services):
        under.setdefault(one.reference, []).append(one)
    return {
        at: BoughtUnder(
            rows[0].slug,
            tuple(row.slug for row in rows[1:]),
            rows[0].area,
            frozenset().union(*(places.get(row.slug, ()) for row in rows)),
        )
        for at, rows in under.items()
    }


def milestones(conn: Connection) -> pd.DataFrame:
    """The steps of each mobilisation by the day on which they are due: kind, due, done, area_code, place."""
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


def _change(conn: Connection, table: Table, slug: str, fields: Mapping[str, Any], *, also: str = "") -> None:
    before = conn.execute(select(table.c.changed_here).where(table.c.slug == slug)).scalar() or ""
    changed = " ".join(sorted({*before.split(), *fields, *also.split()}))
    conn.execute(update(table).where(table.c.slug == slug).values(**fields, changed_here=changed))


def cover(conn: Connection, service_slug: str, one: ServicePlace) -> None:
    """What is known of a service in an area or ward, in the place of what was; a newer list leaves it."""
    take_out_place(conn, service_slug, one)
    conn.execute(insert(coverage).values(service=service_slug, **asdict(one)))
    conn.execute(update(coverage).where(coverage.c.service == service_slug).values(bundled=False))


def take_out_place(conn: Connection, service_slug: str, one: ServicePlace) -> None:
    """Delete what is known of a service in an area or ward."""
    same = and_(
        coverage.c.service == service_slug,
        coverage.c.area_code == one.area_code,
        coverage.c.ward_code == one.ward_code,
    )
    conn.execute(delete(coverage).where(same))


def parties_of(conn: Connection, slug: str) -> dict[str, str]:
    """What each organisation that is in a contract is in it, by its name."""
    here = select(contract_party.c.name, contract_party.c.part).where(
        contract_party.c.contract == slug, contract_party.c.ended.is_(None)
    )
    return {row.name: row.part for row in conn.execute(here)}


def add_party(conn: Connection, slug: str, name: str, part: str) -> None:
    """One more organisation in a contract; a newer list leaves who is in it from then on."""
    row = {"contract": slug, "name": name, "part": part}
    conn.execute(insert(contract_party), organisations.point_to(conn, [row], "name", "organisation_id"))
    _change(conn, contract, slug, {}, also=PARTIES)


def end_party(conn: Connection, slug: str, name: str, last: date) -> None:
    """The last day of an organisation in a contract, of which it was by then; a newer list leaves that."""
    here = contract_party.c.contract == slug, contract_party.c.name == name, contract_party.c.ended.is_(None)
    conn.execute(update(contract_party).where(*here).values(ended=last))
    _change(conn, contract, slug, {}, also=PARTIES)


def put_step(conn: Connection, slug: str, step: Step, number: int | None) -> Step | None:
    """A step of a contract, new or in the place of the one of that number, which is returned."""
    return _put(conn, milestone, slug, step, number)


def put_issue(conn: Connection, slug: str, issue: Issue, number: int | None) -> Issue | None:
    """An issue of a contract, as `put_step`."""
    return _put(conn, contract_issue, slug, issue, number)


def put_level(conn: Connection, slug: str, level: ServiceLevel, number: int | None) -> ServiceLevel | None:
    """A service level of a contract, as `put_step`."""
    return _put(conn, service_level, slug, level, number)


def issues_of(conn: Connection, slug: str) -> dict[int, Issue]:
    """The issues of a contract by number, those opened last first; for leads of its areas alone."""
    found = _of_contract(conn, contract_issue, slug, Issue)
    return dict(sorted(found.items(), key=lambda item: (item[1].opened, item[0]), reverse=True))


def levels_of(conn: Connection, slug: str) -> dict[int, ServiceLevel]:
    """The service levels of a contract by number; for leads of its areas alone."""
    return _of_contract(conn, service_level, slug, ServiceLevel)


def steps_of(conn: Connection, slug: str) -> dict[int, Step]:
    """The steps of a contract's mobilisation by number."""
    return _of_contract(conn, milestone, slug, Step)


_Managed = TypeVar("_Managed", Step, Issue, ServiceLevel)


def _of_contract(conn: Connection, table: Table, slug: str, kind: type[_Managed]) -> dict[int, _Managed]:
    rows = conn.execute(select(table).where(table.c.contract == slug).order_by(table.c.id)).mappings()
    return {row["id"]: kind(**{one.name: row[one.name] for one in fields_of(kind)}) for row in rows}


def _put(conn: Connection, table: Table, slug: str, written: _Managed, number: int | None) -> _Managed | None:
    """Raises `LookupError` for a number that the contract does not have."""
    if number is None:
        conn.execute(insert(table).values(contract=slug, **asdict(written)))
        return None
    before = _of_contract(conn, table, slug, type(written))[number]
    conn.execute(update(table).where(table.c.id == number).values(**asdict(written)))
    return before
