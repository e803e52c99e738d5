"""What an entry of the audit trail is about, and the words of a change in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from probation_commission.domain.days import in_full


class RecordKind(StrEnum):
    """The kinds of record that an entry can be about."""

    ACCOUNT = "account"
    AGREEMENT = "agreement"
    ALIAS = "alias"
    AREA = "area"
    CONTRACT = "contract"
    EVENT = "event"
    EXACT_COUNTS = "exact_counts"
    EXPECTED = "expected"
    FOLLOW_UP = "follow_up"
    FUND = "fund"
    GAP = "gap"
    HUB = "hub"
    IDEA = "idea"
    ILLUSTRATIVE = "illustrative"
    LAYOUT = "layout"
    LINK = "link"
    LOCALITIES = "localities"
    MAIL = "mail"
    ORGANISATION = "organisation"
    OUTLINES = "outlines"
    PROMISE = "promise"
    PUBLIC_PAGE = "public_page"
    REGISTER = "register"
    RETENTION = "retention"
    RETURN = "return"
    RULE = "rule"
    SERVICE = "service"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class AuditSubject:
    """One record: its kind, and the number or key that it is known by. Never anybody's name or address."""

    kind: RecordKind
    id: str

    def __str__(self) -> str:
        """`idea 12`."""
        return f"{self.kind} {self.id}".rstrip()


VIEWED = "view exact counts"
"""The action of looking at a page that shows them; one entry a person, page, area and day (decision 137)."""
END_ACCESS = "end access"
"""The action after which somebody has no account that is good any more."""
TAKEN = "download exact counts"
"""The action of taking them away as a file: one entry each time (decision 149)."""


def in_words(fields: Mapping[str, object], untold: Mapping[str, str] = MappingProxyType({})) -> str:
    """The columns of a record as an entry has them: `ends: 3 June 2027; capacity: open`.

    Of the columns that are `untold` there stand the words that it names instead of the value.
    """
    return "; ".join(
        f"{name.replace('_', ' ')}: {untold.get(name) or _word(value)}" for name, value in fields.items()
    )


def _word(value: object) -> str:
    if isinstance(value, date):
        return in_full(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not known" if value in (None, "") else str(value)
