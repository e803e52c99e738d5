"""Wards grouped into localities, for each ward set by itself."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select

from probation_commission.store.database import Connection
from probation_commission.store.schema import locality


def of_set(conn: Connection, ward_set: str) -> dict[str, str]:
    """The locality of each ward of a set that is in one, by ward code."""
    query = select(locality.c.ward_code, locality.c.name).where(locality.c.ward_set == ward_set)
    return {row.ward_code: row.name for row in conn.execute(query.order_by(locality.c.ward_code))}


def everything(conn: Connection) -> dict[str, dict[str, str]]:
    """The locality of each ward that is in one: ward set → ward code → name."""
    found: dict[str, dict[str, str]] = {}
    query = select(locality.c.ward_set, locality.c.ward_code, locality.c.name)
    for key, code, name in conn.execute(query.order_by(locality.c.ward_set, locality.c.ward_code)):
        found.setdefault(key, {})[code] = name
    return found


def last_saved(conn: Connection, ward_set: str) -> tuple[str, datetime] | None:
    """Who saved the localities of a ward set last, and when; None while there are none."""
    query = select(locality.c.saved_by, locality.c.saved_at).where(locality.c.ward_set == ward_set)
    row = conn.execute(query.limit(1)).first()
    return (row.saved_by, row.saved_at) if row else None


def replace(
    conn: Connection, ward_set: str, grouping: Mapping[str, str], saved_by: str, saved_at: datetime
) -> None:
    """Put these localities in the place of those the ward set had."""
    conn.execute(delete(locality).where(locality.c.ward_set == ward_set))
    rows = [
        {"ward_set": ward_set, "ward_code": code, "name": name, "saved_by": saved_by, "saved_at": saved_at}
        for code, name in grouping.items()
    ]
    if rows:
        conn.execute(insert(locality), rows)
