"""A link that was sent, and whoever has opened it."""

from urllib.parse import urlsplit

from probation_commission.actions import links
from probation_commission.actions.links import SentLink
from probation_commission.domain.access import Person, Role
from probation_commission.domain.letters import Letter
from probation_commission.domain.links import Purpose
from tests.given.organisations import organisation

SENDER = Person("Lea", Role.LEAD)
MAILBOX = "office@example.org"


def letter(sent: SentLink) -> Letter:
    return Letter("A link", (sent.organisation,), ("Open", sent.address))


def sent(name: str = "Example Charity", purpose: Purpose = Purpose.IDEAS, days: int = 30) -> SentLink:
    """A link to the organisation of that name."""
    number = organisation(name)
    return links.send(SENDER, number, purpose, days=days, mailbox=MAILBOX, letter=letter)


def token_of(link: SentLink) -> str:
    return urlsplit(link.address).fragment


def by_link(name: str = "Example Charity", purpose: Purpose = Purpose.IDEAS) -> Person:
    """Whoever has just opened a new link to the organisation of that name."""
    person = links.came_by(links.admit(token_of(sent(name, purpose)), "192.0.2.1").secret)
    assert person is not None
    return person
