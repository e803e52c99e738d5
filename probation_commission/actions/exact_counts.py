"""Exact counts, looked at: each view is written down, once a person, page, area and day."""

from datetime import datetime, time

from probation_commission.actions.acting import writing
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import TAKEN, VIEWED, AuditSubject, RecordKind
from probation_commission.domain.days import LONDON
from probation_commission.store import audit


def view(person: Person, page: str, area: str) -> None:
    """The entry of a view of a page with exact counts of an area (a code, "all" for all of them).

    Raises `NotAllowedError` for whoever may not see them now, so that nothing is drawn for them.
    """
    subject = AuditSubject(RecordKind.EXACT_COUNTS, f"{page} {area}")
    midnight = datetime.combine(datetime.now(LONDON), time(), LONDON)
    with writing(person, Permission.SEE_EXACT_COUNTS, shown=False) as (conn, actor):
        # A page is drawn at every click; who saw what is known by the first of a day (decision 137).
        if not audit.is_there(conn, actor, VIEWED, subject, midnight):
            audit.record(conn, actor, VIEWED, subject)


def take(person: Person, file: str) -> None:
    """The entry of a file with exact counts that somebody downloads; each time anew. Raises as `view`."""
    with writing(person, Permission.SEE_EXACT_COUNTS, shown=False) as (conn, actor):
        audit.record(conn, actor, TAKEN, AuditSubject(RecordKind.EXACT_COUNTS, file))
