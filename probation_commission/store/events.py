"""What happened, kept: written down, taken back, never deleted but with what is made up."""

from probation_commission.domain.access import Person
from probation_commission.domain.events import Event, EventKind, EventMeasure, KeptEvent
from probation_commission.store import taken_back
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import event


def add(conn: Connection, person: Person, new: Event, *, illustrative: bool = False) -> int:
    """Write down an event; its number."""
    return taken_back.put(conn, person, event, values(new) | {"illustrative": illustrative})


def everything(conn: Connection, number: int | None = None) -> list[KeptEvent]:
    """Every event, or that one alone, those that were taken back too; the latest first."""
    query = taken_back.written(event, number).order_by(event.c.since.desc(), event.c.id.desc())
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
        found.append(record(KeptEvent, row, event=what))
    return found


def find(conn: Connection, number: int) -> KeptEvent | None:
    """The event with that number."""
    return next(iter(everything(conn, number)), None)


def take_back(conn: Connection, person: Person, number: int, reason: str) -> None:
    """An event that stands no longer, with the reason."""
    taken_back.take_back(conn, person, event, number, reason)
