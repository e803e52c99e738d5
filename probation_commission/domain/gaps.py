"""A gap: a pathway in an area for a group of people, and what is known of services for it there."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from probation_commission.domain.contracts import Sex
from probation_commission.domain.pathways import GAP_PATHWAYS

EVIDENCE_MONTHS = 24
"""Older evidence is history: shown with its size, and never ranked."""
ENDS_SOON = 3
"""Months."""
LONG_WAIT = 6
"""Weeks; more of them is a long wait."""
LONGEST_NOTE, LONGEST_OUTSIDE, LONGEST_SOURCE, LONGEST_REASON = 1000, 120, 200, 500
_FIRST_YEAR = 2015
"""What was known of a service outside before it says nothing of today; an earlier year is a slip."""


class GapGroup(StrEnum):
    """Whom a service is for or missing for; a person can be in several."""

    MEN = "men"
    WOMEN = "women"
    YOUNG = "aged 18 to 25"
    IOM = "IOM nominals"

    @property
    def sexes(self) -> tuple[Sex, ...]:
        """Whom it is made of: a service for men alone leaves the women of a group of both without one."""
        return {GapGroup.MEN: (Sex.MEN,), GapGroup.WOMEN: (Sex.WOMEN,)}.get(self, (Sex.MEN, Sex.WOMEN))


class GapVerdict(StrEnum):
    """What the best service of a cell is worth to it, from the best to the worst: the best one counts."""

    OPEN = "open"
    ELSEWHERE = "one outside"
    """None that is known here; a lead wrote down one that the partnership does not buy."""
    ENDING = "ends in three months"
    WAITING = "waiting over six weeks"
    FULL = "full"
    UNCONFIRMED = "not confirmed"
    COMING = "to come"
    CUSTODY = "in custody only"
    CLOSED = "closed"
    NOT_FOR = "not for them"
    """There is one in the area, for others than this group."""
    NONE_KNOWN = "none known here"

    @property
    def rank(self) -> int:
        """0 for the best; the worst has the highest."""
        return list(GapVerdict).index(self)

    @property
    def is_gap(self) -> bool:
        """Whether something is missing: no service that is known to be open, here or outside."""
        return self not in {GapVerdict.OPEN, GapVerdict.ELSEWHERE}


@dataclass(frozen=True, slots=True, order=True)
class GapCell:
    """One cell: a pathway of `GAP_PATHWAYS`, the code of an area, and a group."""

    pathway: str
    area_code: str
    group: GapGroup

    @property
    def key(self) -> str:
        """What a note or an action names it by; it never changes."""
        return f"{self.pathway}|{self.area_code}|{self.group}"

    @classmethod
    def of_key(cls, key: str) -> "GapCell | None":
        """The cell of that key; None where it is of no pathway or group that there is."""
        pathway, _, rest = key.partition("|")
        area_code, _, group = rest.partition("|")
        if pathway not in GAP_PATHWAYS or not area_code or group not in set(GapGroup):
            return None
        return cls(pathway, area_code, GapGroup(group))


@dataclass(frozen=True, slots=True)
class OutsideService:
    """A service that the partnership does not buy, as a lead wrote it down for a cell."""

    cell: GapCell
    name: str
    source: str
    """Who says so, or where it stands."""
    as_of: date
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class KeptOutside:
    """A service outside as it is kept; one that was taken back says by whom and why."""

    id: int
    outside: OutsideService
    by: str
    at: datetime
    taken_back_by: str = ""
    reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return not self.taken_back_by


@dataclass(frozen=True, slots=True)
class GapNote:
    """What a lead noted of a cell, for leads alone."""

    id: int
    cell: GapCell
    text: str
    by: str
    at: datetime


def wrong_with_outside(outside: OutsideService, today: date) -> list[str]:
    """What is wrong with a service outside, a sentence each; nothing where it can be kept."""
    known = date(_FIRST_YEAR, 1, 1) <= outside.as_of <= today
    return [
        *(["Write what the service is called."] * (not outside.name)),
        *(["Write who says so, or where it stands."] * (not outside.source)),
        *([f"Choose the day on which it was so, from {_FIRST_YEAR} to today."] * (not known)),
    ]
