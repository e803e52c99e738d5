"""What partners promised and what came."""

from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import String, cast, delete, func, insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.outcomes import Promise, PromiseSubject, Result
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import values
from probation_commission.store.tables import account, idea, promise, result


def add_promise(conn: Connection, promised: Promise) -> int:
    """The id of a promise, which is written down."""
    return int(conn.execute(insert(promise).values(values(promised)).returning(promise.c.id)).scalar_one())


def promises(conn: Connection) -> pd.DataFrame:
    """Every promise, with the award's pence and the owner of its idea where it is about one."""
    query = (
        select(promise, idea.c.award_pence, people.key.label("owner"), idea.c.title)
        .outerjoin(
            idea,
            # As text: PostgreSQL refuses to compare a text with a number, which SQLite would do.
            (promise.c.about == PromiseSubject.IDEA) & (promise.c.subject == cast(idea.c.id, String)),
        )
        .outerjoin(account, account.c.id == idea.c.owner_id)
        .order_by(promise.c.partner, promise.c.id)
    )
    return pd.read_sql(query, conn)


def results(conn: Connection) -> pd.DataFrame:
    """Every result keyed in, by promise and month, with who keyed it in and when."""
    columns = (c for c in result.c if c.name != "keyed_by_id")
    query = select(*columns, people.key.label("keyed_by")).join(account)
    return pd.read_sql(query.order_by(result.c.promise_id, result.c.month), conn)


def last_real_month(conn: Connection) -> date | None:
    """The last month that a result which is not illustrative was keyed in for."""
    # Made-up results bind nobody: a rule may be in force from their months on (decision 73).
    query = select(func.max(result.c.month)).join(promise).where(~promise.c.illustrative)
    return conn.execute(query).scalar()


def owner_of(conn: Connection, promise_id: int) -> str | None:
    """Who may key in a promise's results: the owner of its idea; None where it is about no idea."""
    query = (
        select(people.key)
        .join(idea, idea.c.owner_id == account.c.id)
        .join(promise, promise.c.subject == cast(idea.c.id, String))
        .where(promise.c.id == promise_id, promise.c.about == PromiseSubject.IDEA)
    )
    return conn.execute(query).scalar()


def keep_result(conn: Connection, person: Person, keyed: Result) -> None:
    """The result that a person keys in, written in the place of one for the same promise and month."""
    # Keyed in again, a month has the last word said of it and no second row.
    same = (result.c.promise_id == keyed.promise_id, result.c.month == keyed.month)
    conn.execute(delete(result).where(*same))
    who = {"keyed_by_id": people.account_id(conn, person), "keyed_at": datetime.now(UTC)}
    conn.execute(insert(result).values(**values(keyed), **who))


def illustrative_subjects(conn: Connection, about: PromiseSubject) -> set[str]:
    """What the illustrative promises about that are about: slugs of services, or numbers of ideas."""
    query = select(promise.c.subject).where(promise.c.illustrative, promise.c.about == about)
    return set(conn.execute(query).scalars())
