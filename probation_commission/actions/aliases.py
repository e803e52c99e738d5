"""Names that somebody confirmed to mean a ward: see them, forget them. `returns.accept` remembers them."""

from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person, require
from probation_commission.domain.places import Alias
from probation_commission.domain.words import storable
from probation_commission.store import aliases as store
from probation_commission.store import audit, database


def everything(person: Person) -> list[Alias]:
    """All aliases. Raises `NotAllowedError`."""
    require(person, Permission.LOAD_RETURNS)
    with database.read() as conn:
        return store.everything(conn)


def forget(person: Person, alias: Alias) -> None:
    """Ask again next time what the name means. Returns that were read by it stay as they are."""
    require(person, Permission.LOAD_RETURNS)
    with database.write() as conn:
        if not store.forget(conn, *map(storable, (alias.area_code, alias.ward_set, alias.name))):
            raise RefusedError("Somebody has forgotten this name already. Nothing was changed.")
        audit.record(conn, person, "forget a ward’s other name", f"{alias.ward_set}, {alias.ward_code}")
