"""Days as people here read them."""

from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(moment: datetime) -> str:
    """`1 November 2026`, the day on which that moment fell in London."""
    there = moment.astimezone(LONDON)
    return f"{there.day} {there:%B %Y}"
