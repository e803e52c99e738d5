"""Accounts: who acts here, and as what they may sign in. Never a person on probation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, RowMapping, Select, delete, func, insert, select, update

from probation_commission.domain.access import Permission, Person, Role, Scope
from probation_commission.store import scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record
from probation_commission.store.tables import account, account_area, ended_sign_in, membership, organisation

key: ColumnElement[str] = func.coalesce(account.c.email, account.c.name)
"""What somebody's ideas and results are known to be theirs by, as `Person.key` has it."""
_adder = account.alias("by")


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
    organisation: str = ""
    """Whom they belong to, where an admin said."""
    organisation_id: int | None = None
    areas: frozenset[str] = frozenset()
    """The codes of the authorities that a lead is limited to; empty: every one."""
    session_no: int = 0
    """What a sign-in has to carry to be good; a new one ends all that there are (decision 147)."""


def account_id(conn: Connection, person: Person) -> int:
    """The number of the account of whoever acts.

    Nobody signs in on the command line and in local mode: such a person is known by name and has an account
    without an address, which gives no access (decision 82).
    """
    number = known_account_id(conn, person)
    # In the action's own transaction; without `added_at` it gives nobody access (decision 82).
    if number is None:
        columns = {"email": person.email or None, "name": person.name, "role": person.role, "active": False}
        number = conn.execute(insert(account).values(columns).returning(account.c.id)).scalar_one()
    return int(number)


def known_account_id(conn: Connection, person: Person) -> int | None:
    """The same where there is an account; nothing is written."""
    local = account.c.email.is_(None) & (account.c.name == person.name)
    theirs = account.c.email == person.email if person.email else local
    return conn.execute(select(account.c.id).where(theirs)).scalar()


def find(conn: Connection, email: str) -> Account | None:
    """Who was given access under that address, whether or not it has ended."""
    row = conn.execute(_given_access().where(account.c.email == email)).mappings().first()
    return _account(row) if row else None


def named(conn: Connection, name: str) -> list[Person]:
    """Everybody of that name who acts here: with access, or where nobody signs in."""
    now = (membership.c.account_id == account.c.id) & membership.c.until.is_(None)
    query = (
        select(account.c.name, account.c.role, account.c.email, membership.c.organisation_id)
        .outerjoin(membership, now)
        .where(account.c.name == name, account.c.active | account.c.email.is_(None))
    )
    return [
        Person(row.name, Role(row.role), row.email or "", organisation_id=row.organisation_id)
        for row in conn.execute(query)
    ]


def everyone(scope: Scope, conn: Connection) -> list[Account]:
    """All who were given access, active ones first, by name; of those of one's own organisation else."""
    given = scopes.given(scope, Permission.MANAGE_PEOPLE, membership.c.organisation_id)
    query = _given_access().where(given).order_by(account.c.active.desc(), account.c.name, account.c.email)
    return [_account(row) for row in conn.execute(query).mappings()]


def give_access(conn: Connection, person: Person, given: Account) -> None:
    """The access that a person gave somebody, written down also where it had ended."""
    number = account_id(conn, Person(given.name, given.role, given.email))
    # The account may be there already: with access that has ended, or of what was written before accounts had
    # numbers (decision 83).
    columns = {"added_by_id": account_id(conn, person), "added_at": given.added_at}
    conn.execute(update(account).where(account.c.id == number).values(columns))
    change(conn, given)


def change(conn: Connection, changed: Account) -> None:
    """The name, role and areas of somebody and whether they have access, written as they are now."""
    columns = {"name": changed.name, "role": changed.role, "active": changed.active}
    theirs = update(account).where(account.c.email == changed.email)
    number = conn.execute(theirs.values(columns).returning(account.c.id)).scalar_one()
    conn.execute(delete(account_area).where(account_area.c.account_id == number))
    if changed.areas:
        rows = [{"account_id": number, "area_code": code} for code in sorted(changed.areas)]
        conn.execute(insert(account_area), rows)


def end_sessions(conn: Connection, email: str) -> None:
    """A new number for the sessions of an account, so that none of before is good any more."""
    columns = {"session_no": account.c.session_no + 1}
    conn.execute(update(account).where(account.c.email == email).values(columns))


def end_sign_in(conn: Connection, key: str, at: datetime, lasts: timedelta) -> None:
    """One sign-in ended before its time; those that would be over anyway are forgotten."""
    conn.execute(delete(ended_sign_in).where(ended_sign_in.c.ended_at < at - lasts))
    if not sign_in_ended(conn, key):
        conn.execute(insert(ended_sign_in).values(key=key, ended_at=at))


def sign_in_ended(conn: Connection, key: str) -> bool:
    """Whether somebody signed out of exactly that sign-in."""
    query = select(ended_sign_in.c.key).where(ended_sign_in.c.key == key)
    return conn.execute(query).first() is not None


def other_admin(conn: Connection, email: str) -> bool:
    """Whether anybody but this one is an active admin."""
    query = select(account.c.id).where(
        account.c.active, account.c.role == Role.ADMIN, account.c.email != email
    )
    return conn.execute(query.limit(1)).first() is not None


def _given_access() -> Select[tuple[object, ...]]:
    columns = (account.c.email, account.c.name, account.c.role, account.c.added_at, account.c.active)
    whose = func.coalesce(organisation.c.name, "").label("organisation")
    more = (whose, organisation.c.id.label("organisation_id"), account.c.session_no)
    # With the rest in one query: it is asked at each rerun.
    areas = select(func.aggregate_strings(account_area.c.area_code, " "))
    its_areas = areas.where(account_area.c.account_id == account.c.id).scalar_subquery().label("areas")
    now = (membership.c.account_id == account.c.id) & membership.c.until.is_(None)
    return (
        select(*columns, *more, its_areas, _adder.c.name.label("added_by"))
        .join(_adder, _adder.c.id == account.c.added_by_id)
        .outerjoin(membership, now)
        .outerjoin(organisation, organisation.c.id == membership.c.organisation_id)
    )


def _account(row: RowMapping) -> Account:
    return record(Account, row, role=Role(row["role"]), areas=frozenset((row["areas"] or "").split()))
