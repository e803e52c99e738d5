"""The names that somebody confirmed to mean a ward, seen and forgotten. `returns.accept` remembers them."""

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.places import Alias
from probation_commission.domain.words import storable
from probation_commission.store import aliases as store
from probation_commission.store import audit


def everything(person: Person) -> list[Alias]:
    """Every alias. Raises `NotAllowedError`."""
    with reading(person, Permission.LOAD_RETURNS) as (conn, _):
        return store.everything(conn)


def forget(person: Person, alias: Alias) -> None:
    """A name forgotten: the next return with it asks again. Those that were read by it stay as they are."""
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        require_area(actor, alias.area_code)
        # The alias alone goes: a return that was read by it says for itself which ward its rows were
        # (decision 53), and forgetting changes no figure.
        if not store.forget(conn, *map(storable, (alias.area_code, alias.ward_set, alias.name))):
            raise RefusedError("Somebody has forgotten this name already. Nothing was changed.")
        # Not the name that somebody typed: what is no ward could be a person (decision 52).
        subject = AuditSubject(RecordKind.ALIAS, f"{alias.ward_set}, {alias.ward_code}")
        audit.record(conn, actor, "forget a ward’s other name", subject)
