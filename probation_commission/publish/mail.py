"""A letter as an e-mail: plain text, and the same in simple HTML that loads nothing from anywhere."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from probation_commission.domain.letters import Letter

_WIDTH = 72
_FROM = "Partnership & Commissioning Explorer"
_PARAGRAPH = '<p style="margin:0 0 16px">{}</p>'
_BUTTON = (
    '<a href="{}" style="display:inline-block;padding:12px 20px;background:#1d5a96;color:#ffffff;'
    'text-decoration:none;font-weight:bold">{}</a>'
)
_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#17212b;font:16px/1.5 Arial,sans-serif">
<div style="max-width:560px">
{body}
</div>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around a letter; `number` and the moment make its Message-ID, the same at each try."""

    number: int
    sender: str
    to: str
    at: datetime


def message(letter: Letter, envelope: Envelope) -> EmailMessage:
    """The letter as it is sent. Raises ValueError where a line ends within a header."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(_FROM, addr_spec=envelope.sender)
    mail["To"] = Address(addr_spec=envelope.to)
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(envelope.at)
    # So a server that took it, and was cut off before it said so, can tell that it has it already.
    where = envelope.sender.rpartition("@")[2]
    mail["Message-ID"] = f"<{envelope.number}.{envelope.at:%Y%m%d%H%M%S%f}@{where}>"
    # Nobody's "out of office" answers it (RFC 3834).
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text(letter), cte="quoted-printable")
    mail.add_alternative(_page(letter), subtype="html", cte="quoted-printable")
    return mail


def as_file(mail: EmailMessage) -> bytes:
    """The mail as a file that mail programs open ready to be sent."""
    # Outlook opens a file with this header as a draft, others pass over it.
    mail["X-Unsent"] = "1"
    return mail.as_bytes()


def text(letter: Letter) -> str:
    """The letter in lines, the address on one of its own, whole, so that it can be copied."""
    return "\n\n".join(_parts(letter)) + "\n"


def _parts(letter: Letter) -> Iterator[str]:
    for paragraph in letter.paragraphs:
        yield textwrap.fill(paragraph, _WIDTH, break_long_words=False, break_on_hyphens=False)
    if letter.button:
        label, address = letter.button
        yield f"{label}:\n{address}"


def _page(letter: Letter) -> str:
    body = [_PARAGRAPH.format(escape(paragraph)) for paragraph in letter.paragraphs]
    if letter.button:
        label, address = letter.button
        body.append(_PARAGRAPH.format(_BUTTON.format(escape(address), escape(label))))
        whole = f'<span style="word-break:break-all">{escape(address)}</span>'
        body.append(
            _PARAGRAPH.format(f"If the button does nothing, copy this address into a browser:<br>{whole}")
        )
    return _PAGE.format(title=escape(letter.subject), body="\n".join(body))
