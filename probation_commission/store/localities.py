"""Wards grouped into localities, for each ward set by itself and in force from a month."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, delete, insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.localities import GroupingInForce
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, locality

_NO_WARD = ""
"""Of the one row of a grouping without localities: it ends what was in force before."""
_IN_NONE: Mapping[str, str] = {}


def in_force(conn: Connection) -> dict[str, list[GroupingInForce]]:
    """Every grouping there was, real or made up, by the key of its ward set, oldest first."""
    by_set: dict[str, dict[tuple[date, bool], GroupingInForce]] = {}
    # By month within a set: the last one of a list is the latest, here and in `domain.localities`.
    order = (locality.c.ward_set, locality.c.from_month, locality.c.illustrative, locality.c.ward_code)
    query = select(*order, locality.c.name, locality.c.larger, locality.c.source).order_by(*order)
    for row in conn.execute(query):
        key = (row.from_month, row.illustrative)
        saved = by_set.setdefault(row.ward_set, {}).setdefault(
            key, GroupingInForce(row.from_month, {}, row.illustrative, {}, row.source)
        )
        if row.ward_code != _NO_WARD:
            # Filled row by row, and read only from here on.
            cast("dict[str, str]", saved.grouping)[row.ward_code] = row.name
        if row.larger:
            cast("dict[str, str]", saved.larger)[row.name] = row.larger
    return {key: list(groupings.values()) for key, groupings in by_set.items()}


def last_saved(conn: Connection, ward_set: str) -> tuple[str, datetime] | None:
    """Who saved the latest localities of a ward set, and when; None while there are none but made-up ones."""
    query = select(account.c.name, locality.c.saved_at).join(account).where(*_of_set(ward_set))
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
    larger: Mapping[str, str] = _IN_NONE,
    source: str = "",
) -> None:
    """The grouping in force from a month on, written in the place of those never in force for a return.

    `larger`: the large locality of each; `source`: what the app made them from. `shown_to`: the last month
    with a return. Groupings in force by then stay as they are, and so do those
    that are made up.
    """
    of_set = _of_set(ward_set)
    # Whatever was in force for a return stays, since months were shown by it (decision 74).
    later = of_set if shown_to is None else (*of_set, locality.c.from_month > shown_to)
    conn.execute(delete(locality).where(*later))
    names = dict(grouping)
    # Taking all localities away has to be written down, or those before would stay in force.
    if not names and conn.execute(select(locality.c.ward_set).where(*of_set).limit(1)).first():
        names = {_NO_WARD: ""}
    marks: dict[str, Any] = {"illustrative": False, "source": source}
    _insert(conn, person, ward_set, names, saved_at, from_month=from_month, larger=larger, marks=marks)


def save_illustrative(
    conn: Connection,
    person: Person,
    ward_set: str,
    grouping: Mapping[str, str],
    saved_at: datetime,
    *,
    from_month: date,
) -> None:
    """A made-up grouping, in the place of the one there was."""
    conn.execute(delete(locality).where(*_of_set(ward_set, illustrative=True)))
    marks: dict[str, Any] = {"illustrative": True, "source": ""}
    _insert(conn, person, ward_set, grouping, saved_at, from_month=from_month, larger=_IN_NONE, marks=marks)


def _of_set(ward_set: str, *, illustrative: bool = False) -> tuple[ColumnElement[bool], ...]:
    return locality.c.ward_set == ward_set, locality.c.illustrative == illustrative


def _insert(
    conn: Connection,
    person: Person,
    ward_set: str,
    grouping: Mapping[str, str],
    saved_at: datetime,
    *,
    from_month: date,
    larger: Mapping[str, str],
    marks: dict[str, Any],
) -> None:
    saved: dict[str, Any] = {
        "ward_set": ward_set,
        "from_month": from_month,
        "saved_by_id": people.account_id(conn, person),
        "saved_at": saved_at,
    } | marks
    rows = [
        saved | {"ward_code": code, "name": name, "larger": larger.get(name, "")}
        for code, name in grouping.items()
    ]
    if rows:
        conn.execute(insert(locality), rows)
