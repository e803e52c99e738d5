"""The mail that goes out: put into the outbox by what is done, delivered beside it, seen by leads."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from probation_commission import log
from probation_commission.actions.acting import reading, writing
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.audit import AuditSubject, RecordKind
from probation_commission.domain.letters import (
    KEPT,
    OF_THE_SERVER,
    Letter,
    Mail,
    MailFault,
    MailStanding,
    after,
    wait,
)
from probation_commission.domain.people import mail_address
from probation_commission.domain.words import tidied
from probation_commission.publish import sending
from probation_commission.publish.mail import Envelope, as_file, message, text
from probation_commission.publish.sending import SendingError
from probation_commission.settings import MailServer, mail_server, settings
from probation_commission.store import audit, database
from probation_commission.store import outbox as store
from probation_commission.store.outbox import SealedMail

LONGEST_SUBJECT = 300
MOST_SHOWN = 200
NO_ADDRESS = "Write the whole e-mail address of one mailbox: letters, an @, and where."
_NOT_THERE = "The text of this mail is not here any more."
_NOBODY = "explorer@localhost"
"""Whom a file is from until somebody sends it: then it is from them."""


def put(conn: database.Connection, *, to: str, letter: Letter, at: datetime | None = None) -> int:
    """The number of a letter that goes out once the transaction it is written in has ended.

    Raises `RefusedError` where `to` is not the address of one mailbox.
    """
    subject = tidied(letter.subject, LONGEST_SUBJECT)
    in_one_line = Letter(subject, letter.paragraphs, letter.button)
    return store.put(conn, mailbox(to), in_one_line, at or datetime.now(UTC))


def mailbox(written: str) -> str:
    """The address as mail is sent to it. Raises `RefusedError`."""
    try:
        return mail_address(written)
    except ValueError:
        raise RefusedError(NO_ADDRESS) from None


def deliver(at: datetime, *, only: int | None = None) -> None:
    """Every mail that is due, or that one, sent or laid into the folder; one after the other.

    What one server takes from no mail, it is not asked for the next. Raises `DatabaseFaultError`.
    """
    _forget(at)
    server = mail_server()
    while due := _claimed(at, only):
        fault = _sent(due, server, at)
        if only or fault in OF_THE_SERVER:
            return


def _forget(at: datetime) -> None:
    with database.read() as conn:
        old = store.too_old(conn, at - KEPT)
    for number in old:
        sending.take_up(folder(), number)
        with database.write() as conn:
            store.forget(conn, number)


def _claimed(at: datetime, only: int | None) -> SealedMail | None:
    """A mail that no other process sends meanwhile."""
    # Asked first, since whoever writes waits for all others who do.
    with database.read() as conn:
        if not store.is_due(conn, at):
            return None
    with database.write() as conn:
        return store.claimed(conn, at, only)


def _sent(due: SealedMail, server: MailServer | None, at: datetime) -> MailFault | None:
    """Why a mail was not taken, if so; written down either way."""
    # No transaction is open while the server is waited for.
    try:
        mail = _message(due, server)
        if server:
            sending.send(mail, server)
        else:
            sending.lay_down(mail, folder(), due.id)
        fault = None
    except store.UnreadableError:
        fault = MailFault.UNREADABLE
    except SendingError as refused:
        fault = refused.fault
    # Whatever else is wrong with one mail, the others go out, and this one is tried when somebody says so.
    except Exception as unforeseen:  # noqa: BLE001 (a library's, of a text that nobody foresaw)
        log.fault(unforeseen, "mail")
        fault = MailFault.UNREADABLE
    _write_down(due, fault, at, by_server=server is not None)
    return fault


def _write_down(due: SealedMail, fault: MailFault | None, at: datetime, *, by_server: bool) -> None:
    with database.write() as conn:
        if fault:
            standing = after(fault, due.tries)
            again_at = at + wait(due.tries) if standing is MailStanding.WAITING else None
            store.failed(conn, due.id, fault, standing, again_at)
        elif by_server:
            store.sent(conn, due.id, at)
        else:
            store.laid_down(conn, due.id)
    if by_server and not fault:
        sending.take_up(folder(), due.id)
    log.mail(fault or (MailStanding.SENT if by_server else MailStanding.IN_FOLDER))


def folder() -> Path:
    """Where mail lies while no mail server is set up."""
    return settings().home / "outbox"


def _message(mail: SealedMail, server: MailServer | None) -> EmailMessage:
    to, letter = mail.opened()
    return message(letter, Envelope(mail.id, server.sender if server else _NOBODY, to, mail.queued_at))


def everything(person: Person) -> list[Mail]:
    """The latest mails, newest first, without their texts. Raises `NotAllowedError`."""
    with reading(person, Permission.SEE_OUTBOX) as (conn, _):
        return store.everything(conn, MOST_SHOWN)


def again(person: Person, number: int, at: datetime) -> Mail:
    """A mail as it is once it was tried again. Raises `RefusedError` where nothing is left to be sent."""
    with writing(person, Permission.SEE_OUTBOX) as (conn, actor):
        before = store.find(conn, number)
        if before is None or not before.readable:
            raise RefusedError(_NOT_THERE)
        # Else it could be sent twice.
        if before.standing is MailStanding.SENDING and before.next_try_at and before.next_try_at > at:
            raise RefusedError("This mail is being sent just now.")
        store.try_again(conn, number, at)
        audit.record(conn, actor, "try mail again", _subject(number), before=before.standing)
    deliver(at, only=number)
    with reading(person, Permission.SEE_OUTBOX) as (conn, _):
        return store.find(conn, number) or before


def read(person: Person, number: int) -> str:
    """The text of a mail in the folder, as it would be sent; each reading is written down."""
    return text(_in_folder(person, number, "read mail").opened()[1])


def take(person: Person, number: int) -> bytes:
    """A mail in the folder as a file for a mail program; each taking is written down."""
    return as_file(_message(_in_folder(person, number, "take mail"), None))


def _in_folder(person: Person, number: int, action: str) -> SealedMail:
    """A mail that is there to be sent by hand. Raises `RefusedError` for any other."""
    # The text has what opens a link: nobody reads it but who sends it, and only where no server does.
    with writing(person, Permission.SEE_OUTBOX) as (conn, actor):
        mail, known = store.text_of(conn, number), store.find(conn, number)
        if mail is None or known is None or known.standing is not MailStanding.IN_FOLDER:
            raise RefusedError(_NOT_THERE)
        audit.record(conn, actor, action, _subject(number))
    return mail


def _subject(number: int) -> AuditSubject:
    # By its number: an address is in no entry (decision 82).
    return AuditSubject(RecordKind.MAIL, str(number))


def try_out(to: str, letter: Letter, at: datetime) -> SendingError | None:
    """Why a letter that was sent at once, past the outbox, was not taken; None where it was.

    Raises `RefusedError` where no mail server is set up, or `to` is no address.
    """
    server = mail_server()
    if server is None:
        raise RefusedError(
            f"No mail server is set up (PC_SMTP_URL), so nothing was sent. Mail is laid into {folder()}."
        )
    try:
        sending.send(message(letter, Envelope(0, server.sender, mailbox(to), at)), server)
    except SendingError as refused:
        return refused
    return None
