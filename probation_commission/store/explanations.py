"""What leads wrote about the lines of a reconciliation."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, FromClause, and_, func, insert, select

from probation_commission.store.database import Connection
from probation_commission.store.schema import identity, return_
from probation_commission.store.schema_versions import explanation


@dataclass(frozen=True, slots=True)
class Explanation:
    """What somebody wrote about one line of one return; an empty text takes back what was written."""

    return_id: int
    code: str
    text: str
    who: str
    at: datetime
    carried_over: bool = False
    """Whether it was written for an earlier version of the return, whose line said the same."""


def add(conn: Connection, item: Explanation) -> None:
    """Write one down; the earlier ones stay."""
    conn.execute(insert(explanation).values(_values(item)))


def latest(conn: Connection, return_id: int, code: str) -> Explanation | None:
    """The one in force for a line, if there ever was one."""
    query = (
        select(explanation)
        .where(explanation.c.return_id == return_id, explanation.c.code == code)
        .order_by(explanation.c.id.desc())
    )
    row = conn.execute(query).mappings().first()
    return Explanation(**{name: row[name] for name in Explanation.__slots__}) if row else None


def line_sentence(conn: Connection, return_id: int, code: str) -> str | None:
    """What a line of a return's reconciliation says; None where it has no such line."""
    query = select(identity.c.sentence).where(identity.c.return_id == return_id, identity.c.code == code)
    return conn.execute(query).scalar()


def latest_of(line: FromClause) -> ColumnElement[bool]:
    """The condition by which a line of a reconciliation is joined to its latest explanation."""
    every = explanation.alias("every")
    last = select(func.max(every.c.id)).group_by(every.c.return_id, every.c.code)
    return and_(
        explanation.c.return_id == line.c.return_id,
        explanation.c.code == line.c.code,
        explanation.c.id.in_(last),
    )


def carry_over(conn: Connection, earlier: int, later: int) -> None:
    """Copy explanations to a later version of a return, for lines that say the same and have none yet."""
    then, now = identity.alias("then"), identity.alias("now")
    like = and_(now.c.code == then.c.code, now.c.sentence == then.c.sentence)
    query = (
        select(explanation)
        .select_from(explanation.join(then, latest_of(then)).join(now, like))
        .where(then.c.return_id == earlier, now.c.return_id == later, explanation.c.text != "")
    )
    for row in conn.execute(query).mappings().all():
        if latest(conn, later, row["code"]) is None:
            item = Explanation(later, row["code"], row["text"], row["who"], row["at"], carried_over=True)
            add(conn, item)


def of_versions(conn: Connection, return_id: int) -> pd.DataFrame:
    """All explanations of all versions of a return, newest first; columns as the table's."""
    this = select(*_KEY).where(return_.c.id == return_id).subquery()
    same = and_(*(column == this.c[column.name] for column in _KEY))
    query = (
        select(explanation)
        .join(return_, explanation.c.return_id == return_.c.id)
        .join(this, same)
        .order_by(explanation.c.id.desc())
    )
    result = conn.execute(query)
    return pd.DataFrame(result.mappings().all(), columns=list(result.keys()))


_KEY = (return_.c.kind, return_.c.subject, return_.c.area_code, return_.c.month)


def _values(item: Explanation) -> dict[str, Any]:
    return {name: getattr(item, name) for name in Explanation.__slots__}
