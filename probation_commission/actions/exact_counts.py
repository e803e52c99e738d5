"""Exact counts, looked at: each view is written down, once a person, page, area and day."""

from datetime import datetime, time

from probation_commission.actions.acting import writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.disclosure.sight import in_force_for
from probation_commission.domain.access import Permission, Person, Scope, require
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.audit import TAKEN, VIEWED, AuditSubject, RecordKind
from probation_commission.domain.days import LONDON, today
from probation_commission.store import agreements, audit
from probation_commission.store.database import Connection


def view(person: Person, page: str, area: str, *, under: tuple[int, ...] = ()) -> None:
    """The entry of a view of a page with exact counts of an area (a code, "all" for all of them).

    `under`: the numbers of the agreements by which it shows any to others than leads.

    Raises `NotAllowedError` for whoever may not see them now, so that nothing is drawn for them.
    """
    subject = AuditSubject(RecordKind.EXACT_COUNTS, f"{page} {area}{_numbered(under)}")
    midnight = datetime.combine(datetime.now(LONDON), time(), LONDON)
    with writing(person, shown=False) as (conn, actor):
        _require_entitled(conn, actor, under)
        # A page is drawn at every click; who saw what is known by the first of a day (decision 137).
        if not audit.is_there(conn, actor, VIEWED, subject, midnight):
            audit.record(conn, actor, VIEWED, subject)


def take(person: Person, file: str, *, under: tuple[int, ...] = ()) -> None:
    """The entry of a file with exact counts that somebody downloads; each time anew. Raises as `view`."""
    with writing(person, shown=False) as (conn, actor):
        _require_entitled(conn, actor, under)
        audit.record(conn, actor, TAKEN, AuditSubject(RecordKind.EXACT_COUNTS, f"{file}{_numbered(under)}"))


def project(person: Person, number: int) -> Agreement:
    """The agreement under which a meeting's wall shows exact counts from now on, with its entry.

    Raises `NotAllowedError`, and `RefusedError` where it is not in force.
    """
    with writing(person, Permission.SEE_EXACT_COUNTS, shown=False) as (conn, actor):
        one = agreements.find(Scope.everything(), conn, number)
        if one is None or not one.in_force(today()):
            raise RefusedError("This agreement is not in force any more. Nothing was changed.")
        subject = AuditSubject(RecordKind.EXACT_COUNTS, f"meeting, agreement {number}")
        audit.record(conn, actor, "show exact counts on the wall", subject, after=one.terms.name)
    return one


def _require_entitled(conn: Connection, actor: Person, under: tuple[int, ...]) -> None:
    """The check of somebody who sees exact counts, under these agreements if by any."""
    in_force = {one.id for one in in_force_for(actor, agreements.everyone(actor.scope, conn), today())}
    if not under or not in_force.issuperset(under):
        require(actor, Permission.SEE_EXACT_COUNTS)


def _numbered(under: tuple[int, ...]) -> str:
    return "".join(f", agreement {number}" for number in under)
