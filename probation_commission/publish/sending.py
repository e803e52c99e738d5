"""A mail handed to the mail server, or laid into a folder where there is none."""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path

from probation_commission.domain.letters import MailFault
from probation_commission.publish.mail import as_file
from probation_commission.settings import MailServer

PATIENCE = 15.0
"""Seconds for each answer of the server."""
_LASTING = 500


class SendingError(Exception):
    """The mail was not taken: of what kind, and the server's number, 0 where it gave none.

    What the server said besides is left out: it quotes the recipient.
    """

    def __init__(self, fault: MailFault, number: int = 0) -> None:
        super().__init__(fault.value)
        self.fault, self.number = fault, number


def send(mail: EmailMessage, server: MailServer) -> None:
    """The mail, taken by the server. Raises `SendingError`."""
    try:
        with _line(server) as line:
            line.send_message(mail, server.sender)
    except smtplib.SMTPRecipientsRefused as refused:
        raise _refusal(max(number for number, _ in refused.recipients.values())) from None
    except smtplib.SMTPAuthenticationError as refused:
        raise SendingError(MailFault.SIGN_IN, refused.smtp_code) from None
    except smtplib.SMTPConnectError as refused:
        raise SendingError(MailFault.NO_ANSWER, refused.smtp_code) from None
    except smtplib.SMTPResponseException as refused:
        raise _refusal(refused.smtp_code) from None
    # One that offers no STARTTLS, or no way to sign in that we know, is not trusted with either.
    except (ssl.SSLError, smtplib.SMTPNotSupportedError):
        raise SendingError(MailFault.NOT_SECURE) from None
    except OSError:
        raise SendingError(MailFault.NO_ANSWER) from None
    # A name or password with other letters than ASCII, which smtplib can't send.
    except UnicodeError:
        raise SendingError(MailFault.SIGN_IN) from None


def _refusal(number: int) -> SendingError:
    return SendingError(MailFault.REFUSED if number >= _LASTING else MailFault.LATER, number)


@contextmanager
def _line(server: MailServer) -> Iterator[smtplib.SMTP]:
    """The line to the server, encrypted and signed in as the settings say."""
    # Its certificate has to be good, and of that name: smtplib alone would look at neither.
    safely = ssl.create_default_context()
    if server.tls == "smtps":
        line: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=safely)
    else:
        line = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.tls == "starttls":
            line.starttls(context=safely)
        if server.user:
            line.login(server.user, server.password)
        yield line
    finally:
        # A mail that was taken stays taken, however the line ends: else it would be sent twice.
        with suppress(OSError):
            line.quit()
        line.close()


def lay_down(mail: EmailMessage, folder: Path, number: int) -> None:
    """The mail as a file of the folder, for nobody else on this computer. Raises `SendingError`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = file_in(folder, number)
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(as_file(mail))
        new.replace(path)
    except OSError:
        raise SendingError(MailFault.FOLDER) from None


def take_up(folder: Path, number: int) -> None:
    """The file of a mail, gone from the folder."""
    with suppress(OSError):
        file_in(folder, number).unlink(missing_ok=True)


def file_in(folder: Path, number: int) -> Path:
    """Where the mail of that number lies."""
    return folder / f"{number}.eml"
