"""What has been kept long enough: counted, and let go of."""

from datetime import UTC, datetime

from probation_commission.actions.acting import reading, writing
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.retention import RULES, Perishable
from probation_commission.store import audit
from probation_commission.store import retention as store


def due(person: Person, moment: datetime | None = None) -> dict[Perishable, int]:
    """How many of each kind would go now. Raises `NotAllowedError`."""
    now = moment or datetime.now(UTC)
    with reading(person, Permission.ENFORCE_RETENTION) as (conn, _):
        return {kind: len(store.past(conn, kind, rule.before(now))) for kind, rule in RULES.items()}


def enforce(person: Person, moment: datetime | None = None) -> dict[Perishable, int]:
    """How many of each kind went: all that has been kept as long as its rule says.

    Raises `NotAllowedError`. What goes can't be brought back.
    """
    now = moment or datetime.now(UTC)
    with writing(person, Permission.ENFORCE_RETENTION) as (conn, actor):
        gone: dict[Perishable, int] = {}
        for kind, rule in RULES.items():
            numbers = store.past(conn, kind, rule.before(now))
            store.forget(conn, kind, numbers, now)
            gone[kind] = len(numbers)
        said = ", ".join(f"{count} {kind}" for kind, count in gone.items() if count)
        audit.record(
            conn,
            actor,
            "enforce retention",
            AuditSubject(RecordKind.RETENTION, ""),
            after=said or "nothing was due",
        )
    return gone
