"""Signed links: what one is sent for, how long it lasts, and why it opens nothing any more."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from probation_commission.domain.doors import COOKIE_LASTS, MOST_OPENINGS

LASTS = (7, 30, 90)
"""The days for which a link can be sent."""
USUAL_DAYS = 30
A_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
"""A link's token, and a cookie's secret: 256 bits as an address has them."""


class Purpose(StrEnum):
    """What somebody by link can do; the codes are stored, their words are not (decision 84)."""

    IDEAS = "ideas"
    RESULTS = "results"
    ENTRY = "entry"

    @property
    def label(self) -> str:
        """Its words on a screen and in a letter: `send in ideas`."""
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.IDEAS: "send in ideas",
    Purpose.RESULTS: "key in results",
    Purpose.ENTRY: "look over what the directory says of it",
}


class LinkRefusal(StrEnum):
    """Why a link opens nothing; the value says it in the log."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"
    USED_UP = "used up"
    TOO_MANY_TRIES = "too many tries"
    LEFT = "left"
    TOO_LONG_AGO = "too long ago"

    @property
    def sentence(self) -> str:
        """What whoever has the link is told."""
        return _SENTENCES[self]


_SENTENCES = {
    LinkRefusal.UNKNOWN: "This link does not work. It may be cut off: open it from the message that it came "
    "in, or ask whoever sent it for a new one.",
    LinkRefusal.EXPIRED: "This link has run out. Ask whoever sent it for a new one.",
    LinkRefusal.REVOKED: "This link was taken back. Ask whoever sent it for a new one.",
    LinkRefusal.USED_UP: "This link was opened too often. Ask whoever sent it for a new one.",
    LinkRefusal.TOO_MANY_TRIES: "Too many links that do not work came from your connection. Try again in a "
    "quarter of an hour.",
    LinkRefusal.LEFT: "You have left. To come back, open the link again from its message.",
    LinkRefusal.TOO_LONG_AGO: "This link was opened more than twelve hours ago. Open it again from its "
    "message.",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link that was sent; of its token only a hash is kept."""

    id: int
    organisation_id: int
    purpose: Purpose
    sent_to: str
    """The mailbox that it was sent to."""
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None
    """When it was opened last."""
    openings: int
    """How often it was opened."""

    def ended(self, at: datetime) -> LinkRefusal | None:
        """Why nobody does anything by it at that moment, whether or not they have opened it before."""
        if self.revoked_at is not None:
            return LinkRefusal.REVOKED
        return LinkRefusal.EXPIRED if at >= self.expires_at else None

    def refusal(self, at: datetime) -> LinkRefusal | None:
        """Why it can't be opened at that moment; None where it can."""
        return self.ended(at) or (LinkRefusal.USED_UP if self.openings >= MOST_OPENINGS else None)


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """What a person by link has in place of a sign-in: one opening of one link, in one browser."""

    id: int
    opening_id: int
    purpose: Purpose
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LinkOpening:
    """An opening of a link as the store has it: who it makes somebody, and until when."""

    id: int
    link: Link
    name: str
    """The name of the account: the organisation's when the link was sent, and the link's number."""
    organisation: str
    """The name of the organisation whose link it is now."""
    opened_at: datetime
    left_at: datetime | None

    def refusal(self, at: datetime) -> LinkRefusal | None:
        """Why nobody is anybody by it at that moment; None where somebody is."""
        if self.left_at is not None:
            return LinkRefusal.LEFT
        too_long_ago = LinkRefusal.TOO_LONG_AGO if at - self.opened_at >= COOKIE_LASTS else None
        return self.link.ended(at) or too_long_ago


def expiry(at: datetime, days: int) -> datetime:
    """When a link that is sent at that moment for so many days runs out."""
    return at + timedelta(days=days)
