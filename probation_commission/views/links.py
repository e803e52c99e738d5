"""Signed links in words: a table of them, how each stands, and the letter that brings one."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from probation_commission.domain.days import day
from probation_commission.domain.links import Link, LinkRefusal

_STANDINGS = {
    LinkRefusal.REVOKED: "taken back",
    LinkRefusal.EXPIRED: "has run out",
    LinkRefusal.USED_UP: "opened too often: it can’t be opened anew",
}


def table(links: Sequence[Link], at: datetime) -> pd.DataFrame:
    """A row a link, the latest first: what it is for, to whom and when it was sent, and how it stands."""
    return pd.DataFrame(
        {
            "Link": [link.id for link in links],
            "To": [link.purpose.label for link in links],
            "Sent to": [link.sent_to for link in links],
            "Sent": [day(link.created_at) for link in links],
            "Opened last": [day(link.used_at) if link.used_at else "not yet" for link in links],
            "Until": [day(link.expires_at) for link in links],
            "Standing": [standing(link, at) for link in links],
        }
    )


def standing(link: Link, at: datetime) -> str:
    """`in force`, or why it opens nothing."""
    why = link.refusal(at)
    return _STANDINGS[why] if why else "in force"


def said(link: Link) -> str:
    """One of a list: `link 12, to send in ideas, sent on 5 December 2026 to office@example.org`."""
    return f"link {link.id}, to {link.purpose.label}, sent on {day(link.created_at)} to {link.sent_to}"
