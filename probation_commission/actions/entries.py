"""An operator says that its entry is right, or what is not; a lead takes that up (decision 230)."""

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.days import today
from probation_commission.domain.entries import LONGEST_CHANGE, LONGEST_REPLY, AskedChange
from probation_commission.domain.words import plural
from probation_commission.store import audit
from probation_commission.store import entries as store

_OF_NOBODY = "Nobody has said which organisation you belong to. A lead says so on the page People."


def confirm(person: Person) -> str:
    """That all the directory says of one's own organisation is right today: how much that was, in words.

    Raises `RefusedError` where it is of no organisation, or the directory has nothing of it.
    """
    with writing(person, Permission.CONFIRM_ENTRY) as (conn, actor):
        number = _organisation(actor)
        places, services = store.confirm(conn, number, actor.organisation or "its operator", today())
        if not places and not services:
            raise RefusedError("The directory has nothing of your organisation yet. Nothing was changed.")
        much = f"{plural(len(places), 'place')} and {plural(len(services), 'service')}"
        about = AuditSubject(RecordKind.ORGANISATION, str(number))
        audit.record(conn, actor, "confirm entry", about, after=", ".join([*places, *services]))
    return much


def ask(person: Person, text: str) -> None:
    """A change of one's own entry asked for. Raises `RefusedError` where it is empty or names somebody."""
    with writing(person, Permission.CONFIRM_ENTRY) as (conn, actor):
        number = _organisation(actor)
        kept = free_text(text, "text", LONGEST_CHANGE)
        if not kept:
            raise RefusedError("Write what is different.")
        asked = store.ask(conn, actor, number, kept)
        about = AuditSubject(RecordKind.ORGANISATION, str(number))
        audit.record(conn, actor, "ask for a change", about, after=f"change {asked}: {kept}")


def asked(person: Person) -> list[AskedChange]:
    """What operators ask for: all to leads, else one's own organisation's. Raises `NotAllowedError`."""
    with reading(person, Permission.CONFIRM_ENTRY) as (conn, actor):
        return store.asked(actor.scope, conn)


def settle(person: Person, number: int, *, taken_up: bool, reply: str = "") -> None:
    """A change that was asked for, taken up or not. Raises `RefusedError`; if not, the reply says why."""
    with writing(person, Permission.EDIT_DIRECTORY) as (conn, actor):
        kept = free_text(reply, "reply", LONGEST_REPLY)
        if not taken_up and not kept:
            raise RefusedError("Say why it is not taken up: the operator reads it.")
        if not store.settle(conn, number, taken_up=taken_up, reply=kept):
            raise RefusedError("Somebody has settled this meanwhile. Nothing was changed.")
        after = f"change {number}: {'taken up' if taken_up else 'not taken up'}"
        about = AuditSubject(RecordKind.ORGANISATION, "")
        audit.record(conn, actor, "settle a change", about, after=after, reason=kept)


def _organisation(actor: Person) -> int:
    if actor.organisation_id is None:
        raise RefusedError(_OF_NOBODY)
    return actor.organisation_id
