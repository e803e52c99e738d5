"""Hubs, offices and services."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from sqlalchemy import delete, insert, select

from probation_commission.domain.hubs import HubKind
from probation_commission.store import organisations
from probation_commission.store.database import Connection
from probation_commission.store.tables import bundled_file, hub, service

Rows = Iterable[Mapping[str, Any]]


def replace_hubs(conn: Connection, rows: Rows, *, illustrative: bool = False) -> None:
    """The bundled hubs and offices, written in the place of those there were; or the illustrative alone."""
    made_up = hub.c.kind == HubKind.ILLUSTRATIVE
    conn.execute(delete(hub).where(made_up if illustrative else ~made_up))
    if places := organisations.point_to(conn, rows, "run_by", "run_by_id"):
        conn.execute(insert(hub), places)


def replace_services(conn: Connection, rows: Rows, *, illustrative: bool = False) -> None:
    """The bundled services, written in the place of those there were; or the illustrative, of these alone."""
    # Each kind replaces its own: the examples go without touching what is real (decision 81).
    conn.execute(delete(service).where(service.c.illustrative == illustrative))
    marked = [{**row, "illustrative": illustrative} for row in rows]
    if named := organisations.point_to(conn, marked, "provider", "provider_id"):
        conn.execute(insert(service), named)


def hubs(conn: Connection) -> pd.DataFrame:
    """All hubs and offices, by name."""
    return pd.read_sql(select(hub).order_by(hub.c.name), conn)


def services(conn: Connection) -> pd.DataFrame:
    """All services, by name."""
    return pd.read_sql(select(service).order_by(service.c.name), conn)


def service_slugs(conn: Connection) -> dict[str, str]:
    """The slug of each service by its name."""
    return {row.name: row.slug for row in conn.execute(select(service.c.name, service.c.slug))}


def bundled_as(conn: Connection, name: str) -> str | None:
    """The SHA-256 that a bundled file had when it was last loaded."""
    return conn.execute(select(bundled_file.c.sha256).where(bundled_file.c.name == name)).scalar()


def mark_bundled(conn: Connection, name: str, sha256: str) -> None:
    """The content of a bundled file that is loaded, written down by its SHA-256."""
    conn.execute(delete(bundled_file).where(bundled_file.c.name == name))
    conn.execute(insert(bundled_file).values(name=name, sha256=sha256))
