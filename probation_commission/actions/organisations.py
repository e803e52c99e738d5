"""Organisations: what is known of each, and two that are one."""

from collections.abc import Callable

from probation_commission.actions import unmet
from probation_commission.actions.acting import reading, writing
from probation_commission.actions.refusals import RefusedError, free_text
from probation_commission.domain.access import Permission, Person, Scope, require
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.contacts import ContactRole
from probation_commission.domain.organisations import (
    LONGEST_NAME,
    LONGEST_WEBSITE,
    Organisation,
    OrganisationDetails,
    charity_number,
    company_number,
    its_own,
    spelling,
    website,
)
from probation_commission.store import agreements, audit, contacts, database
from probation_commission.store import organisations as store


def everyone(person: Person) -> tuple[list[Organisation], dict[int, dict[str, int]]]:
    """All organisations, by name, and how much of each kind belongs to each. Raises `NotAllowedError`."""
    with reading(person, Permission.MANAGE_ORGANISATIONS) as (conn, actor):
        return store.everyone(actor.scope, conn), store.what_it_has(conn)


def change(
    person: Person, number: int, name: str, details: OrganisationDetails, spellings: str = ""
) -> Organisation:
    """An organisation as it is known now, one of its own; `spellings`: what it is also called, a line each.

    Raises `RefusedError` with every problem at once, and where another one is called so.
    """
    with writing(person, Permission.MANAGE_ORGANISATIONS) as (conn, actor):
        before = there(conn, number)
        details, problems = _checked(details)
        name = free_text(name, "name", LONGEST_NAME, lines=False) or before.name
        names = [free_text(line, "spelling", LONGEST_NAME, lines=False) for line in spellings.splitlines()]
        problems += [sentence for one in (name, *names) if (sentence := _taken(conn, number, one))]
        if problems:
            raise RefusedError(*problems)
        store.change(conn, number, name, details)
        store.add_names(conn, number, names)
        changed = there(conn, number)
        audit.record(
            conn, actor, "change organisation", _subject(number), before=_said(before), after=_said(changed)
        )
    return changed


def merge(person: Person, number: int, into: int) -> str:
    """What went along, in a sentence: everything of one organisation is another's from now on.

    Never by likeness: a lead says that the two are one. Raises `RefusedError` where one is made up and the
    other is not, where both come with the app, or have a draft open for one fund.
    """
    with writing(person, Permission.MANAGE_ORGANISATIONS) as (conn, actor):
        one, other = there(conn, number), there(conn, into)
        if problem := _apart(conn, one, other):
            raise RefusedError(problem)
        # Or somebody would be given another's drafts by it: who belongs to whom is an admin's to say.
        if actor.organisation_id in {number, into}:
            require(actor, Permission.MANAGE_PEOPLE)
        # Or whoever may not say what was agreed would say who is under it.
        if agreements.of_one_alone(Scope.everything(), conn, number, into):
            require(actor, Permission.MANAGE_AGREEMENTS)
        went = f"{its_own(store.what_it_has(conn).get(number, {})) or 'its names'} went along"
        lost = _left_behind(conn, number, into)
        unmet.put_together(conn, actor, number, into)
        store.merge(conn, number, into)
        # The entry of each says it: a record's history is its entries.
        for subject in (number, into):
            words = {"before": one.name, "after": f"{other.name}; {went}{lost}"}
            audit.record(conn, actor, "merge organisations", _subject(subject), **words)
    return f"{one.name} is {other.name} now: {went}{lost}."


def _left_behind(conn: database.Connection, number: int, into: int) -> str:
    """The contacts that the other has its own of, in words that go on a sentence."""
    one, other = (contacts.of(Scope.everything(), conn, each).contacts for each in (number, into))
    lost = [
        str(one[role]) for role in ContactRole if role in one and role in other and one[role] != other[role]
    ]
    return f"; gone, since the other has its own: {'; '.join(lost)}" if lost else ""


def there(conn: database.Connection, number: int) -> Organisation:
    """The organisation of that number. Raises `RefusedError` where it is not there any more."""
    # What is known of one is asked by the permission that opened the action.
    found = store.find(Scope.everything(), conn, number)
    if found is None:
        raise RefusedError("There is no such organisation any more. Nothing was changed.")
    return found


def _checked(written: OrganisationDetails) -> tuple[OrganisationDetails, list[str]]:
    """The details as they are kept, and what is wrong with them."""
    problems: list[str] = []

    def kept(check: Callable[[str], str], text: str) -> str:
        try:
            return check(free_text(text, "number or website", LONGEST_WEBSITE, lines=False))
        except ValueError as wrong:
            problems.append(str(wrong))
            return ""

    numbers = kept(charity_number, written.charity_no), kept(company_number, written.company_no)
    return OrganisationDetails(written.kind, *numbers, kept(website, written.website)), problems


def _taken(conn: database.Connection, number: int, name: str) -> str:
    known = store.known_as(conn, name) if spelling(name) else None
    if known in {None, number}:
        return ""
    return f"“{name}” is what another organisation is called. If the two are one, merge them."


def _apart(conn: database.Connection, one: Organisation, other: Organisation) -> str:
    """Why two can't be made one, in a sentence; empty where they can."""
    if one.id == other.id:
        return "Choose another organisation to merge it into."
    if one.illustrative != other.illustrative:
        return "One of the two is made up and the other is not, so they stay apart."
    # Together and the Together Women Project are two, and no click makes them one (decision 205).
    if store.is_bundled(conn, one.id) and store.is_bundled(conn, other.id):
        return "Both come with the app, from public sources, as two organisations, so they stay apart."
    if store.drafts_of(conn, one.id) & store.drafts_of(conn, other.id):
        return "Both have a draft open for the same fund: one of the two is sent in first."
    return ""


def _subject(number: int) -> AuditSubject:
    return AuditSubject(RecordKind.ORGANISATION, str(number))


def _said(known: Organisation) -> str:
    numbers = (known.details.charity_no, known.details.company_no, known.details.website)
    return ", ".join(filter(None, (known.name, known.details.kind.label, *numbers)))
