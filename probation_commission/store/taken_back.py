"""What stands until somebody takes it back with a reason: events, actions, services outside."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, Table, func, insert, select, update

from probation_commission.domain.access import Person
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account


def put(conn: Connection, person: Person, table: Table, fields: Mapping[str, Any]) -> int:
    """Write one down, with who and when; its number."""
    row = {**fields, "account_id": people.account_id(conn, person), "at": datetime.now(UTC)}
    return int(conn.execute(insert(table).values(row).returning(table.c.id)).scalar_one())


def written(table: Table, number: int | None = None) -> Select[Any]:
    """Every one, or that one alone, those that were taken back too, with who wrote it and who took it back.

    `taken_back_by` is empty where nobody did.
    """
    took = account.alias()
    query = (
        select(table, account.c.name.label("by"), func.coalesce(took.c.name, "").label("taken_back_by"))
        .join(account, account.c.id == table.c.account_id)
        .outerjoin(took, took.c.id == table.c.taken_back_by_id)
    )
    return query if number is None else query.where(table.c.id == number)


def take_back(conn: Connection, person: Person, table: Table, number: int, reason: str) -> None:
    """One that stands no longer, with the reason."""
    taken = {"taken_back_by_id": people.account_id(conn, person), "taken_back_at": datetime.now(UTC)}
    conn.execute(update(table).where(table.c.id == number).values(taken | {"reason": reason}))
