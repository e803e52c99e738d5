"""Whoever belongs to an organisation, as an admin would have said it."""

from dataclasses import replace

from probation_commission.domain.access import Person
from probation_commission.store import database, organisations


def organisation(name: str, *, illustrative: bool = False) -> int:
    """The number of the organisation of that name, which is known from now on."""
    with database.write() as conn:
        return organisations.known_or_new(conn, name, illustrative=illustrative)


def member(person: Person, name: str) -> Person:
    """The person as one of that organisation's."""
    return replace(person, organisation=name, organisation_id=organisation(name))


def as_known(person: Person) -> Person:
    """The person with the number of the organisation that they are said to be of; nothing is written."""
    with database.read() as conn:
        number = organisations.known_as(conn, person.organisation)
    return replace(person, organisation_id=number)
