"""Whom to turn to in an organisation: a shared mailbox and a phone for each role, never a person."""

import re
from dataclasses import dataclass
from enum import StrEnum

from probation_commission.domain.people import mail_address

LONGEST_PHONE = 20
_PHONE = re.compile(r"0[123578]\d{8,9}|10[15]|11[19]|999|116\d{3}", re.ASCII)
_PERSONS = re.compile(r"[a-z]+[._-][a-z]+\d*", re.ASCII)
# `referrals.durham@` is a team's as well: such a word is in no name of a person.
_SHARED = re.compile(
    r"admin|advice|assess|contact|contract|data|duty|enquir|finance|grant|hello|help|hub|iom|info|mail|office|"
    r"partnership|probation|referral|report|return|safeguard|service|support|team"
)


class ContactRole(StrEnum):
    """What a contact is for; the codes are stored, their words are not (decision 84)."""

    GENERAL = "general"
    REFERRALS = "referrals"
    RETURNS = "returns"
    IDEAS = "ideas"
    CONTRACT = "contract"
    SAFEGUARDING = "safeguarding"
    COMPLAINTS = "complaints"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return _LABELS[self]


_LABELS = {
    ContactRole.GENERAL: "general",
    ContactRole.REFERRALS: "referrals",
    ContactRole.RETURNS: "returns and data",
    ContactRole.IDEAS: "ideas and grants",
    ContactRole.CONTRACT: "contract",
    ContactRole.SAFEGUARDING: "safeguarding",
    ContactRole.COMPLAINTS: "complaints",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """A mailbox and a phone of an organisation for one role; either may be empty."""

    role: ContactRole
    mailbox: str = ""
    phone: str = ""

    def __str__(self) -> str:
        """`referrals: referrals@example.org, 01632 960123`."""
        return f"{self.role.label}: {', '.join(filter(None, (self.mailbox, self.phone)))}"


def mailbox(written: str) -> str:
    """A mailbox as it is kept; empty where nothing is written. Raises `ValueError` with what to do."""
    try:
        return mail_address(written) if written.strip() else ""
    except ValueError:
        raise ValueError(f"“{written.strip()}” is no mailbox: write the whole e-mail address.") from None


def phone(written: str) -> str:
    """A phone number of the United Kingdom as it is kept, from `+44 (0)1632 960123`: `01632 960123`.

    Empty where nothing is written. Raises `ValueError` with a sentence that says what to do.
    """
    national = re.sub(r"^\s*(\+|00)44\s*(\(0\))?\s*", "0", written)
    kept = " ".join(re.sub(r"[()\-–.]", " ", national).split())
    if kept and not (_PHONE.fullmatch(kept.replace(" ", "")) and len(kept) <= LONGEST_PHONE):
        raise ValueError(
            f"“{written.strip()}” is no phone number of the United Kingdom: write it with its area code."
        )
    return kept


def looks_like_one_persons(address: str) -> bool:
    """Whether a mailbox looks like somebody's own: `jo.bloggs@`, and not `referrals.north@`."""
    before = address.partition("@")[0].lower()
    return bool(_PERSONS.fullmatch(before)) and not _SHARED.search(before)
