"""What leaves by mail, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written to one mailbox, in words that everybody in the partnership may read."""

    subject: str
    paragraphs: tuple[str, ...]
    button: tuple[str, str] | None = None
    """What it does, and the address that it opens."""


class MailStanding(StrEnum):
    """What became of a mail."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    IN_FOLDER = "in folder"
    """No mail server is set up: somebody sends it by hand."""
    REFUSED = "refused"
    GIVEN_UP = "given up"


class MailFault(StrEnum):
    """Why a mail was not taken; the value is what the log has of it."""

    NO_ANSWER = "no answer"
    NOT_SECURE = "not secure"
    SIGN_IN = "sign-in not accepted"
    LATER = "not now"
    REFUSED = "refused"
    FOLDER = "folder not writable"
    UNREADABLE = "unreadable"
    """The installation's secret is another than it was sealed with, or somebody changed the row."""


LASTING = frozenset({MailFault.REFUSED, MailFault.UNREADABLE})
"""What no later try would change by itself."""
OF_THE_SERVER = frozenset({MailFault.NO_ANSWER, MailFault.NOT_SECURE, MailFault.SIGN_IN, MailFault.FOLDER})
"""What the next mail would meet too."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""Between one try and the next; the last again and again."""
MOST_TRIES = 20
"""Over some three days, for which a mail server may be down."""
KEPT = timedelta(days=30)
"""For how long the text of a mail that was not sent can be read and tried again."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as the list has it: without its text."""

    id: int
    recipient: str
    subject: str
    queued_at: datetime
    standing: MailStanding
    tries: int
    next_try_at: datetime | None
    sent_at: datetime | None
    fault: MailFault | None
    readable: bool
    """Whether its text is still there."""


def after(fault: MailFault, tries: int) -> MailStanding:
    """What a mail is after that many tries, of which the last ended so."""
    if fault in LASTING:
        return MailStanding.REFUSED
    return MailStanding.GIVEN_UP if tries >= MOST_TRIES else MailStanding.WAITING


def wait(tries: int) -> timedelta:
    """How long until the next try, after that many."""
    return WAITS[min(tries, len(WAITS)) - 1]
