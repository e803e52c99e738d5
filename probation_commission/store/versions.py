"""The versions of a return: which one is in force, and who withdrew or restored one, when and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Select, insert, select, update

from probation_commission.domain.returns import Kind
from probation_commission.store import explanations, returns
from probation_commission.store.database import Connection
from probation_commission.store.returns import CURRENT, SUPERSEDED, WITHDRAWN
from probation_commission.store.schema import return_, upload
from probation_commission.store.schema_versions import standing_change

Key = tuple[Kind, str, str, date]
"""Kind, subject, area's code and month: what the versions of a return have in common."""


@dataclass(frozen=True, slots=True)
class Change:
    """A return was withdrawn, or restored (its standing is then "current")."""

    standing: str
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a return: its standing, its file, and how it was last withdrawn or restored."""

    id: int
    key: Key
    standing: str
    file_name: str
    accepted_by: str
    accepted_at: datetime
    change: Change | None


def find(conn: Connection, return_id: int) -> Version | None:
    """The version with that id."""
    return next(_versions(conn, _QUERY.where(return_.c.id == return_id)), None)


def in_force(conn: Connection, keys: Iterable[Key]) -> dict[Key, Version]:
    """The version in force for each of the keys that has one."""
    ids = (returns.current(conn, kind, area_code, month, subject) for kind, subject, area_code, month in keys)
    found = (find(conn, one) for one in ids if one is not None)
    return {one.key: one for one in found if one}


def withdrawn_in(conn: Connection, sha256: str) -> list[Version]:
    """The returns of a file that are withdrawn."""
    query = _QUERY.where(upload.c.sha256 == sha256, return_.c.standing == WITHDRAWN)
    return list(_versions(conn, query.order_by(return_.c.id)))


def withdraw(conn: Connection, one: Version, change: Change) -> None:
    """Take a version out of force; none comes in its stead."""
    _put(conn, one.id, WITHDRAWN)
    conn.execute(insert(standing_change).values(return_id=one.id, **_values(change)))


def restore(conn: Connection, one: Version, change: Change) -> None:
    """Put a version in force, superseding the one that is; explanations of like lines are carried over."""
    kind, subject, area_code, month = one.key
    before = returns.current(conn, kind, area_code, month, subject)
    if before is not None:
        _put(conn, before, SUPERSEDED)
        explanations.carry_over(conn, before, one.id)
    _put(conn, one.id, CURRENT)
    conn.execute(insert(standing_change).values(return_id=one.id, **_values(change)))


def changes(conn: Connection) -> pd.DataFrame:
    """Every withdrawal and restoration, oldest first: return_id, standing, reason, who, at."""
    result = conn.execute(select(standing_change).order_by(standing_change.c.id))
    return pd.DataFrame(result.mappings().all(), columns=list(result.keys()))


_KEY = (return_.c.kind, return_.c.subject, return_.c.area_code, return_.c.month)
_QUERY = select(
    *_KEY, return_.c.id, return_.c.standing, upload.c.file_name, upload.c.accepted_by, upload.c.accepted_at
).select_from(return_.join(upload))


def _versions(conn: Connection, query: Select[Any]) -> Iterator[Version]:
    return (
        Version(
            id=row.id,
            key=(Kind(row.kind), row.subject, row.area_code, row.month),
            standing=row.standing,
            file_name=row.file_name,
            accepted_by=row.accepted_by,
            accepted_at=row.accepted_at,
            change=_last_change(conn, row.id),
        )
        for row in conn.execute(query).all()
    )


def _last_change(conn: Connection, return_id: int) -> Change | None:
    query = (
        select(standing_change)
        .where(standing_change.c.return_id == return_id)
        .order_by(standing_change.c.id.desc())
    )
    row = conn.execute(query).mappings().first()
    return Change(**{name: row[name] for name in Change.__slots__}) if row else None


def _put(conn: Connection, return_id: int, standing: str) -> None:
    conn.execute(update(return_).where(return_.c.id == return_id).values(standing=standing))


def _values(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in Change.__slots__}
