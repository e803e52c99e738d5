"""What leads wrote of gaps: services outside, taken back and never deleted; notes, which are deleted."""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, insert, select, update

from probation_commission.domain.access import Person
from probation_commission.domain.gaps import GapCell, GapNote, KeptOutside, OutsideService
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, gap_note, gap_outside


def add_outside(conn: Connection, person: Person, new: OutsideService) -> int:
    """Write down a service outside; its number."""
    row = values(new, "cell") | {
        "cell": new.cell.key,
        "account_id": people.account_id(conn, person),
        "at": datetime.now(UTC),
    }
    return int(conn.execute(insert(gap_outside).values(row).returning(gap_outside.c.id)).scalar_one())


def outside(conn: Connection, number: int | None = None) -> list[KeptOutside]:
    """Every service outside, or that one alone, those that were taken back too; as they were written."""
    took = account.alias()
    query = (
        select(gap_outside, account.c.name.label("by"), took.c.name.label("taken_back_by"))
        .join(account, account.c.id == gap_outside.c.account_id)
        .outerjoin(took, took.c.id == gap_outside.c.taken_back_by_id)
        .order_by(gap_outside.c.id)
    )
    if number is not None:
        query = query.where(gap_outside.c.id == number)
    return [
        record(
            KeptOutside,
            row,
            outside=record(OutsideService, row, cell=cell),
            taken_back_by=row["taken_back_by"] or "",
        )
        for row in conn.execute(query).mappings()
        # Of a pathway that the app knows no more there is no cell to show it at.
        if (cell := GapCell.of_key(row["cell"]))
    ]


def take_back_outside(conn: Connection, person: Person, number: int, reason: str) -> None:
    """A service outside that stands no longer, with the reason."""
    taken = {"taken_back_by_id": people.account_id(conn, person), "taken_back_at": datetime.now(UTC)}
    query = update(gap_outside).where(gap_outside.c.id == number)
    conn.execute(query.values(taken | {"reason": reason}))


def add_note(conn: Connection, person: Person, cell: GapCell, text: str) -> int:
    """Write down a note; its number."""
    row = {
        "cell": cell.key,
        "text": text,
        "account_id": people.account_id(conn, person),
        "at": datetime.now(UTC),
    }
    return int(conn.execute(insert(gap_note).values(row).returning(gap_note.c.id)).scalar_one())


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
