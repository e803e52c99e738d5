"""What operators say of their entry in the directory: that it is right, or what is not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from probation_commission.domain.days import day_of

LONGEST_CHANGE, LONGEST_REPLY = 1000, 300
QUARTER = 92
"""Days after which an operator is asked again whether its entry is right."""

ASKED_ANEW = 30
"""Days in which an operator that was asked is not asked again."""
LINK_LASTS = 30
"""Days for which the link that asks is good: as long as nobody asks anew."""


class Asking(StrEnum):
    """What becomes of an operator whose entry nobody has confirmed for a quarter."""

    ASK = "to be asked"
    WAITS = "was asked already"
    NO_MAILBOX = "no mailbox"


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """A place or a service that an organisation answers for."""

    organisation_id: int
    organisation: str
    slug: str
    confirmed_on: date | None
    opened: date | None = None
    closed: date | None = None
    is_service: bool = False

    def is_open(self, today: date) -> bool:
        """Whether it is a place that has opened and not closed for good, as far as that is known."""
        return (self.opened is None or self.opened <= today) and (self.closed is None or self.closed >= today)


@dataclass(frozen=True, slots=True)
class Operator:
    """An organisation with places or services that run, and what is known of the word on them."""

    id: int
    name: str
    mailbox: str
    """Its role mailbox for contracts, else the general one; empty where neither is written down."""
    entries: int
    """How many places and services of it run."""
    confirmed_on: date | None
    """The day on which the one was confirmed of which that is longest ago; None: one of them never was."""
    asked_at: datetime | None = None
    """When a link was last sent for its entry."""

    def due(self, today: date) -> bool:
        """Whether anything of its entry was last confirmed more than a quarter ago, or never."""
        return self.confirmed_on is None or self.confirmed_on < today - timedelta(days=QUARTER)

    def asking(self, at: datetime) -> Asking:
        """What becomes of it, where it is due."""
        if self.asked_at and self.asked_at > at - timedelta(days=ASKED_ANEW):
            return Asking.WAITS
        return Asking.ASK if self.mailbox else Asking.NO_MAILBOX

    def unanswered(self, said_at: datetime | None = None) -> bool:
        """Whether it was asked, and something of its entry is not confirmed since, nor anything else said.

        `said_at`: when it last wrote what is different.
        """
        if self.asked_at is None or (said_at and said_at >= self.asked_at):
            return False
        return self.confirmed_on is None or self.confirmed_on < day_of(self.asked_at)


@dataclass(frozen=True, slots=True)
class AskedChange:
    """A change that an operator asks for; a lead writes it down, or says why not."""

    id: int
    organisation: str
    text: str
    at: datetime
    settled_at: datetime | None = None
    taken_up: bool | None = None
    reply: str = ""
