"""Pages that a lead may open to whoever has their address."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PublicPage(StrEnum):
    """A page that needs no sign-in once a lead publishes it, by the path it stands at."""

    AVAILABLE = "available"
    FIRST = "first-appointment"

    @property
    def path(self) -> str:
        """Where it stands: `/available`."""
        return f"/{self}"

    @property
    def label(self) -> str:
        """What it is called."""
        return _LABELS[self]

    @property
    def shows(self) -> str:
        """What strangers will see on it, in a sentence."""
        return _SHOWS[self]


_LABELS = {PublicPage.AVAILABLE: "What’s available", PublicPage.FIRST: "First appointment"}
_SHOWS = {
    PublicPage.AVAILABLE: (
        "Strangers see every service that is known to run: its name and provider, for whom and where it is, "
        "how to refer, room and wait, until when, and how sure that is. They see no value of a contract, no "
        "note for leads, and nothing of anybody on probation."
    ),
    PublicPage.FIRST: (
        "Strangers choose a ward or the first half of a postcode and see the places near it: address, hours, "
        "telephone, who stands in, who attends. Confidential places are named without where they are. What a "
        "stranger chooses is kept nowhere."
    ),
}


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """That a page stands open: since when, and who opened it."""

    page: PublicPage
    published_by: str
    at: datetime
