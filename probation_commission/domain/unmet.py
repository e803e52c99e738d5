"""Unmet demand: who asked for a service and got none, counted by quarter, never a person.

One organisation's counts of one area and quarter are a return without a file: kind `unmet`, its subject the
organisation's number, its month the first of the quarter, of three months. Each figure is a pathway and a
reason, and at most one of a ward or a group.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from probation_commission.domain.days import month_after, month_before
from probation_commission.domain.gaps import EVIDENCE_MONTHS, GapGroup
from probation_commission.domain.pathways import GAP_PATHWAYS

MEASURE = "unmet demand"
QUARTER = 3
"""Months."""
MERGED = "keyed in, added up as two organisations were merged"
"""What stands where a return from a file has the file's name: what both counted, in one version."""
MOST = 999
"""Of one line: more requests of one kind in a quarter are a slip of the keyboard."""
_OF = ": "


class UnmetReason(StrEnum):
    """Why nothing came of it: the breakdown of a figure."""

    NONE_EXISTS = "none exists"
    FULL = "full"
    WAIT = "wait too long"
    NOT_WOMEN = "not for women"
    TOO_FAR = "too far"
    EXCLUDED = "excluded"
    NOT_REFERRED = "not referred though there is one"


@dataclass(frozen=True, slots=True)
class UnmetQuarter:
    """Whose counts, of which area and quarter: one return."""

    organisation: int
    area_code: str
    first: date

    @property
    def subject(self) -> str:
        """The organisation, as the subject of a return has it."""
        return str(self.organisation)


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """What a count is of: a pathway, a reason, and at most one of a ward's code or a group."""

    pathway: str
    reason: UnmetReason
    ward: str = ""
    group: GapGroup | None = None

    @property
    def category(self) -> str:
        """The category of its figure: `Accommodation`, `Accommodation: women`."""
        return f"{self.pathway}{_OF}{self.group}" if self.group else self.pathway

    @classmethod
    def of(cls, category: str, reason: str, ward: str = "") -> "UnmetLine":
        """The same read back from a figure. Raises `ValueError` for what is none."""
        pathway, _, group = category.partition(_OF)
        if pathway not in GAP_PATHWAYS:
            raise ValueError(category)
        return cls(pathway, UnmetReason(reason), ward, GapGroup(group) if group else None)

    @property
    def order(self) -> tuple[int, str, str, str]:
        """In which order lines are read: by pathway as on every screen, then by reason."""
        return GAP_PATHWAYS.index(self.pathway), self.reason, self.group or "", self.ward


def problems(line: UnmetLine, count: int | None) -> Iterator[str]:
    """Everything for which a line can't be kept, in sentences."""
    if line.pathway not in GAP_PATHWAYS:
        yield "Choose a pathway."
    if line.ward and line.group:
        yield "Name a ward or a group, not both."
    if line.reason is UnmetReason.NOT_WOMEN and line.group is GapGroup.MEN:
        yield "A service that is not for women is missing for no man: choose another reason or group."
    if count is None or not 1 <= count <= MOST:
        yield f"Write how many requests, from 1 to {MOST}. Nothing is written down where there was none."


def quarter_of(day: date) -> date:
    """The first day of the calendar quarter that a day is in."""
    return date(day.year, day.month - (day.month - 1) % QUARTER, 1)


def quarter_after(first: date) -> date:
    """The first day of the next quarter."""
    for _ in range(QUARTER):
        first = month_after(first)
    return first


def last_day(first: date) -> date:
    """The last day of a quarter."""
    return quarter_after(first) - timedelta(days=1)


def shuts_after(first: date) -> date:
    """The last day on which partners count in a quarter: one month after its end (decision 269)."""
    return month_after(quarter_after(first)) - timedelta(days=1)


def told_from(first: date) -> date:
    """The first day on which sums of a quarter are told, as nobody but leads counts in it any more."""
    return month_after(quarter_after(first))


def is_shut(first: date, on: date) -> bool:
    """Whether a quarter is over on that day, and the month after it in which partners still count."""
    return on > shuts_after(first)


def quarters_open(on: date, *, long: bool) -> list[date]:
    """The quarters that can be counted in on that day, the current one first; `long`: for leads.

    All of them are whole within the last `EVIDENCE_MONTHS`, so that what is counted is evidence.
    """
    first = quarter_of(on)
    found = [first]
    while len(found) < EVIDENCE_MONTHS // QUARTER:
        for _ in range(QUARTER):
            first = month_before(first)
        found.append(first)
    return [one for one in found if long or not is_shut(one, on)]


def quarter_name(first: date) -> str:
    """`October to December 2026`."""
    return f"{first:%B} to {last_day(first):%B %Y}"
