"""What partners promised and what came."""

from dataclasses import asdict
from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import String, cast, delete, func, insert, select

from probation_commission.domain.outcomes import About, Promise, Result
from probation_commission.store.database import Connection
from probation_commission.store.schema_ideas import idea, promise, result


def add_promise(conn: Connection, item: Promise) -> int:
    """Write down a promise and return its id."""
    return int(conn.execute(insert(promise).values(asdict(item)).returning(promise.c.id)).scalar_one())


def promises(conn: Connection) -> pd.DataFrame:
    """Every promise, with the award's pence and the owner of its idea where it is about one."""
    query = (
        select(promise, idea.c.award_pence, idea.c.owner, idea.c.title)
        .outerjoin(idea, (promise.c.about == About.IDEA) & (promise.c.subject == cast(idea.c.id, String)))
        .order_by(promise.c.partner, promise.c.id)
    )
    answer = conn.execute(query)
    return pd.DataFrame(answer.mappings().all(), columns=list(answer.keys()))


def results(conn: Connection) -> pd.DataFrame:
    """Every result keyed in, by promise and month, with who keyed it in and when."""
    answer = conn.execute(select(result).order_by(result.c.promise_id, result.c.month))
    return pd.DataFrame(answer.mappings().all(), columns=list(answer.keys()))


def last_real_month(conn: Connection) -> date | None:
    """The last month that a result which is not illustrative was keyed in for."""
    query = select(func.max(result.c.month)).join(promise).where(~promise.c.illustrative)
    return conn.execute(query).scalar()


def owner_of(conn: Connection, promise_id: int) -> str | None:
    """By whom a promise's results may be keyed in: the owner of its idea; None where it is about no idea."""
    query = (
        select(idea.c.owner)
        .join(promise, promise.c.subject == cast(idea.c.id, String))
        .where(promise.c.id == promise_id, promise.c.about == About.IDEA)
    )
    return conn.execute(query).scalar()


def keep_result(conn: Connection, item: Result, keyed_by: str) -> None:
    """Write down a result; one for the same promise and month is replaced."""
    conn.execute(delete(result).where(result.c.promise_id == item.promise_id, result.c.month == item.month))
    conn.execute(insert(result).values(**asdict(item), keyed_by=keyed_by, keyed_at=datetime.now(UTC)))


def remove_illustrative(conn: Connection) -> int:
    """Delete the illustrative promises with their results; how many there were."""
    return conn.execute(delete(promise).where(promise.c.illustrative)).rowcount


def any_illustrative(conn: Connection, about: About) -> bool:
    """Whether there are illustrative promises about that."""
    query = select(promise.c.id).where(promise.c.illustrative, promise.c.about == about).limit(1)
    return conn.execute(query).first() is not None
