"""Names that somebody confirmed to mean a ward."""

from sqlalchemy import delete, insert, select

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


def remember(conn: Connection, person: Person, alias: Alias) -> None:
    """The alias that a person confirmed, written in the place of one for the same name, area and ward set."""
    # One meaning for a name in an area and a ward set; whoever says another replaces it, with who and when,
    # in the transaction that accepts the return (decision 53).
    forget(conn, alias.area_code, alias.ward_set, alias.name)
    conn.execute(
        insert(place_alias).values(
            **values(alias, "confirmed_by"), confirmed_by_id=people.account_id(conn, person)
        )
    )


def forget(conn: Connection, area_code: str, ward_set: str, name: str) -> bool:
    """Whether there was an alias of that name; it is deleted."""
    deletion = delete(place_alias).where(
        place_alias.c.area_code == area_code, place_alias.c.ward_set == ward_set, place_alias.c.name == name
    )
    return bool(conn.execute(deletion).rowcount)
