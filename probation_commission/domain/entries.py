"""What operators say of their entry in the directory: that it is right, or what is not."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_CHANGE, LONGEST_REPLY = 1000, 300
QUARTER = 92
"""Days after which an operator is asked again whether its entry is right."""


@dataclass(frozen=True, slots=True)
class AskedChange:
    """A change that an operator asks for; a lead writes it down, or says why not."""

    id: int
    organisation: str
    text: str
    at: datetime
    settled_at: datetime | None = None
    taken_up: bool | None = None
    reply: str = ""
