"""What an entry of the audit trail is about."""

from dataclasses import dataclass
from enum import StrEnum


class RecordKind(StrEnum):
    """The kinds of record that an entry can be about."""

    ACCOUNT = "account"
    AGREEMENT = "agreement"
    ALIAS = "alias"
    AREA = "area"
    CONTRACT = "contract"
    EXACT_COUNTS = "exact_counts"
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
