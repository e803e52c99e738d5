"""What is said of when a return is due, from whom, and whether it is expected at all."""

from sqlalchemy import and_, delete, insert, select

from probation_commission.domain.expected import Expected, SenderKey
from probation_commission.domain.returns import Kind
from probation_commission.store.database import Connection
from probation_commission.store.records import values
from probation_commission.store.tables import expected


def everything(conn: Connection) -> dict[SenderKey, Expected]:
    """What is said, by whose returns it is about."""
    found = [
        Expected(
            Kind(row["kind"]),
            row["subject"],
            row["area_code"],
            row["sender"],
            row["due_day"],
            row["mailbox"],
            row["from_month"],
            row["until_month"],
        )
        for row in conn.execute(select(expected)).mappings()
    ]
    return {one.key: one for one in found}


def put(conn: Connection, written: Expected) -> None:
    """What is said of one sender's returns, in the place of what was; nothing where all is as usual."""
    columns = expected.c
    same = and_(
        columns.kind == written.kind,
        columns.subject == written.subject,
        columns.area_code == written.area_code,
    )
    conn.execute(delete(expected).where(same))
    if written != Expected(*written.key):
        conn.execute(insert(expected).values(values(written)))
