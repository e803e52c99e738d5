"""Actions kept: written down, changed, done, taken back, never deleted but with what is made up."""

from datetime import UTC, datetime

from sqlalchemy import RowMapping, insert, select, update

from probation_commission.domain.access import Person
from probation_commission.domain.follow_ups import FollowUp, FollowUpSubject, KeptFollowUp
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, follow_up


def add(
    conn: Connection,
    person: Person,
    new: FollowUp,
    *,
    illustrative: bool = False,
    done_at: datetime | None = None,
) -> int:
    """Write down an action; its number."""
    row = values(new) | {
        "done_at": done_at,
        "illustrative": illustrative,
        "account_id": people.account_id(conn, person),
        "at": datetime.now(UTC),
    }
    return int(conn.execute(insert(follow_up).values(row).returning(follow_up.c.id)).scalar_one())


def everything(conn: Connection, number: int | None = None) -> list[KeptFollowUp]:
    """Every action, or that one alone, those that were taken back too; in the order they were written."""
    took = account.alias()
    query = (
        select(follow_up, account.c.name.label("by"), took.c.name.label("taken_back_by"))
        .join(account, account.c.id == follow_up.c.account_id)
        .outerjoin(took, took.c.id == follow_up.c.taken_back_by_id)
        .order_by(follow_up.c.id)
    )
    if number is not None:
        query = query.where(follow_up.c.id == number)
    return [
        record(
            KeptFollowUp,
            row,
            follow_up=_follow_up(row),
            taken_back_by=row["taken_back_by"] or "",
        )
        for row in conn.execute(query).mappings()
    ]


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
    taken = {"taken_back_by_id": people.account_id(conn, person), "taken_back_at": datetime.now(UTC)}
    conn.execute(update(follow_up).where(follow_up.c.id == number).values(taken | {"reason": reason}))


def _follow_up(row: RowMapping) -> FollowUp:
    kind = FollowUpSubject(row["kind"])
    return FollowUp(row["text"], row["owner"], row["due"], kind, row["subject"], row["area_code"])
