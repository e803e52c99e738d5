"""Actions kept: written down, changed, done, taken back, never deleted but with what is made up."""

from datetime import datetime

from sqlalchemy import RowMapping, update

from probation_commission.domain.access import Person
from probation_commission.domain.follow_ups import FollowUp, FollowUpSubject, KeptFollowUp
from probation_commission.store import taken_back
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import follow_up


def add(
    conn: Connection,
    person: Person,
    new: FollowUp,
    *,
    illustrative: bool = False,
    done_at: datetime | None = None,
) -> int:
    """Write down an action; its number."""
    row = values(new) | {"done_at": done_at, "illustrative": illustrative}
    return taken_back.put(conn, person, follow_up, row)


def everything(conn: Connection, number: int | None = None) -> list[KeptFollowUp]:
    """Every action, or that one alone, those that were taken back too; in the order they were written."""
    query = taken_back.written(follow_up, number).order_by(follow_up.c.id)
    return [record(KeptFollowUp, row, follow_up=_follow_up(row)) for row in conn.execute(query).mappings()]


def find(conn: Connection, number: int) -> KeptFollowUp | None:
    """The action with that number."""
    return next(iter(everything(conn, number)), None)


def change(conn: Connection, number: int, changed: FollowUp) -> None:
    """An action as it is from now on."""
    conn.execute(update(follow_up).where(follow_up.c.id == number).values(values(changed)))


def finish(conn: Connection, number: int, at: datetime | None) -> None:
    """An action that was done at that moment; None: it is open again."""
    conn.execute(update(follow_up).where(follow_up.c.id == number).values(done_at=at))


def take_back(conn: Connection, person: Person, number: int, reason: str) -> None:
    """An action that stands no longer, with the reason."""
    taken_back.take_back(conn, person, follow_up, number, reason)


def _follow_up(row: RowMapping) -> FollowUp:
    kind = FollowUpSubject(row["kind"])
    return FollowUp(row["text"], row["owner"], row["due"], kind, row["subject"], row["area_code"])
