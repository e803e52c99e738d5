"""How long what is stored about those who use the app, and what they left lying, is kept.

Counts have no end of their own: they are the history that the app is for (docs/privacy.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_MONTH = timedelta(days=365.25 / 12)


class Perishable(StrEnum):
    """What goes when its time is over."""

    KEPT_FILES = "kept files"
    DRAFTS = "drafts"
    FORMER_USERS = "former users"
    LINKS = "links"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How many months something is kept, since when, and what becomes of it then."""

    months: int
    since: str
    then: str

    def before(self, moment: datetime) -> datetime:
        """What is older than that, at that moment, has been kept long enough."""
        return moment - self.months * _MONTH


RULES = {
    Perishable.KEPT_FILES: RetentionRule(
        24, "the file was loaded", "its bytes go; its figures, name and hash stay"
    ),
    Perishable.DRAFTS: RetentionRule(12, "anybody last changed it", "an idea that was never sent in goes"),
    Perishable.FORMER_USERS: RetentionRule(
        24, "their access ended", "name and address go; what they did stays, under a number"
    ),
    Perishable.LINKS: RetentionRule(12, "it ended", "to whom it went goes, and when it was opened"),
    Perishable.MAIL: RetentionRule(3, "it was written", "its line in the outbox goes"),
}
"""The months are the partnership's to change here, together with docs/privacy.md (decision 220)."""
