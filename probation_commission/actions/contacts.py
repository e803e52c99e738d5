"""Whom to turn to in an organisation, and in which areas it works."""

from collections.abc import Callable, Collection, Iterable

from probation_commission.actions.acting import reading, writing
from probation_commission.actions.limits import named
from probation_commission.actions.organisations import there
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.contacts import Contact, ContactRole, mailbox, phone
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import audit
from probation_commission.store import contacts as store
from probation_commission.store.contacts import Reach


def of(person: Person, number: int) -> Reach:
    """The contacts and areas of an organisation. Raises `NotAllowedError`."""
    with reading(person, Permission.MANAGE_ORGANISATIONS) as (conn, actor):
        return store.of(actor.scope, conn, number)


def change(person: Person, number: int, contacts: Iterable[Contact], areas: Collection[str] = ()) -> Reach:
    """The contacts and areas of an organisation, as they are kept in the place of those there were.

    Of a role without mailbox and phone there is none. Raises `RefusedError` with every problem at once.
    """
    with writing(person, Permission.MANAGE_ORGANISATIONS) as (conn, actor):
        there(conn, number)
        kept, problems = _checked(contacts)
        # Those of an area that is covered no more stay as they were.
        before = store.of(actor.scope, conn, number)
        new = sorted(set(areas) - before.areas)
        problems += [
            f"{code} is no authority covered here." for code in new if not gazetteer().authority(code)
        ]
        if problems:
            raise RefusedError(*problems)
        store.put(conn, number, kept, areas)
        after = store.of(actor.scope, conn, number)
        about = AuditSubject(RecordKind.ORGANISATION, str(number))
        audit.record(conn, actor, "change contacts", about, before=_said(before), after=_said(after))
    return after


def _checked(written: Iterable[Contact]) -> tuple[list[Contact], list[str]]:
    """The contacts as they are kept, and what is wrong with them."""
    problems: list[str] = []

    def kept(role: ContactRole, check: Callable[[str], str], text: str) -> str:
        try:
            return check(text)
        except ValueError as wrong:
            problems.append(f"{role.label.capitalize()}: {wrong}")
            return ""

    checked = [
        Contact(one.role, kept(one.role, mailbox, one.mailbox), kept(one.role, phone, one.phone))
        for one in written
    ]
    return [one for one in checked if one.mailbox or one.phone], problems


def _said(reach: Reach) -> str:
    """Whom one turns to and where it works, for the entry: a mailbox that was taken out is found there."""
    each = "; ".join(str(reach.contacts[role]) for role in ContactRole if role in reach.contacts)
    where = f"works in {named(reach.areas)}" if reach.areas else ""
    return "; ".join(filter(None, (each, where)))
