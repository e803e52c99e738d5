"""A fund that is open to anyone, and whoever asked for a link to it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from probation_commission.actions import applying
from probation_commission.domain.access import Scope
from probation_commission.domain.applying import OpenAsk
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.letters import Letter
from probation_commission.domain.organisations import Organisation
from probation_commission.store import database, organisations, outbox
from tests.given.ideas import POT, pot

OPEN = replace(POT, open_to_anyone=True, closes=today() + timedelta(days=20), ask="the grants mailbox")
HERE = "192.0.2.1"
MAILBOX = "office@example.org"


def opened(fund: Fund = OPEN) -> None:
    """The fund is there, and open to anyone."""
    pot(fund)


def asked(
    name: str = "Shared Allotments",
    mailbox: str = MAILBOX,
    *,
    whence: str = HERE,
    moment: datetime | None = None,
) -> str | None:
    """The token in the mail that was sent to somebody who asked; None where none was."""
    tokens: list[str] = []

    def letter(_fund: Fund, address: str) -> Letter:
        tokens.append(urlsplit(address).fragment)
        return Letter("A link", ("words",), ("Open", address))

    applying.ask(OpenAsk(OPEN.slug, name, mailbox), whence, letter, moment)
    return tokens[0] if tokens else None


def mails() -> list[tuple[str, Letter]]:
    """Every mail that lies in the outbox, the first one first."""
    return list(_mails())


def _mails() -> Iterator[tuple[str, Letter]]:
    with database.read() as conn:
        for mail in reversed(outbox.everything(conn, 500)):
            if sealed := outbox.text_of(conn, mail.id):
                yield sealed.opened()


def every_organisation() -> dict[int, Organisation]:
    """All organisations, by number."""
    with database.read() as conn:
        return {one.id: one for one in organisations.everyone(Scope.everything(), conn)}
