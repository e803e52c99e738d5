"""Wards grouped into localities, for each ward set by itself and in force from a month."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, insert, select

from probation_commission.domain.access import Person
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, locality

_NO_WARD = ""
"""Of the one row of a grouping without localities: it ends what was in force before."""


def of_set(conn: Connection, ward_set: str) -> dict[str, str]:
    """The latest locality of each ward of a set that is in one, by ward code."""
    return everything(conn).get(ward_set, {})


def everything(conn: Connection) -> dict[str, dict[str, str]]:
    """The latest locality of each ward that is in one: ward set → ward code → name."""
    latest = {key: groupings[-1][1] for key, groupings in in_force(conn).items()}
    return {key: grouping for key, grouping in latest.items() if grouping}


def in_force(conn: Connection) -> dict[str, list[tuple[date, dict[str, str]]]]:
    """Every grouping there was: ward set → the month from which each is in force, oldest first."""
    by_set: dict[str, dict[date, dict[str, str]]] = {}
    query = select(locality.c.ward_set, locality.c.from_month, locality.c.ward_code, locality.c.name)
    # By month within a set: the last one of a list is the latest, here and in `domain.localities`.
    order = (locality.c.ward_set, locality.c.from_month, locality.c.ward_code)
    for key, since, code, name in conn.execute(query.order_by(*order)):
        grouping = by_set.setdefault(key, {}).setdefault(since, {})
        if code != _NO_WARD:
            grouping[code] = name
    return {key: list(by_month.items()) for key, by_month in by_set.items()}


def last_saved(conn: Connection, ward_set: str) -> tuple[str, datetime] | None:
    """Who saved the latest localities of a ward set, and when; None while there are none."""
    query = select(account.c.name, locality.c.saved_at).join(account).where(locality.c.ward_set == ward_set)
    row = conn.execute(query.order_by(locality.c.from_month.desc()).limit(1)).first()
    return (row.name, row.saved_at) if row else None


def save(
    conn: Connection,
    person: Person,
    ward_set: str,
    grouping: Mapping[str, str],
    saved_at: datetime,
    *,
    from_month: date,
    shown_to: date | None,
) -> None:
    """The grouping in force from a month on, written in the place of those never in force for a return.

    `shown_to`: the last month with a return. Groupings in force by then stay as they are.
    """
    of_set = locality.c.ward_set == ward_set
    # Whatever was in force for a return stays, since months were shown by it (decision 74).
    later = of_set if shown_to is None else of_set & (locality.c.from_month > shown_to)
    conn.execute(delete(locality).where(later))
    saved = {
        "ward_set": ward_set,
        "from_month": from_month,
        "saved_by_id": people.account_id(conn, person),
        "saved_at": saved_at,
    }
    rows = [saved | {"ward_code": code, "name": name} for code, name in grouping.items()]
    # Taking all localities away has to be written down, or those before would stay in force.
    if not rows and conn.execute(select(locality.c.ward_set).where(of_set).limit(1)).first():
        rows = [saved | {"ward_code": _NO_WARD, "name": ""}]
    if rows:
        conn.execute(insert(locality), rows)
