"""Names that somebody confirmed to mean a ward."""

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select

from probation_commission.domain.access import Person
from probation_commission.domain.places import Alias
from probation_commission.store import people
from probation_commission.store.database import Connection
from probation_commission.store.records import record, values
from probation_commission.store.tables import account, place_alias


def everything(conn: Connection) -> list[Alias]:
    """All aliases, by area, ward set and name."""
    query = (
        select(place_alias, account.c.name.label("confirmed_by"))
        .join(account)
        .order_by(place_alias.c.area_code, place_alias.c.ward_set, place_alias.c.name)
    )
    return [record(Alias, row) for row in conn.execute(query).mappings()]


def remember(conn: Connection, person: Person, *confirmed: Alias) -> None:
    """The aliases that a person confirmed, each in the place of one for the same name, area and ward set."""
    if not confirmed:
        return
    # One meaning for a name in an area and a ward set; whoever says another replaces it, with who and when,
    # in the transaction that accepts the return (decision 53).
    conn.execute(delete(place_alias).where(or_(*(_same(*_meant(alias)) for alias in confirmed))))
    by = people.account_id(conn, person)
    # Of two for one name the later one stays.
    latest = {_meant(alias): alias for alias in confirmed}.values()
    rows = [{**values(alias, "confirmed_by"), "confirmed_by_id": by} for alias in latest]
    conn.execute(insert(place_alias), rows)


def forget(conn: Connection, area_code: str, ward_set: str, name: str) -> bool:
    """Whether there was an alias of that name; it is deleted."""
    return bool(conn.execute(delete(place_alias).where(_same(area_code, ward_set, name))).rowcount)


def _meant(alias: Alias) -> tuple[str, str, str]:
    return alias.area_code, alias.ward_set, alias.name


def _same(area_code: str, ward_set: str, name: str) -> ColumnElement[bool]:
    return and_(
        place_alias.c.area_code == area_code, place_alias.c.ward_set == ward_set, place_alias.c.name == name
    )
