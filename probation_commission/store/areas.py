"""The authorities that were added to those of the partnership."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Table, delete, insert, select

from probation_commission.domain.access import Person
from probation_commission.domain.areas import AddedArea
from probation_commission.domain.days import day
from probation_commission.domain.deprivation import Deprivation, Index
from probation_commission.domain.places import LoadedResidents
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.tables import account, added_area, return_, ward_deprivation, ward_residents


def added(conn: Connection) -> list[AddedArea]:
    """Every authority that was added, by code."""
    query = select(added_area.c.code, account.c.name, added_area.c.added_at).join(account)
    return [AddedArea(*row) for row in conn.execute(query.order_by(added_area.c.code))]


def add(conn: Connection, person: Person, codes: Iterable[str], added_at: datetime) -> None:
    """The authorities of these codes, none of which was added before."""
    by = people.account_id(conn, person)
    rows = [{"code": code, "added_by_id": by, "added_at": added_at} for code in codes]
    conn.execute(insert(added_area), rows)


def take_out(conn: Connection, code: str) -> None:
    """The authority, no longer among those that were added."""
    conn.execute(delete(added_area).where(added_area.c.code == code))


def residents(conn: Connection) -> dict[str, LoadedResidents]:
    """The residents of each ward that were loaded, by its code."""
    table = ward_residents.c
    rows = conn.execute(select(table.ward_code, table.residents, table.source, table.loaded_at))
    return {row.ward_code: LoadedResidents(row.residents, _from(row.source, row.loaded_at)) for row in rows}


def deprivation(conn: Connection) -> dict[str, Deprivation]:
    """The deprivation of each ward that was loaded, by its code."""
    rows = conn.execute(select(ward_deprivation))
    return {
        row.ward_code: Deprivation(
            Index(row.index_name), row.lsoas, row.most_deprived, row.score, _from(row.source, row.loaded_at)
        )
        for row in rows
    }


def _from(source: str, loaded_at: datetime) -> str:
    return f"{source}, loaded on {day(loaded_at)}"


def load_residents(
    conn: Connection, person: Person, loaded: Mapping[str, int], source: str, loaded_at: datetime
) -> None:
    """The residents of these wards, written in the place of those there were of them."""
    figures = {code: {"residents": count} for code, count in loaded.items()}
    by = people.account_id(conn, person)
    _load(conn, ward_residents, figures, source=source, loaded_by_id=by, loaded_at=loaded_at)


def load_deprivation(
    conn: Connection, person: Person, loaded: Mapping[str, Deprivation], source: str, loaded_at: datetime
) -> None:
    """The deprivation of these wards, written in the place of what there was of them."""
    figures = {
        code: {
            "index_name": each.index.value,
            "lsoas": each.lsoas,
            "most_deprived": each.most_deprived,
            "score": each.score,
        }
        for code, each in loaded.items()
    }
    by = people.account_id(conn, person)
    _load(conn, ward_deprivation, figures, source=source, loaded_by_id=by, loaded_at=loaded_at)


def _load(
    conn: Connection,
    table: Table,
    figures: Mapping[str, Mapping[str, object]],
    **same: object,
) -> None:
    conn.execute(delete(table).where(table.c.ward_code.in_(figures)))
    conn.execute(insert(table), [{"ward_code": code, **each, **same} for code, each in figures.items()])


def with_returns(conn: Connection) -> set[str]:
    """The codes of all areas of which there is a return, in force or not."""
    return set(conn.execute(select(return_.c.area_code).distinct()).scalars())
