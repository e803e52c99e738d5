"""What was once found out or done for the whole installation, by name."""

from sqlalchemy import insert, select

from probation_commission.store.database import Connection
from probation_commission.store.tables import installation


def value(conn: Connection, name: str) -> str | None:
    """What is written down under that name; None where nothing is."""
    return conn.execute(select(installation.c.value).where(installation.c.name == name)).scalar()


def put(conn: Connection, name: str, text: str) -> None:
    """A text that is written down for good under a name; it can't be put a second time."""
    # No update: the fingerprint of the secret that a database was begun with is written once (decision 72).
    conn.execute(insert(installation).values(name=name, value=text))
