"""Staff who may sign in, known by the e-mail address that the sign-in provider vouches for."""

import re

LONGEST = 130
"""Characters of an address; with a name it fits into the audit trail."""


def sign_in_address(written: str) -> str:
    """The address as it is kept and compared: trimmed, in small letters. Raises ValueError.

    Only ASCII: elsewhere two different letters can become the same small one.
    """
    address = written.strip()
    before, _, after = address.rpartition("@")
    # The kelvin sign looks like a K, and its small letter is a plain k.
    plain = address.isascii() and address.isprintable() and len(address) <= LONGEST
    if not (plain and before and after) or set(" @,;<>") & set(before + after):
        raise ValueError(
            "Write the whole e-mail address that the person signs in with: letters, an @, and where."
        )
    return address.lower()


# As a mail server takes it without quotes (RFC 5321's Dot-string and Domain).
_ATOM, _LABEL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+", r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_MAILBOX = re.compile(rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*")


def mail_address(written: str) -> str:
    """The address of one mailbox, to which mail can be sent, as it is kept. Raises ValueError."""
    address = sign_in_address(written)
    if not _MAILBOX.fullmatch(address):
        raise ValueError("Write the whole e-mail address of one mailbox: letters, an @, and where.")
    return address
