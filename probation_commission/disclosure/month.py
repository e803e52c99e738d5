"""An area's month as its return gives it: places by all nominals and by RAG, with those in no row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from probation_commission.analysis import iom as analysis
from probation_commission.analysis.given import Given, otherwise
from probation_commission.analysis.iom import IN_NO_ROW
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.places import PLACE_LABELS, PlaceKind, WardSet

LOCALITY = "locality"
KINDS = (*(kind.value for kind in PlaceKind if kind is not PlaceKind.WARD), IN_NO_ROW)
"""Everywhere that is no ward of the map; all of them are told each time, named or not (decision 65)."""
Numbers: TypeAlias = NDArray[np.float64]
"""A column for each of `COUNTS`; NaN: not in the return."""


@dataclass(frozen=True)
class Month:
    """The places that a return names (kind, code, place), their counts, and those of the whole area."""

    month: date
    places: pd.DataFrame
    counts: Numbers
    total: Numbers
    otherwise: Given = field(default_factory=dict)
    """What is given otherwise than as a plain number, for those alone who see exact counts."""

    def by_ward(self, ward_set: WardSet) -> Numbers:
        """The counts of every ward of the set, in its order; nought where the return names none."""
        # Not named and nought are one here, as they are in the first band (decision 65).
        codes = pd.Index([ward.code for ward in ward_set.wards])
        return self._summed(self.places.code.where(self.places.kind == PlaceKind.WARD), codes)

    def beside(self) -> Numbers:
        """The counts of every kind of place that is no ward, in the order of `KINDS`, named or not."""
        return self._summed(self.places.kind, pd.Index(KINDS))

    def _summed(self, keys: "pd.Series[str]", rows: pd.Index) -> Numbers:
        sums = np.zeros((len(rows), len(COUNTS)))
        at = rows.get_indexer(pd.Index(keys))
        # `sums[rows] += …` would add only the last of several rows of one place.
        np.add.at(sums, at[at >= 0], np.nan_to_num(self.counts[at >= 0]))
        return sums


def months(figures: pd.DataFrame) -> Mapping[date, Month]:
    """Every month of an area that has a return; `figures` as `store.returns.figures` gives them."""
    if figures.empty:
        return {}
    totals = analysis.totals(figures).set_index("month")
    named = _named(figures)
    rows = dict(list(named.groupby("month")))
    given = otherwise(figures)
    return {
        month: _month(month, rows.get(month, named[:0]), totals.loc[month], given.get(month, {}))
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


def _month(month: date, named: pd.DataFrame, totals: "pd.Series[float]", given: Given) -> Month:
    total = np.asarray(totals[COUNTS], dtype=np.float64)
    counts = named[COUNTS].to_numpy(float)
    # 61 stated and 52 in rows: 9 in no row. Rows may also be more than the total; then nobody is.
    missing = np.clip(total - np.nansum(counts, axis=0), 0, None)
    places = pd.DataFrame(
        {
            "kind": [*named.kind, IN_NO_ROW],
            "code": [*named.code.fillna(""), ""],
            "place": [*named.place.fillna(""), ""],
        }
    )
    return Month(month, places, np.vstack([counts, missing]), total, given)
