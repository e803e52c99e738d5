"""Matrices of travel times: each with who loaded it, kept when a newer one takes its place."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import pandas as pd
from sqlalchemy import func, insert, select, update

from probation_commission.domain.access import Person
from probation_commission.domain.travel import Mode, TravelKind, TravelMatrix, TravelTime
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, travel, travel_matrix


def load(conn: Connection, actor: Person, matrix: TravelMatrix, times: Iterable[TravelTime]) -> int:
    """The number of a matrix that is in force from now on for its kind, where its wards are."""
    row = {
        "mode": matrix.kind.mode.value,
        "weekday": matrix.kind.weekday,
        "time": matrix.kind.time,
        "as_of": matrix.as_of,
        "source": matrix.source,
        "loaded_by_id": people.account_id(conn, actor),
        "loaded_at": matrix.loaded_at,
    }
    number = int(conn.execute(insert(travel_matrix).values(row).returning(travel_matrix.c.id)).scalar_one())
    rows = [
        {"matrix_id": number, "ward_code": one.ward_code, "hub": one.hub, "minutes": one.minutes}
        for one in times
    ]
    conn.execute(insert(travel), rows)
    return number


def take_back(conn: Connection, number: int, at: datetime) -> bool:
    """Whether a matrix was in force, or the next to be, and is taken back now."""
    standing = update(travel_matrix).where(
        travel_matrix.c.id == number, travel_matrix.c.taken_back_at.is_(None)
    )
    return bool(conn.execute(standing.values(taken_back_at=at)).rowcount)


def everything(conn: Connection) -> list[TravelMatrix]:
    """Every matrix that was loaded, those taken back too, the latest first."""
    count = select(travel.c.matrix_id, func.count().label("rows")).group_by(travel.c.matrix_id).subquery()
    query = (
        select(travel_matrix, account.c.name, count.c.rows)
        .join(account, account.c.id == travel_matrix.c.loaded_by_id)
        .outerjoin(count, count.c.matrix_id == travel_matrix.c.id)
        .order_by(travel_matrix.c.id.desc())
    )
    wards: defaultdict[int, set[str]] = defaultdict(set)
    for number, ward_code in conn.execute(select(travel.c.matrix_id, travel.c.ward_code).distinct()):
        wards[number].add(ward_code)
    return [
        TravelMatrix(
            row.id,
            TravelKind(Mode(row.mode), row.weekday, row.time),
            row.as_of,
            row.source,
            row.name,
            row.loaded_at,
            row.rows or 0,
            row.taken_back_at,
            frozenset(wards[row.id]),
        )
        for row in conn.execute(query)
    ]


def times(conn: Connection, number: int) -> pd.DataFrame:
    """The times of one matrix: ward_code, hub and minutes."""
    columns = travel.c.ward_code, travel.c.hub, travel.c.minutes
    return pd.read_sql(select(*columns).where(travel.c.matrix_id == number).order_by(travel.c.id), conn)
