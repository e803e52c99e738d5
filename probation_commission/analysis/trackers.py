"""How long people are wanted, from counts by days: medians that reckon with those who are still wanted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from probation_commission.analysis.survival import HALF, first_at_most, survived
from probation_commission.domain.trackers import Stretch, of_days

LEAST = 10
"""People without whom no median is told to anybody."""
CLASSES: Sequence[tuple[int, str]] = (
    (7, "within a week"),
    (28, "8 to 28 days"),
    (91, "29 to 91 days"),
)
"""The last day of each class of days, and its words."""
BEYOND = "more than 91 days"


@dataclass(frozen=True, slots=True)
class Durations:
    """People by the days after which they were found, and those still wanted by the days so far."""

    found: Mapping[int, int] = field(default_factory=dict)
    still: Mapping[int, int] = field(default_factory=dict)
    reversed: int = 0
    """With the end before the beginning: in no median."""

    @property
    def people(self) -> int:
        """All whose dates can be right."""
        return sum(self.found.values()) + sum(self.still.values())

    @property
    def still_wanted(self) -> int:
        """Those who were not found by the file's own latest day."""
        return sum(self.still.values())

    @property
    def median(self) -> int | None:
        """Days within which half are found (Kaplan–Meier); None where fewer than half were, or too few."""
        if self.people < LEAST:
            return None
        last = max(*self.found, *self.still, 0)
        found, still = (
            np.array([people.get(day, 0) for day in range(last + 1)], dtype=np.int64)
            for people in (self.found, self.still)
        )
        return first_at_most(survived(found, still)[1], HALF)

    @property
    def longest(self) -> tuple[int, bool] | None:
        """The longest in days, and whether it still goes on; None of nobody."""
        ends = [(days, False) for days in self.found] + [(days, True) for days in self.still]
        return max(ends, default=None)

    def by_class(self) -> dict[str, int]:
        """People by how long, in words; those still wanted by themselves."""
        counts = dict.fromkeys((*(words for _, words in CLASSES), BEYOND), 0)
        for days, count in self.found.items():
            counts[class_of(days)] += count
        return {**counts, "still wanted": self.still_wanted}


def class_of(days: int) -> str:
    """The class of a number of days, in words."""
    return next((words for last, words in CLASSES if days <= last), BEYOND)


def durations(counts: Iterable[tuple[str, float]]) -> Durations:
    """Of categories as `days_category` writes them, each with how many people; others are left out."""
    found: dict[int, int] = {}
    still: dict[int, int] = {}
    wrong = 0
    for category, count in counts:
        if not category:
            continue
        stretch, days = of_days(category)
        if days is None:
            wrong += round(count)
        else:
            of_stretch = found if stretch is Stretch.FOUND else still
            of_stretch[days] = of_stretch.get(days, 0) + round(count)
    return Durations(found, still, wrong)


@dataclass(frozen=True, slots=True)
class CaseloadRate:
    """Referrals to a service in the months of which the caseload of its area is known too."""

    subject: str
    area_code: str
    months: int
    received: float
    person_months: float
    """People on probation, added up over the months."""
    when: tuple[date, ...] = ()
    """Those months."""
    caseloads: tuple[tuple[str, date], ...] = ()
    """The area and month of each caseload behind it."""

    @property
    def per_thousand(self) -> float:
        """Referrals a month for each thousand people on probation."""
        return 1000 * self.received / self.person_months


def caseload_rates(
    received: Iterable[tuple[str, str, date, float]],
    caseload: Mapping[tuple[str, date], float],
    parts: Mapping[str, frozenset[str]],
) -> list[CaseloadRate]:
    """The rate of each service and area, the highest first.

    `received`: subject, area's code, month and count; `caseload` by area and month. A whole has the sum of
    its `parts`, where the month has all of them. Months without a caseload are in neither side.
    """
    found: dict[tuple[str, str], list[tuple[date, float, float]]] = {}
    behind: dict[tuple[str, str], list[tuple[str, date]]] = {}
    for subject, area_code, month, count in received:
        codes = [area_code] if (area_code, month) in caseload else sorted(parts.get(area_code, ()))
        people = [caseload.get((code, month), 0.0) for code in codes]
        if people and all(people):
            found.setdefault((subject, area_code), []).append((month, count, sum(people)))
            behind.setdefault((subject, area_code), []).extend((code, month) for code in codes)
    rates = [
        CaseloadRate(
            *key,
            len(months),
            sum(count for _, count, _ in months),
            sum(people for _, _, people in months),
            tuple(month for month, _, _ in months),
            tuple(behind[key]),
        )
        for key, months in found.items()
    ]
    return sorted(rates, key=lambda rate: -rate.per_thousand)
