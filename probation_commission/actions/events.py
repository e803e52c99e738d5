"""What happened, written down by leads for everybody who sees a chart of it; taken back, never deleted."""

from dataclasses import replace

from probation_commission.actions.acting import writing
from probation_commission.actions.contracts import require_covered
from probation_commission.actions.limits import require_area
from probation_commission.actions.refusals import RefusedError, collected
from probation_commission.domain import referrals
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind, in_words
from probation_commission.domain.days import today
from probation_commission.domain.events import LONGEST_EVENT, LONGEST_REASON, Event, wrong_with
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit, contracts
from probation_commission.store import events as store
from probation_commission.store.database import Connection
from probation_commission.store.records import values

_GONE = "This event is not here any more. Load the page again."


def add(person: Person, event: Event) -> int:
    """The number of an event that is written down.

    Raises `RefusedError` with every problem at once: days in no order, about nothing, a service or an area
    that is not known, a text that is too long or names somebody, or the same once more.
    """
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        problems: list[str] = []
        text = collected(problems, event.text, "text", LONGEST_EVENT)
        kept = replace(event, text=text)
        problems += [*wrong_with(kept, today()), *_not_known(conn, kept)]
        if any(one.stands and one.event == kept for one in store.everything(conn)):
            problems.append("This stands already, word for word. Nothing was changed.")
        if problems:
            raise RefusedError(*problems)
        _require(conn, actor, kept)
        number = store.add(conn, actor, kept)
        about = AuditSubject(RecordKind.EVENT, str(number))
        audit.record(conn, actor, "write down event", about, after=in_words(values(kept)))
    return number


def take_back(person: Person, number: int, reason: str) -> None:
    """An event that stands no longer. Raises `RefusedError` without a reason, or where it is gone."""
    with writing(person, Permission.LOAD_RETURNS) as (conn, actor):
        problems: list[str] = []
        why = collected(problems, reason, "reason", LONGEST_REASON)
        found = store.find(conn, number)
        if found is None or not found.stands:
            raise RefusedError(_GONE)
        if not why:
            problems.append("Write why it is taken back.")
        if problems:
            raise RefusedError(*problems)
        _require(conn, actor, found.event)
        store.take_back(conn, actor, number, why)
        about = AuditSubject(RecordKind.EVENT, str(number))
        before = in_words(values(found.event))
        audit.record(conn, actor, "take back event", about, before=before, reason=why)


def _not_known(conn: Connection, event: Event) -> list[str]:
    service = event.service and contracts.service_row(conn, event.service) is None
    area = event.area_code and referrals.area(event.area_code, gazetteer()) is None
    return [
        *(["No such service is known here any more: choose another."] * bool(service)),
        *(["No such area is covered here any more: choose another."] * bool(area)),
    ]


def _require(conn: Connection, actor: Person, event: Event) -> None:
    """The check before an event is written or taken back.

    Raises `NotAllowedError` for a lead of some areas alone, where it is of others, or of all.
    """
    if event.area_code:
        require_area(actor, event.area_code)
    elif event.service:
        require_covered(conn, actor, event.service)
    elif actor.scope.areas:
        raise NotAllowedError("As lead for some areas you write down what is of these: choose an area.")
