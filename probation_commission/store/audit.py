"""Who did what, when. Never anything about a person on probation."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import Select, case, insert, or_, select

from probation_commission.domain.access import Person
from probation_commission.domain.audit import AuditSubject
from probation_commission.domain.words import storable
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, audit

# The account's name of today: it is the account that acted, not a name (decision 82).
_WHO = case((account.c.email.is_(None), account.c.name), else_=account.c.name + " (" + account.c.email + ")")
_LONGEST_ID = 200
_noting: ContextVar[list[int] | None] = ContextVar("noting", default=None)


@contextmanager
def noted() -> Iterator[list[int]]:
    """A block, and the account of each entry that its thread writes in it: what the log says of who acted."""
    accounts: list[int] = []
    token = _noting.set(accounts)
    try:
        yield accounts
    finally:
        _noting.reset(token)


def record(
    conn: Connection,
    person: Person,
    action: str,
    subject: AuditSubject,
    *,
    before: str = "",
    after: str = "",
    reason: str = "",
) -> None:
    """The entry of an action, written in its own transaction: about what, before, after, and why."""
    # What somebody typed is in it, which not every database would keep (decision 91).
    words = {"before": storable(before), "after": storable(after), "reason": storable(reason)}
    about = {"subject_kind": subject.kind, "subject_id": storable(subject.id)[:_LONGEST_ID]}
    # The role is that of the moment: the account's may be another by now.
    number = people.account_id(conn, person)
    who = {"account_id": number, "role": person.role}
    conn.execute(insert(audit).values(at=datetime.now(UTC), action=action, **who, **about, **words))
    if (accounts := _noting.get()) is not None:
        accounts.append(number)


def entries(conn: Connection, most: int = 200) -> pd.DataFrame:
    """The latest entries, newest first: at, who, role, action, subject_kind, subject_id, the rest."""
    return pd.read_sql(_entries().order_by(audit.c.id.desc()).limit(most), conn)


def history(conn: Connection, *subjects: AuditSubject) -> pd.DataFrame:
    """What was done with one record, oldest first; columns as `entries` has them.

    With those of the records that it came with: a return was accepted with its upload.
    """
    each = [
        (audit.c.subject_kind == subject.kind) & (audit.c.subject_id == subject.id) for subject in subjects
    ]
    of_record = _entries().where(or_(*each))
    return pd.read_sql(of_record.order_by(audit.c.id), conn)


def is_there(conn: Connection, person: Person, action: str, subject: AuditSubject, since: datetime) -> bool:
    """Whether this person did that with it since then."""
    same = (
        audit.c.account_id == people.account_id(conn, person),
        audit.c.action == action,
        audit.c.subject_kind == subject.kind,
        audit.c.subject_id == subject.id,
        audit.c.at >= since,
    )
    return conn.execute(select(audit.c.id).where(*same).limit(1)).first() is not None


def _entries() -> Select[tuple[object, ...]]:
    columns = (column for column in audit.c if column.name != "account_id")
    return select(*columns, _WHO.label("who")).join(account)
