"""What happened, kept: written down, taken back, never deleted but with what is made up."""

from datetime import UTC, datetime

from sqlalchemy import insert, select, update

from probation_commission.domain.access import Person
from probation_commission.domain.events import Event, EventKind, EventMeasure, KeptEvent
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, event


def add(conn: Connection, person: Person, new: Event, *, illustrative: bool = False) -> int:
    """Write down an event; its number."""
    row = values(new) | {
        "illustrative": illustrative,
        "account_id": people.account_id(conn, person),
        "at": datetime.now(UTC),
    }
    return int(conn.execute(insert(event).values(row).returning(event.c.id)).scalar_one())


def everything(conn: Connection, number: int | None = None) -> list[KeptEvent]:
    """Every event, or that one alone, those that were taken back too; the latest first."""
    took = account.alias()
    query = (
        select(event, account.c.name.label("by"), took.c.name.label("taken_back_by"))
        .join(account, account.c.id == event.c.account_id)
        .outerjoin(took, took.c.id == event.c.taken_back_by_id)
        .order_by(event.c.since.desc(), event.c.id.desc())
    )
    if number is not None:
        query = query.where(event.c.id == number)
    found = []
    for row in conn.execute(query).mappings():
        measure = EventMeasure(row["measure"]) if row["measure"] else None
        what = Event(
            row["since"],
            EventKind(row["kind"]),
            row["text"],
            row["service"],
            row["area_code"],
            measure,
            row["until"],
        )
        by = row["taken_back_by"] or ""
        found.append(record(KeptEvent, row, event=what, taken_back_by=by))
    return found


def find(conn: Connection, number: int) -> KeptEvent | None:
    """The event with that number."""
    return next(iter(everything(conn, number)), None)


def take_back(conn: Connection, person: Person, number: int, reason: str) -> None:
    """An event that stands no longer, with the reason."""
    taken = {"taken_back_by_id": people.account_id(conn, person), "taken_back_at": datetime.now(UTC)}
    conn.execute(update(event).where(event.c.id == number).values(taken | {"reason": reason}))
