"""Hubs, offices and services: what comes with the app, and what people here have written, side by side."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Column, Select, Table, delete, insert, select, update

from probation_commission.domain.access import Permission, Scope
from probation_commission.domain.hubs import Listing
from probation_commission.domain.keyed import KeyableService
from probation_commission.domain.returns import Kind, Standing
from probation_commission.store import contracts, organisations, scopes
from probation_commission.store import hubs as hubs_store
from probation_commission.store.database import Connection
from probation_commission.store.tables import bundled_file, contract, coverage, hub, return_, service

Rows = Iterable[Mapping[str, Any]]
_RESTRICTED = frozenset({"note_restricted"})
"""For leads of a service's areas alone (decision 229)."""
_BUNDLED = (Listing.LISTED, Listing.DROPPED, Listing.ELSEWHERE)


def put_bundled_hubs(conn: Connection, rows: Rows, elsewhere: Iterable[str] = ()) -> None:
    """The bundled hubs and offices, brought up to date; `elsewhere`: slugs of areas not covered here."""
    _put_bundled(conn, hub, organisations.point_to(conn, rows, "run_by", "run_by_id"), elsewhere)


def put_bundled_services(conn: Connection, rows: Rows, elsewhere: Iterable[str] = ()) -> None:
    """The bundled services, brought up to date as the hubs are."""
    _put_bundled(conn, service, organisations.point_to(conn, rows, "provider", "provider_id"), elsewhere)


def put_bundled_contracts(conn: Connection, rows: Rows, elsewhere: Iterable[str] = ()) -> None:
    """The bundled contracts, brought up to date as the hubs are."""
    _put_bundled(conn, contract, organisations.point_to(conn, rows, "funder", "funder_id"), elsewhere)


def _put_bundled(conn: Connection, table: Table, rows: Rows, elsewhere: Iterable[str]) -> None:
    """Each row by its slug: added, or brought up to date but for the columns changed here (decision 221).

    None is deleted: of an area that is covered no more it is kept unseen, and one that the list does not
    name any more stays and says so.
    """
    known = list(conn.execute(select(table.c.slug, table.c.changed_here, table.c.listed)))
    there = {slug: changed.split() for slug, changed, listed in known if listed in _BUNDLED}
    taken = {slug for slug, _, _ in known} - there.keys()
    named = [{**row, "listed": Listing.LISTED} for row in rows if row["slug"] not in taken]
    for row in named:
        if row["slug"] in there:
            fresh = {name: value for name, value in row.items() if name not in there[row["slug"]]}
            conn.execute(update(table).where(table.c.slug == row["slug"]).values(fresh))
    if new := [row for row in named if row["slug"] not in there]:
        conn.execute(insert(table), new)
    gone = there.keys() - {row["slug"] for row in named}
    for standing, slugs in (
        (Listing.ELSEWHERE, gone.intersection(elsewhere)),
        (Listing.DROPPED, gone.difference(elsewhere)),
    ):
        conn.execute(update(table).where(table.c.slug.in_(slugs)).values(listed=standing))


def put_invented_hubs(conn: Connection, rows: Rows) -> None:
    """The illustrative hubs, written in the place of those there were."""
    marked = [{**row, "illustrative": True, "listed": Listing.INVENTED} for row in rows]
    hubs_store.take_out(conn, list(conn.execute(select(hub.c.slug).where(hub.c.illustrative)).scalars()))
    if places := organisations.point_to(conn, marked, "run_by", "run_by_id"):
        conn.execute(insert(hub), places)


def put_invented_services(conn: Connection, rows: Rows) -> None:
    """The illustrative services, written in the place of those there were, and of these alone."""
    # That of an award goes with its idea.
    there = select(service.c.slug).where(service.c.illustrative, service.c.idea_id.is_(None))
    contracts.take_out(conn, list(conn.execute(there).scalars()))
    marked = [{**row, "illustrative": True, "listed": Listing.INVENTED} for row in rows]
    if named := organisations.point_to(conn, marked, "provider", "provider_id"):
        conn.execute(insert(service), named)


def hubs(conn: Connection) -> pd.DataFrame:
    """The hubs and offices of the areas covered, by name; streets of confidential places among them."""
    return pd.read_sql(_shown(hub), conn)


def services(conn: Connection) -> pd.DataFrame:
    """The services for the areas covered, by name; without what leads note of them."""
    return pd.read_sql(
        _shown(service, *(column for column in service.c if column.name not in _RESTRICTED)), conn
    )


def _shown(table: Table, *columns: Column[Any]) -> Select[Any]:
    return (
        select(*(columns or table.c))
        .where(table.c.listed != Listing.ELSEWHERE)
        .order_by(table.c.name, table.c.slug)
    )


def keyable(scope: Scope, conn: Connection) -> list[KeyableService]:
    """The services whose months somebody may key in, by name: their own; all, for whoever loads returns."""
    provided = select(service.c.slug, service.c.name, service.c.pathway, service.c.illustrative).where(
        service.c.listed != Listing.ELSEWHERE,
        scopes.given(scope, Permission.LOAD_RETURNS, service.c.provider_id),
    )
    rows = conn.execute(provided.order_by(service.c.name, service.c.slug)).mappings().all()
    slugs = [row["slug"] for row in rows]
    of_returns = select(return_.c.subject_id, return_.c.area_code).where(
        return_.c.kind == Kind.SERVICE, return_.c.subject_id.in_(slugs), return_.c.standing != Standing.STAGED
    )
    of_contracts = select(coverage.c.service, coverage.c.area_code).where(coverage.c.service.in_(slugs))
    returned, covered = (_by_service(conn, query.distinct()) for query in (of_returns, of_contracts))
    return [
        KeyableService(
            **row,
            returned=frozenset(returned.get(row["slug"], ())),
            covered=frozenset(covered.get(row["slug"], ())),
        )
        for row in rows
    ]


def _by_service(conn: Connection, query: Select[Any]) -> dict[str, set[str]]:
    """The areas of each service, from rows of both."""
    found: dict[str, set[str]] = {}
    for slug, area_code in conn.execute(query):
        found.setdefault(slug, set()).add(area_code)
    return found


def service_slugs(conn: Connection) -> dict[str, str]:
    """The slug of each service by its name."""
    named = select(service.c.name, service.c.slug).where(service.c.listed != Listing.ELSEWHERE)
    return {row.name: row.slug for row in conn.execute(named)}


def bundled_as(conn: Connection, name: str) -> str | None:
    """The SHA-256 that a bundled file had when it was last loaded."""
    return conn.execute(select(bundled_file.c.sha256).where(bundled_file.c.name == name)).scalar()


def mark_bundled(conn: Connection, name: str, sha256: str) -> None:
    """The content of a bundled file that is loaded, written down by its SHA-256."""
    conn.execute(delete(bundled_file).where(bundled_file.c.name == name))
    conn.execute(insert(bundled_file).values(name=name, sha256=sha256))
