"""The mail that goes out, in words."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from probation_commission.domain.days import LONDON, day
from probation_commission.domain.letters import Mail, MailFault, MailStanding
from probation_commission.domain.words import listed, plural

FAULTS = {
    MailFault.NO_ANSWER: "the mail server did not answer",
    MailFault.NOT_SECURE: "no safe line to the mail server: no TLS, or a certificate that is not trusted",
    MailFault.SIGN_IN: "the mail server did not accept our name and password",
    MailFault.LATER: "the mail server asked for another try later",
    MailFault.REFUSED: "the mail server refused it",
    MailFault.FOLDER: "the folder outbox can’t be written",
    MailFault.UNREADABLE: "it was sealed with another secret of this installation",
}
"""Why a mail was not taken, to go on from "…: "."""
_EACH = {
    MailStanding.SENT: "sent",
    MailStanding.WAITING: "waiting",
    MailStanding.SENDING: "being sent",
    MailStanding.IN_FOLDER: "to be sent by hand",
    MailStanding.REFUSED: "refused",
    MailStanding.GIVEN_UP: "given up",
}


def finding(mails: Sequence[Mail]) -> str:
    """How many there are, and what became of them: "3 mails: 2 sent and 1 waiting."."""
    if not mails:
        return "No mail has gone out yet."
    count = Counter(mail.standing for mail in mails)
    each = listed(f"{count[standing]:,} {words}" for standing, words in _EACH.items() if count[standing])
    return f"{plural(len(mails), 'mail')}: {each}."


def state(mail: Mail) -> str:
    """What became of a mail: "Sent on 27 November 2026 at 14:05"."""
    why = FAULTS[mail.fault] if mail.fault else ""
    return {
        MailStanding.SENT: f"Sent {_at(mail.sent_at)}",
        MailStanding.WAITING: f"Will be tried again {_at(mail.next_try_at)}: {why}"
        if why
        else "Waits to be sent",
        MailStanding.SENDING: "Is being sent",
        MailStanding.IN_FOLDER: "Lies in the folder outbox: no mail server is set up",
        MailStanding.REFUSED: f"Not sent: {why}",
        MailStanding.GIVEN_UP: f"Given up: {why or 'nobody sent it in 30 days'}",
    }[mail.standing]


def table(mails: Sequence[Mail]) -> pd.DataFrame:
    """A row a mail, newest first."""
    return pd.DataFrame(
        {
            "Written": [_moment(mail.queued_at) for mail in mails],
            "To": [mail.recipient for mail in mails],
            "Subject": [mail.subject for mail in mails],
            "What became of it": [state(mail) for mail in mails],
        }
    )


def _moment(moment: datetime) -> str:
    return f"{day(moment)}, {moment.astimezone(LONDON):%H:%M}"


def _at(moment: datetime | None) -> str:
    return f"on {day(moment)} at {moment.astimezone(LONDON):%H:%M}" if moment else ""
