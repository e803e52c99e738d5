"""What leads wrote about the lines of a reconciliation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import and_, insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.returns import Kind, Standing
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import values
from probation_commission.store.tables import account, explanation, return_


@dataclass(frozen=True, slots=True)
class Explanation:
    """What somebody wrote about one line of one return; an empty text takes back what was written."""

    return_id: int
    code: str
    text: str
    who: str
    at: datetime
    figures_given_for: str | None
    """What the line held against each other then, "52 against 61"; None where that is not known."""


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
    columns = {**values(item, "who"), "account_id": people.account_id(conn, person)}
    conn.execute(insert(explanation).values(columns))


def of_current(
    conn: Connection, kind: Kind | None = None, area_codes: Collection[str] | None = None
) -> pd.DataFrame:
    """All explanations of all versions of the returns in force, newest first.

    `for_return` is the one in force, of whose versions one was explained; else the columns of the table.
    """
    current = return_.alias("current")
    same = and_(*(column == current.c[column.name] for column in KEY))
    query = (
        select(*_COLUMNS, current.c.id.label("for_return"))
        .select_from(explanation.join(account).join(return_).join(current, same))
        .where(current.c.standing == Standing.CURRENT)
        .order_by(explanation.c.id.desc())
    )
    if kind is not None:
        query = query.where(current.c.kind == kind)
    if area_codes is not None:
        query = query.where(current.c.area_code.in_(area_codes))
    return pd.read_sql(query, conn)


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
