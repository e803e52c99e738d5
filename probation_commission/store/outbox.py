"""The mail that goes out; its text is sealed until it is sent, so that no copy of the database tells it."""

import base64
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import ColumnElement, RowMapping, exists, insert, select, update

from probation_commission.domain.letters import Letter, Mail, MailFault, MailStanding
from probation_commission.settings import settings
from probation_commission.store.database import Connection
from probation_commission.store.records import record
from probation_commission.store.tables import outbox

HELD = timedelta(minutes=10)
"""For how long a process that sends a mail has it to itself; one that was killed loses it then."""
_UNDER_WAY = (MailStanding.WAITING, MailStanding.SENDING)


class UnreadableError(Exception):
    """A text was sealed with another secret, or changed since."""


@dataclass(frozen=True, slots=True)
class SealedMail:
    """A mail with its text, to be sent or read."""

    id: int
    queued_at: datetime
    tries: int
    sealed: str

    def opened(self) -> tuple[str, Letter]:
        """To whom it goes, and the letter. Raises `UnreadableError`."""
        try:
            held = json.loads(_seal().decrypt(self.sealed))
        except InvalidToken:
            raise UnreadableError from None
        # Who could only write into the database has no link sent to another address: `to` is sealed too.
        to, subject, paragraphs, button = held
        return to, Letter(subject, tuple(paragraphs), tuple(button) if button else None)


def _seal() -> Fernet:
    key = hmac.digest(settings().secret, b"letters in the outbox", "sha256")
    return Fernet(base64.urlsafe_b64encode(key))


def put(conn: Connection, to: str, letter: Letter, at: datetime) -> int:
    """The number of a letter that is to be sent from that moment on."""
    held = json.dumps([to, letter.subject, letter.paragraphs, letter.button])
    columns = {
        "recipient": to,
        "subject": letter.subject,
        "sealed": _seal().encrypt(held.encode()).decode("ascii"),
        "queued_at": at,
        "standing": MailStanding.WAITING,
        "next_try_at": at,
    }
    return int(conn.execute(insert(outbox).values(columns).returning(outbox.c.id)).scalar_one())


def was_put(conn: Connection, to: str, subject: str, since: datetime) -> bool:
    """Whether a mail of that subject to that mailbox was put here since then."""
    same = (outbox.c.recipient == to, outbox.c.subject == subject, outbox.c.queued_at >= since)
    return bool(conn.execute(select(exists().where(*same))).scalar())


def is_due(conn: Connection, at: datetime) -> bool:
    """Whether a mail waits to be tried."""
    return bool(conn.execute(select(exists().where(*_due(at)))).scalar())


def claimed(conn: Connection, at: datetime, only: int | None = None) -> SealedMail | None:
    """The oldest mail that is due, from now on this process's to send; None where none is."""
    due = [*_due(at), *([outbox.c.id == only] if only else [])]
    row = conn.execute(select(outbox).where(*due).order_by(outbox.c.id).limit(1)).mappings().first()
    if row is None:
        return None
    tries = row["tries"] + 1
    _change(conn, row["id"], standing=MailStanding.SENDING, tries=tries, next_try_at=at + HELD)
    return record(SealedMail, row, tries=tries)


def _due(at: datetime) -> Sequence[ColumnElement[bool]]:
    return outbox.c.standing.in_(_UNDER_WAY), outbox.c.next_try_at <= at, outbox.c.sealed.is_not(None)


def sent(conn: Connection, number: int, at: datetime) -> None:
    """A mail that the server took: its text is gone."""
    # Whatever another process made of it meanwhile: it was sent.
    now = {"standing": MailStanding.SENT, "sent_at": at, "sealed": None, "fault": None, "next_try_at": None}
    conn.execute(update(outbox).where(outbox.c.id == number).values(now))


def laid_down(conn: Connection, number: int) -> None:
    """A mail that lies in the folder, with its text, for somebody to send."""
    _change(conn, number, standing=MailStanding.IN_FOLDER, fault=None, next_try_at=None)


def failed(
    conn: Connection, number: int, fault: MailFault, standing: MailStanding, again_at: datetime | None
) -> None:
    """A mail that was not taken, and when it is tried again."""
    _change(conn, number, standing=standing, fault=fault, next_try_at=again_at)


def try_again(conn: Connection, number: int, at: datetime) -> None:
    """A mail that is due now, as if it had never been tried."""
    _change(conn, number, standing=MailStanding.WAITING, tries=0, next_try_at=at)


def _change(conn: Connection, number: int, **columns: object) -> None:
    # Of one that was sent by another process, or given up, nothing is changed any more.
    with_text = outbox.c.id == number, outbox.c.sealed.is_not(None)
    conn.execute(update(outbox).where(*with_text).values(columns))


def everything(conn: Connection, most: int) -> list[Mail]:
    """The latest mails, newest first."""
    query = select(outbox).order_by(outbox.c.id.desc()).limit(most)
    return [_mail(row) for row in conn.execute(query).mappings()]


def find(conn: Connection, number: int) -> Mail | None:
    """The mail of that number."""
    row = conn.execute(select(outbox).where(outbox.c.id == number)).mappings().first()
    return _mail(row) if row else None


def text_of(conn: Connection, number: int) -> SealedMail | None:
    """The mail of that number with its text; None where that is gone."""
    query = select(outbox).where(outbox.c.id == number, outbox.c.sealed.is_not(None))
    row = conn.execute(query).mappings().first()
    return record(SealedMail, row) if row else None


def too_old(conn: Connection, before: datetime) -> list[int]:
    """The mails that were not sent in all that time and still have their text."""
    old = (outbox.c.queued_at < before, outbox.c.sealed.is_not(None))
    return list(conn.execute(select(outbox.c.id).where(*old)).scalars())


def forget(conn: Connection, number: int) -> None:
    """A mail without its text, which nobody tries any more."""
    _change(conn, number, standing=MailStanding.GIVEN_UP, sealed=None, next_try_at=None)


def _mail(row: RowMapping) -> Mail:
    fault = MailFault(row["fault"]) if row["fault"] else None
    standing = MailStanding(row["standing"])
    return record(Mail, row, standing=standing, fault=fault, readable=row["sealed"] is not None)
