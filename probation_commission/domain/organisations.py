"""Organisations: who provides, runs, asks for money or belongs to the partnership, each a record once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from probation_commission.domain.words import listed, plural

LONGEST_NAME, LONGEST_WEBSITE = 200, 200
_CHARITY = re.compile(r"\d{6,7}(-\d{1,3})?|SC\d{6}|NIC\d{6}", re.ASCII)
_COMPANY = re.compile(r"\d{8}|(SC|NI|OC|SO|NC|IP|SP|RC|CE|CS|RS|R0|FC|SF|NF|GE|SE|LP|SL|NL)\d{6}", re.ASCII)
_PUNCTUATION = str.maketrans(
    {"’": "'", "\u2018": "'", "`": "'", "–": "-", "—": "-", "&": " and ", ".": "", ",": " "}
)


class OrganisationKind(StrEnum):
    """What kind of body it is; the codes are stored, their words are not (decision 84)."""

    PROBATION = "probation"
    PROVIDER = "provider"
    CHARITY = "charity"
    COUNCIL = "council"
    POLICE = "police"
    HEALTH = "health"
    EDUCATION = "education"
    OTHER = "other"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> str:
        """Its words on a screen and in a file."""
        return _LABELS[self]


_LABELS = {
    OrganisationKind.PROBATION: "probation",
    OrganisationKind.PROVIDER: "provider",
    OrganisationKind.CHARITY: "charity or community group",
    OrganisationKind.COUNCIL: "council",
    OrganisationKind.POLICE: "police or its commissioner",
    OrganisationKind.HEALTH: "health",
    OrganisationKind.EDUCATION: "education",
    OrganisationKind.OTHER: "other",
    OrganisationKind.NOT_KNOWN: "not known",
}


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """What is written down of an organisation besides its names: of the body, never of a person in it."""

    kind: OrganisationKind = OrganisationKind.NOT_KNOWN
    charity_no: str = ""
    company_no: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as it is kept."""

    id: int
    name: str
    details: OrganisationDetails
    source: str
    """Where what is known of it stands; of one that somebody typed, that it was typed."""
    confirmed: bool
    """Whether it is known to be one of its own; any other waits to be merged or confirmed."""
    illustrative: bool
    spellings: tuple[str, ...] = ()
    """Everything that it is also called."""


@dataclass(frozen=True, slots=True)
class BundledOrganisation:
    """One that comes with the app, from a public source, by a name of its own that never changes."""

    slug: str
    name: str
    kind: OrganisationKind
    source: str
    spellings: tuple[str, ...]


def its_own(has: Mapping[str, int]) -> str:
    """What belongs to an organisation, in words: `2 members and 1 idea`; empty of nothing."""
    return listed(plural(count, words.removesuffix("s")) for words, count in has.items())


def spelling(name: str) -> str:
    """What two ways of writing one name have in common: `St. Giles  TRUST` and `St Giles Trust`.

    Case, spaces and punctuation alone. Together is never the Together Women Project: that a name is like
    another says nothing.
    """
    return " ".join(name.translate(_PUNCTUATION).casefold().split())


def charity_number(written: str) -> str:
    """The number of a charity as it is kept: 6 or 7 digits, with `-1` of a linked one; SC or NIC and 6.

    Empty where nothing is written. Raises `ValueError` with a sentence that says what to do.
    """
    return _number(written, _CHARITY, "A charity number has 6 or 7 digits (in Scotland SC and 6).")


def company_number(written: str) -> str:
    """The number of a company as it is kept: 8 digits, or two letters and 6. As `charity_number`."""
    # Many spreadsheets lose the noughts in front.
    written = written.strip().zfill(8) if written.strip().isdecimal() else written
    return _number(written, _COMPANY, "A company number has 8 digits, or 2 letters and 6 digits.")


def _number(written: str, form: re.Pattern[str], what: str) -> str:
    number = "".join(written.split()).upper()
    if number and not form.fullmatch(number):
        raise ValueError(f"{what} Write it as it stands in the register, or leave it empty.")
    return number


def website(written: str) -> str:
    """The address of a website as it is kept. Raises `ValueError` for what no browser would open safely."""
    address = written.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    if address and not re.fullmatch(r"https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:\d+)?(/[^\s<>\"']*)?", address):
        raise ValueError("Write the website as a browser shows it: https:// and its name.")
    return address
