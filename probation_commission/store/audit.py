"""Who did what, when. Never anything about a person on probation."""

from datetime import UTC, datetime

import pandas as pd
from sqlalchemy import insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.words import storable
from probation_commission.store.database import Connection
from probation_commission.store.schema import audit


def record(conn: Connection, person: Person, action: str, subject: str) -> None:
    """Add one entry, in the transaction of the action itself."""
    who = f"{person.name} ({person.email})" if person.email else person.name
    conn.execute(
        insert(audit).values(
            at=datetime.now(UTC), who=who, role=person.role, action=action, subject=storable(subject)
        )
    )


def entries(conn: Connection, most: int = 200) -> pd.DataFrame:
    """The latest entries, newest first: at, who, role, action, subject."""
    query = select(audit).order_by(audit.c.id.desc()).limit(most)
    result = conn.execute(query)
    return pd.DataFrame(result.mappings().all(), columns=list(result.keys()))
