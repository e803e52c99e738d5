"""Contacts of invented organisations, in domains and of numbers that nobody has."""

from collections.abc import Iterable

from probation_commission.domain.contacts import Contact, ContactRole
from probation_commission.domain.organisations import Organisation

_ROLES = (ContactRole.GENERAL, ContactRole.REFERRALS, ContactRole.RETURNS)
_FIRST = 960_000
"""Ofcom keeps 01632 960000 to 960999 for drama."""


def contacts(invented: Iterable[Organisation]) -> dict[int, list[Contact]]:
    """The contacts of each, by its number: a mailbox for each of three roles, and one phone."""
    return {
        one.id: [
            Contact(role, f"{role}@{_name(one)}.example.org", phone if role is ContactRole.GENERAL else "")
            for role in _ROLES
        ]
        for number, one in enumerate(invented)
        for phone in [f"01632 {_FIRST + 101 + number % 800}"]
    }


def _name(one: Organisation) -> str:
    """`Example Women’s Service` is `example-womens-service`."""
    letters = "".join(letter for letter in one.name.lower() if letter in "abcdefghijklmnopqrstuvwxyz ")
    return "-".join(letters.split())
