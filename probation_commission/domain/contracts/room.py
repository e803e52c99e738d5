"""Whether there is room in a service, as somebody said it, until the day that they said."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Capacity(StrEnum):
    """Whether there is room in a service."""

    OPEN = "open"
    LIMITED = "limited"
    WAITING = "waiting list"
    ASSESSMENT = "assessment first"
    CLOSED = "closed"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Room:
    """What is said of the room in a service, by whom and until when."""

    capacity: str = ""
    wait_weeks: int | None = None
    said_by: str = ""
    until: date | None = None


def capacity_on(day: date, capacity: str, until: date | None) -> Capacity:
    """The room in a service as somebody said it, until the day that they said; then it is not known."""
    if not capacity or until is None or until < day:
        return Capacity.NOT_KNOWN
    return Capacity(capacity)


def capacity_words(capacity: Capacity, weeks: int | None) -> str:
    """`waiting list of 6 weeks`, `open`; weeks are those that somebody said until the same day."""
    if capacity is Capacity.NOT_KNOWN or weeks is None:
        return capacity.value
    wait = f"{weeks} {'week' if weeks == 1 else 'weeks'}"
    return f"waiting list of {wait}" if capacity is Capacity.WAITING else f"{capacity}, wait {wait}"
