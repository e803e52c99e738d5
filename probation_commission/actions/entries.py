"""An operator says that its entry is right, or what is not; a lead takes that up (decision 230)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from probation_commission.actions import links
from probation_commission.actions.acting import reading, writing
from probation_commission.actions.links import SentLink
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.analysis.services import BoughtServices
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.contacts import ContactRole
from probation_commission.domain.contracts import Status
from probation_commission.domain.days import today
from probation_commission.domain.entries import (
    LINK_LASTS,
    LONGEST_CHANGE,
    LONGEST_REPLY,
    AskedChange,
    Asking,
    HeldEntry,
    Operator,
)
from probation_commission.domain.letters import Letter
from probation_commission.domain.links import Purpose
from probation_commission.domain.words import plural
from probation_commission.store import audit, contacts, contracts, directory
from probation_commission.store import entries as store
from probation_commission.store import links as link_store
from probation_commission.store.database import Connection

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


def overdue(person: Person) -> list[Operator]:
    """The operators whose entry nobody has confirmed for a quarter, by name. Raises `NotAllowedError`."""
    with reading(person, Permission.ASK_OPERATORS) as (conn, actor):
        return [one for one in _operators(actor, conn) if one.due(today())]


def send_questions(person: Person, letter: Callable[[SentLink], Letter]) -> list[Operator]:
    """Those of the operators that are overdue which are asked now, each by a link to its role mailbox.

    Whoever was asked in the last thirty days is not, nor who has no mailbox. Each is asked by an action of
    its own (`links.send`), so that one that fails leaves the others asked. Raises `NotAllowedError`.
    """
    asked_now = []
    for one in overdue(person):
        if one.asking(datetime.now(UTC)) is Asking.ASK:
            links.send(person, one.id, Purpose.ENTRY, days=LINK_LASTS, mailbox=one.mailbox, letter=letter)
            asked_now.append(one)
    return asked_now


def unanswered(person: Person) -> list[Operator]:
    """The operators that were asked and have said nothing since, who waits longest first.

    Whoever confirms, or writes what is different, has said something, and so has a lead who confirms for it.
    """
    with reading(person, Permission.SEND_LINKS) as (conn, actor):
        sent = link_store.last_sent(actor.scope, conn, Purpose.ENTRY)
        if not sent:
            return []
        said = store.last_asked(actor.scope, conn)
        held = _by_organisation(one for one in store.held(actor.scope, conn) if one.organisation_id in sent)
    asked_ones = [_operator(those, sent) for those in held.values()]
    waiting = [one for one in asked_ones if one.unanswered(said.get(one.id))]
    return sorted(waiting, key=lambda one: (sent[one.id], one.name))


def _operators(actor: Person, conn: Connection) -> list[Operator]:
    """Every organisation that has a place or service that runs today, by name."""
    bought = BoughtServices(
        directory.services(conn),
        contracts.contracts(conn),
        contracts.parties(conn),
        contracts.milestones(conn),
        contracts.covered(conn),
    ).as_of(today())
    running = set(bought.slug[bought.status.isin(_RUNS)])
    held = _by_organisation(
        one
        for one in store.held(actor.scope, conn)
        if (one.slug in running if one.is_service else one.is_open(today()))
    )
    sent = link_store.last_sent(actor.scope, conn, Purpose.ENTRY)
    reached = contacts.of_each(actor.scope, conn, *held) if held else {}
    found = [
        replace(_operator(those, sent), mailbox=_mailbox(reached.get(number, contacts.Reach())))
        for number, those in held.items()
    ]
    return sorted(found, key=lambda one: one.name)


def _by_organisation(entries: Iterable[HeldEntry]) -> dict[int, list[HeldEntry]]:
    held: dict[int, list[HeldEntry]] = {}
    for one in entries:
        held.setdefault(one.organisation_id, []).append(one)
    return held


def _operator(those: list[HeldEntry], sent: Mapping[int, datetime]) -> Operator:
    number, days = those[0].organisation_id, [one.confirmed_on for one in those]
    known = [on for on in days if on is not None]
    oldest = min(known) if len(known) == len(days) else None
    return Operator(number, those[0].organisation, "", len(those), oldest, sent.get(number))


_RUNS = (Status.LIVE, Status.ROLLING_OUT)


def _mailbox(reach: contacts.Reach) -> str:
    """The mailbox for contracts, else the general one: no other role is asked of its entry."""
    each = (reach.contacts.get(role) for role in (ContactRole.CONTRACT, ContactRole.GENERAL))
    return next((one.mailbox for one in each if one and one.mailbox), "")


def _organisation(actor: Person) -> int:
    if actor.organisation_id is None:
        raise RefusedError(_OF_NOBODY)
    return actor.organisation_id
