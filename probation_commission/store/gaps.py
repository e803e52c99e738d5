"""What leads wrote of gaps: services outside, taken back and never deleted; notes, which are deleted."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, delete, select

from probation_commission.domain.access import Person
from probation_commission.domain.gaps import GapCell, GapNote, KeptOutside, OutsideService
from probation_commission.store import taken_back
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, gap_note, gap_outside


def add_outside(conn: Connection, person: Person, new: OutsideService) -> int:
    """Write down a service outside; its number."""
    return taken_back.put(conn, person, gap_outside, values(new, "cell") | {"cell": new.cell.key})


def outside(conn: Connection, number: int | None = None) -> list[KeptOutside]:
    """Every service outside, or that one alone, those that were taken back too; as they were written."""
    query = taken_back.written(gap_outside, number).order_by(gap_outside.c.id)
    return [
        record(KeptOutside, row, outside=record(OutsideService, row, cell=cell))
        for row in conn.execute(query).mappings()
        # Of a pathway that the app knows no more there is no cell to show it at.
        if (cell := GapCell.of_key(row["cell"]))
    ]


def take_back_outside(conn: Connection, person: Person, number: int, reason: str) -> None:
    """A service outside that stands no longer, with the reason."""
    taken_back.take_back(conn, person, gap_outside, number, reason)


def add_note(conn: Connection, person: Person, cell: GapCell, text: str) -> int:
    """Write down a note; its number."""
    return taken_back.put(conn, person, gap_note, {"cell": cell.key, "text": text})


def notes(conn: Connection, cell: GapCell) -> list[GapNote]:
    """The notes of a cell, the latest first."""
    return list(_notes(conn, gap_note.c.cell == cell.key))


def note(conn: Connection, number: int) -> GapNote | None:
    """The note with that number."""
    return next(_notes(conn, gap_note.c.id == number), None)


def delete_note(conn: Connection, number: int) -> None:
    """A note that is not there any more."""
    conn.execute(delete(gap_note).where(gap_note.c.id == number))


def _notes(conn: Connection, those: ColumnElement[bool]) -> Iterator[GapNote]:
    query = (
        select(gap_note, account.c.name.label("by"))
        .join(account, account.c.id == gap_note.c.account_id)
        .where(those)
        .order_by(gap_note.c.id.desc())
    )
    for row in conn.execute(query).mappings():
        if cell := GapCell.of_key(row["cell"]):
            yield record(GapNote, row, cell=cell)
