"""What is shown of an area's trackers: the rows that were released, and what is read from them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isnan

import pandas as pd

from probation_commission.analysis.trackers import Durations, durations
from probation_commission.domain.days import months_between
from probation_commission.domain.ranges import Range
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import HALF, TRACKERS, Tracker, half_of

YEAR = 12
"""Months that a sentence sums up."""


@dataclass(frozen=True)
class AreaTrackers:
    """The trackers of one area as an audience is shown them.

    `shown` has a `disclosure.trackers.ShownTracker` each; `exact`: they are counts by month.
    """

    shown: pd.DataFrame
    area: str
    exact: bool

    @property
    def trackers(self) -> list[Tracker]:
        """Those of which anything is here, in their order."""
        here = set(self.shown.kind)
        return [tracker for tracker in TRACKERS.values() if tracker.kind in here]

    @property
    def lacking(self) -> list[Tracker]:
        """Those of which nothing is."""
        return [tracker for tracker in TRACKERS.values() if tracker not in self.trackers]

    def rows(self, kind: Kind) -> pd.DataFrame:
        """What is shown of one tracker."""
        return self._by_kind.get(kind, self.shown.iloc[:0])

    @cached_property
    def _by_kind(self) -> dict[str, pd.DataFrame]:
        return {str(kind): rows for kind, rows in self.shown.groupby("kind")}

    def months(self, kind: Kind) -> list[date]:
        """The months, or half-years, of a tracker, oldest first."""
        return sorted(set(self.rows(kind).month))

    def last_year(self, kind: Kind) -> list[date]:
        """The twelve months up to its latest, as far as they are here."""
        months = self.months(kind)
        return months_between(months[0], months[-1])[-YEAR:]

    def total(
        self, kind: Kind, months: Sequence[date], category: str | None = None, measure: str = ""
    ) -> Range | None:
        """The sum of a count over months, all categories of the main measure where none is named.

        None where one of the months does not show it.
        """
        of_measure = self._by_month.get((kind, measure or TRACKERS[kind].main), {})
        found = [
            [sides for name, sides in of_measure.get(month, ()) if category is None or name == category]
            for month in months
        ]
        sides = [pair for of_month in found for pair in of_month]
        if not all(found) or not sides or any(isnan(low) for low, _ in sides):
            return None
        return Range(sum(low for low, _ in sides), sum(high for _, high in sides))

    @cached_property
    def _by_month(self) -> dict[tuple[str, str], dict[date, list[tuple[str, tuple[float, float]]]]]:
        """By kind and measure, and by month: each category with its smallest and largest number."""
        # Asked for hundreds of sums: a frame takes a hundred times as long to find each.
        found: dict[tuple[str, str], dict[date, list[tuple[str, tuple[float, float]]]]] = {}
        for row in self.shown.to_dict("records"):
            of_measure = found.setdefault((row["kind"], row["measure"]), {})
            of_measure.setdefault(row["month"], []).append((row["category"], (row["low"], row["high"])))
        return found

    def series(self, kind: Kind, category: str | None = None) -> "pd.Series[float]":
        """A count month by month; NaN in a month that does not give it."""
        months = self.months(kind)
        every = months_between(months[0], months[-1])
        sums = [self.total(kind, [month], category) for month in every]
        return pd.Series([float("nan") if one is None else one.low for one in sums], every, dtype=float)

    def made_up(self, kind: Kind) -> list[date]:
        """The months of a tracker that are made up."""
        rows = self.rows(kind)
        return sorted(set(rows.month[rows.made_up.astype(bool)]))

    @cached_property
    def days(self) -> dict[date, Durations]:
        """How long people were wanted, by the half-year in which it began; empty where that is not shown."""
        rows = self.rows(Kind.WANTED_DAYS)
        halves = sorted({half_of(month) for month in rows.month[rows.low.notna()]})
        return {half: self._counted_days(half, rows) for half in halves}

    def days_of(self, half: date, reason: str) -> Durations:
        """The same of those who are wanted for one reason."""
        rows = self.rows(Kind.WANTED_DAYS)
        return self._counted_days(half, rows[rows.breakdown == reason])

    def _counted_days(self, half: date, rows: pd.DataFrame) -> Durations:
        mine = zip(rows.month, rows.category, rows.low, strict=True)
        return durations((category, count) for month, category, count in mine if half_of(month) == half)

    @cached_property
    def whole_halves(self) -> list[date]:
        """The half-years of which a list has all six months."""
        rows = self.rows(Kind.WANTED_DAYS)
        return sorted({half_of(month) for month in rows.month[rows.months == HALF]})

    @property
    def middles(self) -> dict[date, str]:
        """In which class of days the middle lies, by half-year, where that alone is told."""
        rows = self.rows(Kind.WANTED_DAYS)
        told = rows[rows.low.isna()]
        return dict(zip(told.month, told.text, strict=True))
