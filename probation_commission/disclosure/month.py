"""An area's month as its return gives it: places by all nominals and by RAG, with those in no row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from probation_commission.analysis import iom as analysis
from probation_commission.analysis.given import AREA, Given, GivenCount, otherwise, stated
from probation_commission.analysis.iom import IN_NO_ROW
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.places import PLACE_LABELS, PlaceKind, WardSet

LOCALITY, LARGE = "locality", "large locality"
KINDS = (*(kind.value for kind in PlaceKind if kind is not PlaceKind.WARD), IN_NO_ROW)
"""Everywhere that is no ward of the map; all of them are told each time, named or not (decision 65)."""
Numbers: TypeAlias = NDArray[np.float64]
"""A column for each of `COUNTS`."""


@dataclass(frozen=True, slots=True)
class GivenCounts:
    """The smallest and the largest that each of many counts can be, alike where it is a number.

    NaN: not in the return; infinite: no largest is given.
    """

    low: Numbers
    high: Numbers

    @property
    def exact(self) -> NDArray[np.bool_]:
        """Which of them are one number."""
        is_number: NDArray[np.bool_] = self.low == self.high
        return is_number

    def row(self, number: int) -> "GivenCounts":
        """The counts of one place."""
        return GivenCounts(self.low[number], self.high[number])

    def summed(self, at: NDArray[np.intp], count: int) -> "GivenCounts":
        """Their sums over the rows that go to each of `count` numbers; below nought: to none."""
        return GivenCounts(_summed(self.low, at, count), _summed(self.high, at, count))


def exactly_given(numbers: Numbers) -> GivenCounts:
    """Counts each of which is a number, or not in the return."""
    return GivenCounts(numbers, numbers)


def stacked(first: GivenCounts, second: GivenCounts) -> GivenCounts:
    """The rows of one and then of the other."""
    return GivenCounts(np.vstack([first.low, second.low]), np.vstack([first.high, second.high]))


def _summed(numbers: Numbers, at: NDArray[np.intp], count: int) -> Numbers:
    sums = np.zeros((count, numbers.shape[1]))
    # `sums[rows] += …` would add only the last of several rows of one place.
    np.add.at(sums, at[at >= 0], np.nan_to_num(numbers[at >= 0], posinf=np.inf))
    return sums


@dataclass(frozen=True)
class Month:
    """The places that a return names (kind, code, place), their counts, and those of the whole area.

    The last place is of those in no row.
    """

    month: date
    places: pd.DataFrame
    counts: GivenCounts
    total: GivenCounts
    otherwise: Given = field(default_factory=dict)
    """What is given otherwise than as a plain number, for those alone who see exact counts."""

    def by_ward(self, ward_set: WardSet) -> GivenCounts:
        """The counts of every ward of the set, in its order; nought where the return names none."""
        # Not named and nought are one here, as they are in the first band (decision 65).
        codes = pd.Index([ward.code for ward in ward_set.wards])
        return self._summed(self.places.code.where(self.places.kind == PlaceKind.WARD), codes)

    def beside(self) -> GivenCounts:
        """The counts of every kind of place that is no ward, in the order of `KINDS`, named or not."""
        return self._summed(self.places.kind, pd.Index(KINDS))

    def _summed(self, keys: "pd.Series[str]", rows: pd.Index) -> GivenCounts:
        return self.counts.summed(rows.get_indexer(pd.Index(keys)), len(rows))


def months(figures: pd.DataFrame) -> Mapping[date, Month]:
    """Every month of an area that has a return; `figures` as `store.returns.figures` gives them."""
    if figures.empty:
        return {}
    totals = analysis.totals(figures).set_index("month")
    named = _named(figures)
    rows = dict(list(named.groupby("month")))
    given, columns = otherwise(figures), stated(figures)
    return {
        month: _month(
            month, rows.get(month, named[:0]), totals.loc[month], given.get(month, {}), columns.get(month, ())
        )
        for month in totals.index
    }


def _named(figures: pd.DataFrame) -> pd.DataFrame:
    """The places that returns name; a ward once, however often and however it was written."""
    named = analysis.every_place(figures).rename(
        columns={"place_kind": "kind", "ward_code": "code", "place_text": "place"}
    )
    # "HARRINGAY" and E05013590 are one ward; places that are no ward keep their words, for leads.
    named["place"] = named.place.where(named.kind != PlaceKind.WARD, "")
    named = named.groupby(["month", "kind", "code", "place"])[COUNTS].sum(min_count=1).reset_index()
    # In the order of the words that tables show, not of their codes (decision 84).
    by_words = named.assign(words=named.kind.replace(PLACE_LABELS))
    return by_words.sort_values(["month", "words", "code", "place"]).drop(columns="words")


def _month(
    month: date,
    named: pd.DataFrame,
    totals: "pd.Series[float]",
    given: Given,
    stated_columns: Collection[str],
) -> Month:
    exact = list(zip(map(str, named.kind), named.code.fillna(""), named.place.fillna(""), strict=True))
    # Places of which no exact count is given come after those of which one is.
    keys = [*exact, *(key for key in given if key != AREA and key not in set(exact))]
    counts = np.full((len(keys), len(COUNTS)), np.nan)
    counts[: len(exact)] = named[COUNTS].to_numpy(float)
    rows = _with_ends(counts, [given.get(key, {}) for key in keys])
    total = _with_ends(np.asarray(totals[COUNTS], dtype=np.float64)[None, :], [given.get(AREA, {})]).row(0)
    missing = _in_no_row(rows, total, np.array([column in stated_columns for column in COUNTS]))
    places = pd.DataFrame([*keys, (IN_NO_ROW, "", "")], columns=["kind", "code", "place"])
    return Month(month, places, stacked(rows, missing), total, given)


def _with_ends(numbers: Numbers, otherwise_given: Sequence[Mapping[str, GivenCount]]) -> GivenCounts:
    """The numbers, with the ends of those that are given otherwise: of a mark alone nought and no largest."""
    low, high = numbers.copy(), numbers.copy()
    for row, columns in enumerate(otherwise_given):
        for column, count in columns.items():
            at = row, COUNTS.index(column)
            low[at], high[at] = count.low or 0, np.inf if count.high is None else count.high
    return GivenCounts(low, high)


def _in_no_row(rows: GivenCounts, total: GivenCounts, is_stated: NDArray[np.bool_]) -> GivenCounts:
    """Those in no row: 61 stated and 52 in rows are 9; 8 stated and 5 and "<5" in rows are 0 to 3."""
    # Rows may also be more than the total; then nobody is.
    low = np.clip(total.low - np.nansum(rows.high, axis=0), 0, None)
    high = np.clip(total.high - np.nansum(rows.low, axis=0), 0, None)
    # A whole that is but the sum of its rows leaves nobody, whatever each of them can be (decision 129).
    summed = ~is_stated & ~total.exact & ~np.isnan(total.low)
    return GivenCounts(np.where(summed, 0, low), np.where(summed, 0, high))
