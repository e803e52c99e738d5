"""A month as its return gives it, for those who see exact counts: each count, or what stands in its stead."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from probation_commission.analysis import given
from probation_commission.analysis.given import GivenCount
from probation_commission.disclosure.month import Month
from probation_commission.disclosure.released import (
    AREA,
    MISSING,
    NOT_GIVEN,
    CellKey,
    Released,
    as_given,
    as_one,
    between,
    counted,
)
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.places import PlaceKind
from probation_commission.domain.ranges import Range


def exactly(month: Month) -> tuple[pd.DataFrame, dict[CellKey, Released]]:
    """The places and their cells; the last place is of those in no row."""
    cells = dict(_counts(month))
    places = month.places
    keys = zip(map(str, places.kind), places.code, places.place, strict=True)
    rows = {key: row for row, key in enumerate(keys)} | {given.AREA: AREA}
    for key, columns in month.otherwise.items():
        cells |= {(rows[key], column): _as_given(count) for column, count in columns.items()}
    return places, cells


def by_reason(
    places: pd.DataFrame, cells: Mapping[CellKey, Released]
) -> tuple[pd.DataFrame, dict[CellKey, Released]]:
    """The same with everywhere that is no ward by its reason alone, for members under an agreement.

    What a sender wrote of such a place may be anything, and is for leads (decision 61).
    """
    columns = ["kind", "code", "place"]
    named = [
        row if row[0] == PlaceKind.WARD else (row[0], "", "")
        for row in places[columns].itertuples(index=False, name=None)
    ]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(named))}
    together: dict[CellKey, list[Released]] = defaultdict(list)
    for (row, column), cell in cells.items():
        together[AREA if row == AREA else numbers[named[row]], column].append(cell)
    return pd.DataFrame(list(numbers), columns=columns), {
        key: as_one(those) for key, those in together.items()
    }


def _counts(month: Month) -> Iterator[tuple[CellKey, Released]]:
    rows = [(AREA, month.total), *((row, month.counts.row(row)) for row in range(len(month.places)))]
    for row, counts in rows:
        for column, low, high in zip(COUNTS, counts.low.tolist(), counts.high.tolist(), strict=True):
            yield (row, column), _between(low, high)


def _between(low: float, high: float) -> Released:
    """A count, or the ends of one that only a difference gives: 8 in all, and 5 and "<5" in rows."""
    if math.isnan(low):
        return MISSING
    if low == high:
        return counted(low)
    if math.isinf(high):
        return as_given(between(low, None).text if low else NOT_GIVEN.text)
    return as_given(str(Range(low, high)))


def _as_given(count: GivenCount) -> Released:
    if count.exact and count.low is not None:
        return replace(counted(count.low), mark=count.mark.label)
    return as_given(str(count))
