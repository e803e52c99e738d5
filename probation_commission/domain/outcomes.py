"""What a partner promised, and what came."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PERCENT = "percent"
DELIVERED, OUT_OF = "delivered", "out of"
"""What a partner keys in, and of how many."""


class PromiseSubject(StrEnum):
    """What a promise belongs to."""

    SERVICE = "service"
    IDEA = "idea"


def is_measured(about: str, unit: str) -> bool:
    """Whether what comes of a promise can be held against a target in that unit.

    A service's returns say how many outcomes are known and how many of them were achieved, so a share; a
    partner keys in how many of something there were.
    """
    return (unit == PERCENT) == (about == PromiseSubject.SERVICE)


@dataclass(frozen=True, slots=True)
class Promise:
    """A desired outcome with its indicator, baseline, target and period (both days included).

    `subject` is the slug of a service or the id of an idea. A percentage target (`unit` "percent") is of
    those whose outcome is known; any other unit counts up to the target.
    """

    partner: str
    about: PromiseSubject
    # Text for both, so that one column holds a slug or a number.
    subject: str
    desired_outcome: str
    indicator: str
    unit: str
    baseline: float | None
    # 75 percent of those whose outcome is known; of fewer than ten nothing is said (decision 22).
    target: float
    starts: date
    ends: date
    source: str
    # A made-up promise never stands on a real service (decision 81).
    illustrative: bool = False
    organisation_id: int | None = None
    """Whose it is."""


MOST_COUNTED = 100_000
"""What a partner keys in, and what a promise aims at, is no more."""


@dataclass(frozen=True, slots=True)
class Project:
    """Whose a promise is that came with an idea, and the period that results are keyed in for."""

    owner: str
    """Who wrote the idea."""
    organisation_id: int | None
    """Whose it is."""
    starts: date
    ends: date
    idea_id: int


@dataclass(frozen=True, slots=True)
class Result:
    """What a partner keyed in: `value` of `out_of` (None where the indicator has no denominator)."""

    promise_id: int
    month: date
    value: float
    out_of: int | None
    note: str = ""
