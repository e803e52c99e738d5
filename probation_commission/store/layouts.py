"""How each sender lays out a return, as a person confirmed it."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.layouts import Layout
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import layout


def of_sender(conn: Connection, sender: str) -> list[Layout]:
    """All that was confirmed of a sender's tables, the latest first."""
    query = select(layout).where(layout.c.sender == sender)
    # The latest is the nearest to a file that has changed: its answers are offered again (decision 41).
    rows = conn.execute(query.order_by(layout.c.confirmed_at.desc(), layout.c.id.desc())).mappings()
    return [
        Layout(row["kind"], row["signature"], row["mapping"]["fields"], row["mapping"]["letters"])
        for row in rows
    ]


def senders(conn: Connection) -> list[str]:
    """Every sender of whom something was confirmed, by name."""
    return list(conn.execute(select(layout.c.sender).distinct().order_by(layout.c.sender)).scalars())


def put(conn: Connection, person: Person, sender: str, confirmed: Layout, at: datetime) -> None:
    """The layout that a person confirmed, written in the place of one of the same headings."""
    same = (
        layout.c.sender == sender,
        layout.c.kind == confirmed.kind,
        layout.c.signature == confirmed.signature,
    )
    conn.execute(delete(layout).where(*same))
    mapping = {"fields": dict(confirmed.fields), "letters": dict(confirmed.letters)}
    values = {
        "sender": sender,
        "kind": confirmed.kind,
        "signature": confirmed.signature,
        "mapping": mapping,
        "confirmed_by_id": people.account_id(conn, person),
        "confirmed_at": at,
    }
    conn.execute(insert(layout).values(values))
