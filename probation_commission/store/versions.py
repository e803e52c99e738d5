"""The versions of a return: which one is in force, and who withdrew or restored one, when and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Select, insert, select, update

from probation_commission.domain.access import Person
from probation_commission.domain.returns import Extent, Kind, ReturnKey, Standing
from probation_commission.store import people, returns
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, return_, standing_change, upload


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A return was withdrawn, or restored (its standing is then current)."""

    standing: Standing
    reason: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a return: its standing, its file, and how it was last withdrawn or restored."""

    id: int
    key: ReturnKey
    standing: Standing
    file_name: str
    accepted_by: str
    accepted_at: datetime
    change: StandingChange | None
    reach: Extent = field(default_factory=Extent)
    illustrative: bool = False


def find(conn: Connection, return_id: int) -> Version | None:
    """The version with that id."""
    return next(_versions(conn, _QUERY.where(return_.c.id == return_id)), None)


def in_force(conn: Connection, keys: Iterable[ReturnKey]) -> dict[ReturnKey, Version]:
    """The version in force for each of the keys that has one."""
    return_ids = sorted(returns.current_among(conn, keys).values())
    found = (
        version
        for ids in returns.chunks(return_ids, _IDS)
        for version in _versions(conn, _QUERY.where(return_.c.id.in_(ids)))
    )
    return {version.key: version for version in found}


def withdrawn_in(conn: Connection, sha256: str) -> list[Version]:
    """The returns of a file that are withdrawn."""
    query = _QUERY.where(upload.c.sha256 == sha256, return_.c.standing == Standing.WITHDRAWN)
    return list(_versions(conn, query.order_by(return_.c.id)))


def withdraw(conn: Connection, person: Person, version: Version, change: StandingChange) -> None:
    """A version's withdrawal: it is out of force, and none comes in its stead."""
    # The version before stays superseded: only a lead's decision puts one in force (decision 59).
    _put(conn, version.id, Standing.WITHDRAWN)
    _write(conn, person, version, change)


def restore(conn: Connection, person: Person, version: Version, change: StandingChange) -> None:
    """A version's return into force, superseding the one that is."""
    kind, subject, area_code, month = version.key
    before = returns.current(conn, kind, area_code, month, subject)
    if before is not None:
        # First the one that is in force: an index allows one at a time, at every moment.
        _put(conn, before, Standing.SUPERSEDED)
    _put(conn, version.id, Standing.CURRENT)
    _write(conn, person, version, change)


def _write(conn: Connection, person: Person, version: Version, change: StandingChange) -> None:
    who = {"return_id": version.id, "account_id": people.account_id(conn, person)}
    conn.execute(insert(standing_change).values(**values(change, "who"), **who))


def changes(conn: Connection) -> pd.DataFrame:
    """Every withdrawal and restoration, oldest first: return_id, standing, reason, who, at."""
    return pd.read_sql(_CHANGES.order_by(standing_change.c.id), conn)


_CHANGES = select(
    *(c for c in standing_change.c if c.name != "account_id"), account.c.name.label("who")
).join(account)
_QUERY = (
    select(
        return_.c.kind,
        returns.SUBJECT,
        return_.c.area_code,
        returns.MONTH,
        return_.c.id,
        return_.c.standing,
        upload.c.file_name,
        account.c.name.label("accepted_by"),
        upload.c.accepted_at,
        return_.c.partial,
        return_.c.as_of,
        upload.c.illustrative,
    )
    .select_from(return_.join(upload).join(account))
    .where(returns.SEEN)
)
_IDS = 1_000
"""In one condition."""


def _versions(conn: Connection, query: Select[Any]) -> Iterator[Version]:
    rows = conn.execute(query).mappings().all()
    last = _last_changes(conn, [row["id"] for row in rows])
    return (
        record(
            Version,
            row,
            key=(Kind(row["kind"]), row["subject"], row["area_code"], row["month"]),
            standing=Standing(row["standing"]),
            change=last.get(row["id"]),
            reach=Extent(row["partial"], row["as_of"]),
        )
        for row in rows
    )


def _last_changes(conn: Connection, return_ids: Sequence[int]) -> dict[int, StandingChange]:
    """How each of these returns was last withdrawn or restored, of those that were."""
    last = {}
    for ids in returns.chunks(return_ids, _IDS):
        query = _CHANGES.where(standing_change.c.return_id.in_(ids)).order_by(standing_change.c.id)
        for row in conn.execute(query).mappings():
            last[row["return_id"]] = record(StandingChange, row, standing=Standing(row["standing"]))
    return last


def _put(conn: Connection, return_id: int, standing: Standing) -> None:
    conn.execute(update(return_).where(return_.c.id == return_id).values(standing=standing))
