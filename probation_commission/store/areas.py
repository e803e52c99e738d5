"""The authorities that were added to those of the partnership."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.areas import AddedArea
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, added_area, return_


def added(conn: Connection) -> list[AddedArea]:
    """Every authority that was added, by code."""
    query = select(added_area.c.code, account.c.name, added_area.c.added_at).join(account)
    return [AddedArea(*row) for row in conn.execute(query.order_by(added_area.c.code))]


def add(conn: Connection, person: Person, codes: Iterable[str], added_at: datetime) -> None:
    """The authorities of these codes, none of which was added before."""
    by = people.account_id(conn, person)
    rows = [{"code": code, "added_by_id": by, "added_at": added_at} for code in codes]
    conn.execute(insert(added_area), rows)


def take_out(conn: Connection, code: str) -> None:
    """The authority, no longer among those that were added."""
    conn.execute(delete(added_area).where(added_area.c.code == code))


def with_returns(conn: Connection) -> set[str]:
    """The codes of all areas of which there is a return, in force or not."""
    return set(conn.execute(select(return_.c.area_code).distinct()).scalars())
