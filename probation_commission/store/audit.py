"""Who did what, when. Never anything about a person on probation."""

from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import case, insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.words import storable
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, audit

# The account's name of today: it is the account that acted, not a name (decision 82).
_WHO = case((account.c.email.is_(None), account.c.name), else_=account.c.name + " (" + account.c.email + ")")


def record(conn: Connection, person: Person, action: str, subject: str) -> None:
    """The entry of an action, written in its own transaction."""
    # The role is that of the moment: the account's may be another by now.
    columns = {"at": datetime.now(UTC), "account_id": people.account_id(conn, person), "role": person.role}
    # A subject may repeat what somebody typed, which not every database would keep (decision 91).
    conn.execute(insert(audit).values(**columns, action=action, subject=storable(subject)))


def entries(conn: Connection, most: int = 200) -> pd.DataFrame:
    """The latest entries, newest first: at, who, role, action, subject."""
    query = (
        select(audit.c.id, audit.c.at, _WHO.label("who"), audit.c.role, audit.c.action, audit.c.subject)
        .join(account)
        .order_by(audit.c.id.desc())
    )
    return pd.read_sql(query.limit(most), conn)
