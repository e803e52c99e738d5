"""What partners promised and what came."""

from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import ColumnElement, String, cast, delete, func, insert, select, update

from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.outcomes import Project, Promise, PromiseSubject, Result
from probation_commission.store import people, scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, idea, organisation, promise, result

# By the name that it has now: an organisation may have been merged into another since.
_NAME = func.coalesce(organisation.c.name, promise.c.partner).label("partner")
# As text: PostgreSQL refuses to compare a text with a number, which SQLite would do.
_OF_IDEA = (promise.c.about == PromiseSubject.IDEA) & (promise.c.subject == cast(idea.c.id, String))


def _given(scope: Scope) -> ColumnElement[bool]:
    """Everybody's promises for whoever sees outcomes; else those of their own."""
    return scopes.given(scope, Permission.SEE_OUTCOMES, promise.c.organisation_id, people.key)


def _of_given(scope: Scope) -> ColumnElement[bool]:
    """The results of promises that they may be given."""
    owned = select(promise.c.id).outerjoin(idea, _OF_IDEA).outerjoin(account, account.c.id == idea.c.owner_id)
    return result.c.promise_id.in_(owned.where(_given(scope)))


def add_promise(conn: Connection, promised: Promise) -> int:
    """The id of a promise, which is written down."""
    return int(conn.execute(insert(promise).values(values(promised)).returning(promise.c.id)).scalar_one())


def end_promises(conn: Connection, idea_id: int, on: date) -> None:
    """What an idea promised ends with that day; where no result was keyed in it was never promised."""
    about = (promise.c.about == PromiseSubject.IDEA) & (promise.c.subject == str(idea_id))
    keyed = promise.c.id.in_(select(result.c.promise_id))
    conn.execute(delete(promise).where(about, ~keyed))
    # Only earlier: what had ended by then stays as it was promised.
    conn.execute(update(promise).where(about, promise.c.starts <= on, promise.c.ends > on).values(ends=on))


def move_promises(conn: Connection, idea_id: int, starts: date, ends: date) -> None:
    """What an idea promised is for these days from now on."""
    about = (promise.c.about == PromiseSubject.IDEA) & (promise.c.subject == str(idea_id))
    conn.execute(update(promise).where(about).values(starts=starts, ends=ends))


def promises(scope: Scope, conn: Connection) -> pd.DataFrame:
    """Every promise, with the award's pence and the owner of its idea where it is about one."""
    query = (
        select(
            *(column for column in promise.c if column.name != "partner"),
            _NAME,
            idea.c.award_pence,
            people.key.label("owner"),
            idea.c.title,
        )
        .outerjoin(organisation, organisation.c.id == promise.c.organisation_id)
        .outerjoin(idea, _OF_IDEA)
        .outerjoin(account, account.c.id == idea.c.owner_id)
        .where(_given(scope))
        .order_by(_NAME, promise.c.id)
    )
    return pd.read_sql(query, conn)


def results(scope: Scope, conn: Connection) -> pd.DataFrame:
    """Every result that counts, by promise and month, with who keyed it in and when.

    A lead's correction where there is one, else what the partner keyed in; `corrections` has both.
    """
    every = _results(scope, conn)
    return every.drop_duplicates(["promise_id", "month"], keep="last").reset_index(drop=True)


def corrections(scope: Scope, conn: Connection) -> pd.DataFrame:
    """What partners keyed in and a lead corrected: promise_id, month, and both sides of the rest."""
    every = _results(scope, conn)
    sides = (every[~every.correction.astype(bool)], every[every.correction.astype(bool)])
    return sides[0].merge(sides[1], on=["promise_id", "month"], suffixes=("", "_corrected"))


def _results(scope: Scope, conn: Connection) -> pd.DataFrame:
    """The partner's before the lead's."""
    columns = (c for c in result.c if c.name != "keyed_by_id")
    query = select(*columns, account.c.name.label("who"), people.key.label("keyed_by")).join(account)
    query = query.where(_of_given(scope))
    return pd.read_sql(query.order_by(result.c.promise_id, result.c.month, result.c.correction), conn)


def last_real_month(conn: Connection) -> date | None:
    """The last month that a result which is not illustrative was keyed in for."""
    # Made-up results bind nobody: a rule may be in force from their months on (decision 73).
    query = select(func.max(result.c.month)).join(promise).where(~promise.c.illustrative)
    return conn.execute(query).scalar()


def project_of(scope: Scope, conn: Connection, promise_id: int) -> Project | None:
    """Whose a promise's idea is, who alone keys in its results; None where it is about no idea."""
    query = (
        select(people.key, promise.c.organisation_id, promise.c.starts, promise.c.ends, idea.c.id)
        .join(idea, idea.c.owner_id == account.c.id)
        .join(promise, _OF_IDEA)
        .where(promise.c.id == promise_id, _given(scope))
    )
    row = conn.execute(query).first()
    return Project(*row) if row else None


def result_of(
    scope: Scope, conn: Connection, promise_id: int, month: date, *, correction: bool
) -> Result | None:
    """What was keyed in for that month, by the partner or as a lead's correction."""
    query = select(result).where(
        result.c.promise_id == promise_id,
        result.c.month == month,
        result.c.correction == correction,
        _of_given(scope),
    )
    row = conn.execute(query).mappings().first()
    return record(Result, row) if row else None


def keep_result(conn: Connection, person: Person, keyed: Result, *, correction: bool) -> None:
    """The result that a person keys in, written in the place of one for the same promise and month.

    A correction takes the place of a correction alone: what the partner keyed in stays beside it.
    """
    # Keyed in again, a month has the last word said of it and no second row.
    same = (result.c.promise_id == keyed.promise_id, result.c.month == keyed.month)
    conn.execute(delete(result).where(*same, result.c.correction == correction))
    who = {"keyed_by_id": people.account_id(conn, person), "keyed_at": datetime.now(UTC)}
    conn.execute(insert(result).values(**values(keyed), **who, correction=correction))


def illustrative_subjects(conn: Connection, about: PromiseSubject) -> set[str]:
    """What the illustrative promises about that are about: slugs of services, or numbers of ideas."""
    query = select(promise.c.subject).where(promise.c.illustrative, promise.c.about == about)
    return set(conn.execute(query).scalars())
