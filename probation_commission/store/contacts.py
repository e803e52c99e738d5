"""Contacts of organisations, and the areas in which each works."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, literal, select, union_all, update

from probation_commission.domain.access import Permission, Scope
from probation_commission.domain.contacts import Contact, ContactRole
from probation_commission.store import scopes
from probation_commission.store.database import Connection
from probation_commission.store.records import values
from probation_commission.store.tables import contact, organisation_area


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom to turn to in an organisation, by role, and the codes of the authorities in which it works."""

    contacts: Mapping[ContactRole, Contact] = field(default_factory=dict)
    areas: frozenset[str] = frozenset()


def of_each(scope: Scope, conn: Connection, *numbers: int) -> dict[int, Reach]:
    """The contacts and areas of each of these organisations that has any; of all where none is named."""
    found: dict[int, tuple[dict[ContactRole, Contact], set[str]]] = {}
    areas = organisation_area.c
    # Both in one query: an area is a row without a role.
    nothing = literal("")
    either = union_all(
        select(contact.c.organisation_id, contact.c.role, contact.c.mailbox, contact.c.phone),
        select(areas.organisation_id, nothing, areas.area_code, nothing),
    ).subquery()
    given = scopes.given(scope, Permission.MANAGE_ORGANISATIONS, either.c.organisation_id)
    query = select(either).where(given)
    for number, role, text, phone in conn.execute(
        query.where(either.c.organisation_id.in_(numbers)) if numbers else query
    ):
        contacts, codes = found.setdefault(number, ({}, set()))
        if role:
            contacts[ContactRole(role)] = Contact(ContactRole(role), text, phone)
        else:
            codes.add(text)
    return {number: Reach(contacts, frozenset(codes)) for number, (contacts, codes) in found.items()}


def of(scope: Scope, conn: Connection, number: int) -> Reach:
    """The contacts and areas of one organisation."""
    return of_each(scope, conn, number).get(number, Reach())


def put(conn: Connection, number: int, contacts: Iterable[Contact], areas: Iterable[str]) -> None:
    """The contacts and areas of an organisation, written in the place of those there were."""
    take_out(conn, [number])
    if rows := [{"organisation_id": number, **values(one)} for one in contacts]:
        conn.execute(insert(contact), rows)
    if codes := [{"organisation_id": number, "area_code": code} for code in sorted(areas)]:
        conn.execute(insert(organisation_area), codes)


def take_out(conn: Connection, numbers: Collection[int]) -> None:
    """Delete the contacts and areas of organisations."""
    for table in (contact, organisation_area):
        conn.execute(delete(table).where(table.c.organisation_id.in_(numbers)))


def merge(conn: Connection, number: int, into: int) -> None:
    """What an organisation has and the other has not given to the other; the rest is deleted."""
    for table, key in ((contact, contact.c.role), (organisation_area, organisation_area.c.area_code)):
        there = set(conn.execute(select(key).where(table.c.organisation_id == into)).scalars())
        goes = (table.c.organisation_id == number) & key.not_in(there)
        conn.execute(update(table).where(goes).values(organisation_id=into))
    take_out(conn, [number])
