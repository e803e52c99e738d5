"""Asking for a link to a fund that is open to anyone: what is asked, how often, and for how long it holds."""

from dataclasses import dataclass
from datetime import timedelta

ASK_LASTS = timedelta(days=2)
"""For how long the mail of somebody who asked opens anything, if nobody has opened it before."""
LINK_LASTS = 90
"""Days for which it does once it was opened: until a fund has decided."""
MOST_A_MAILBOX, MAILBOX_WITHIN = 3, timedelta(days=1)
MOST_A_NETWORK, MOST_IN_ALL, ASKS_WITHIN = 10, 60, timedelta(hours=1)
LONGEST_NAME = 150
"""Characters of an organisation's name, which gets a mark besides."""
LONGEST_MAILBOX = 130


@dataclass(frozen=True, slots=True)
class OpenAsk:
    """What somebody asked whom nobody knows: kept unreadable until the link in their mail is opened."""

    fund: str
    organisation: str
    mailbox: str


def same_mailbox(mailbox: str) -> str:
    """What all ways to write to one mailbox have in common: what stands after a plus is its owner's own."""
    before, _, after = mailbox.casefold().rpartition("@")
    return f"{before.partition('+')[0]}@{after}"


def marked(name: str, number: int) -> str:
    """What an organisation that came by itself is called until a lead has looked at it (decision 321)."""
    return f"{name} (by an open fund, {number})"
