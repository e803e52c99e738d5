"""A month of a service keyed in: a return without a file (decision 252)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from probation_commission.domain.days import month_after, month_before
from probation_commission.domain.months import month_fault
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.places import Authority, Gazetteer
from probation_commission.domain.referrals import COUNT_LABELS, EVERY_COUNT, Level, areas, desired_category

FILE_NAME = "keyed in"
"""What stands where a return from a file has the file's name."""
MOST = 9_999
"""Of one count in one month: more is a slip of the keyboard."""
MOST_MONTHS = 24
"""How many months back the form offers."""


@dataclass(frozen=True, slots=True)
class KeyedMonth:
    """What somebody keyed in: each count by its category; one that is not in `counts` is not given."""

    service: str
    area: str
    month: date
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KeyableService:
    """A service whose months can be keyed in, and the areas that it returned for and is to be had in."""

    slug: str
    name: str
    pathway: str
    illustrative: bool
    returned: frozenset[str]
    covered: frozenset[str]

    def areas(self, gazetteer: Gazetteer) -> tuple[Authority, ...]:
        """The areas that a month of it can be of: those of its returns first, then those that it covers.

        A whole is one of them where it covers all its parts; where nothing is known of it, every area.
        """
        wholes = {whole.code for whole in gazetteer.wholes if whole.parts <= self.covered}
        known = self.returned | self.covered | wholes
        every = areas(gazetteer)
        found = [area for area in every if area.code in known] or list(every)
        return tuple(sorted(found, key=lambda area: area.code not in self.returned))

    @property
    def desired(self) -> tuple[str, ...]:
        """The categories of its outcomes by what is desired, of its pathway; none of one with many."""
        return tuple(
            desired_category(level, outcome) for outcome in PATHWAYS.get(self.pathway, ()) for level in Level
        )


def problems(keyed: KeyedMonth, today: date) -> Iterator[str]:
    """Everything for which a month can't be kept, in sentences."""
    if fault := month_fault(keyed.month, today):
        yield fault.message
    for category, count in keyed.counts.items():
        if category not in EVERY_COUNT:
            yield f"“{category}” is no count of a service’s return."
        elif not 0 <= count <= MOST:
            words = COUNT_LABELS[category]
            yield f"{words[:1].upper()}{words[1:]}: write a whole number from 0 to {MOST:,}."
    if not keyed.counts:
        yield "Give at least one count. Write 0 where there was none."


def months_open(today: date) -> list[date]:
    """The months that can be keyed in: the last one that is over first, and the one that is not over last."""
    this = today.replace(day=1)
    months = [month_before(this)]
    while len(months) < MOST_MONTHS:
        months.append(month_before(months[-1]))
    return [*months, this]


def missing(given: frozenset[date], today: date) -> list[date]:
    """The months that are over and have no return, from the first on that has one, or of the last alone."""
    last = month_before(today.replace(day=1))
    month = min(given, default=last)
    found = []
    while month <= last:
        if month not in given:
            found.append(month)
        month = month_after(month)
    return found
