"""Staff who may sign in, and as what. Never a person on probation."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, insert, select

from probation_commission.domain.access import Role
from probation_commission.store.database import Connection
from probation_commission.store.schema import person


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody may be here once the sign-in provider has said who they are."""

    email: str
    """In small letters; unique."""
    name: str
    role: Role
    added_by: str
    added_at: datetime
    active: bool


def find(conn: Connection, email: str) -> Account | None:
    """The account with that address, active or not."""
    row = conn.execute(select(person).where(person.c.email == email)).mappings().first()
    return _account(row) if row else None


def everyone(conn: Connection) -> list[Account]:
    """All accounts, active ones first, by name."""
    query = select(person).order_by(person.c.active.desc(), person.c.name, person.c.email)
    return [_account(row) for row in conn.execute(query).mappings()]


def put(conn: Connection, account: Account) -> None:
    """Write the account, in the place of one with the same address."""
    conn.execute(delete(person).where(person.c.email == account.email))
    conn.execute(insert(person).values({name: getattr(account, name) for name in Account.__slots__}))


def other_admin(conn: Connection, email: str) -> bool:
    """Whether anybody but this one is an active admin."""
    query = select(person.c.email).where(
        person.c.active, person.c.role == Role.ADMIN, person.c.email != email
    )
    return conn.execute(query.limit(1)).first() is not None


def _account(row: RowMapping) -> Account:
    return Account(**{**row, "role": Role(row["role"])})
