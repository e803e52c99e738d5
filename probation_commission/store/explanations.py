"""What leads wrote about the lines of a reconciliation."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import ColumnElement, FromClause, and_, func, insert, select

from probation_commission.domain.access import Person
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, check, explanation, return_


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


KEY = (
    return_.c.kind,
    return_.c.subject_kind,
    return_.c.subject_id,
    return_.c.area_code,
    return_.c.period_start,
    return_.c.period_months,
)
"""What the versions of a return have in common."""
_COLUMNS = (*(c for c in explanation.c if c.name != "account_id"), account.c.name.label("who"))


def add(conn: Connection, person: Person, item: Explanation) -> None:
    """Write down what a person explains; the earlier ones stay."""
    _add(conn, people.account_id(conn, person), item)


def _add(conn: Connection, account_id: int, item: Explanation) -> None:
    conn.execute(insert(explanation).values(**values(item, "who"), account_id=account_id))


def latest(conn: Connection, return_id: int, code: str) -> Explanation | None:
    """The one in force for a line, if there ever was one."""
    query = (
        select(*_COLUMNS)
        .join(account)
        .where(explanation.c.return_id == return_id, explanation.c.code == code)
        .order_by(explanation.c.id.desc())
    )
    row = conn.execute(query).mappings().first()
    return record(Explanation, row) if row else None


def line_sentence(conn: Connection, return_id: int, code: str) -> str | None:
    """What a line of a return's reconciliation says; None where it has no such line."""
    query = select(check.c.sentence).where(check.c.return_id == return_id, check.c.code == code)
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
    then, now = check.alias("then"), check.alias("now")
    like = and_(now.c.code == then.c.code, now.c.sentence == then.c.sentence)
    query = (
        select(*_COLUMNS, explanation.c.account_id)
        .select_from(explanation.join(account).join(then, latest_of(then)).join(now, like))
        .where(then.c.return_id == earlier, now.c.return_id == later, explanation.c.text != "")
    )
    for row in conn.execute(query).mappings().all():
        if latest(conn, later, row["code"]) is None:
            item = Explanation(later, row["code"], row["text"], row["who"], row["at"], carried_over=True)
            _add(conn, row["account_id"], item)


def of_versions(conn: Connection, return_id: int) -> pd.DataFrame:
    """All explanations of all versions of a return, newest first; columns as the table's."""
    this = select(*KEY).where(return_.c.id == return_id).subquery()
    same = and_(*(column == this.c[column.name] for column in KEY))
    query = (
        select(*_COLUMNS)
        .join(account, account.c.id == explanation.c.account_id)
        .join(return_, explanation.c.return_id == return_.c.id)
        .join(this, same)
        .order_by(explanation.c.id.desc())
    )
    return pd.read_sql(query, conn)
