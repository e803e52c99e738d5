"""A month as its return gives it, for those who see exact counts: each count, or what stands in its stead."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from probation_commission.analysis import given
from probation_commission.analysis.given import GivenCount, PlaceKey
from probation_commission.disclosure.month import Month
from probation_commission.disclosure.released import (
    AREA,
    MISSING,
    CellKey,
    Released,
    as_given,
    counted,
)
from probation_commission.domain.iom import COUNTS
from probation_commission.domain.ranges import Range

_PLACE = ["kind", "code", "place"]


def exactly(month: Month) -> tuple[pd.DataFrame, dict[CellKey, Released]]:
    """The places and their cells; the last place is of those in no row."""
    cells = dict(_counts(month))
    if not month.otherwise:
        return month.places, cells
    *named, in_no_row = _keys(month)
    # Places of which no exact count is given: a row each, before those in no row.
    more = [key for key in month.otherwise if key != given.AREA and key not in set(named)]
    keys = [*named, *more, in_no_row]
    last = len(keys) - 1
    rows = {key: row for row, key in enumerate(keys)} | {given.AREA: AREA}
    cells = {(last if row == len(named) else row, column): cell for (row, column), cell in cells.items()}
    for key, columns in month.otherwise.items():
        cells |= {(rows[key], column): _as_given(count) for column, count in columns.items()}
    cells |= {(last, column): cell for column, cell in _in_no_row(month, cells)}
    return pd.DataFrame(keys, columns=_PLACE), cells


def _keys(month: Month) -> list[PlaceKey]:
    places = month.places
    return list(zip(map(str, places.kind), places.code, places.place, strict=True))


def _counts(month: Month) -> Iterator[tuple[CellKey, Released]]:
    for row, numbers in [(AREA, month.total), *enumerate(month.counts)]:
        for column, count in zip(COUNTS, map(float, numbers), strict=True):
            yield (row, column), MISSING if math.isnan(count) else counted(count)


def _as_given(count: GivenCount) -> Released:
    if count.exact and count.low is not None:
        return replace(counted(count.low), mark=count.mark.label)
    return as_given(str(count))


def _in_no_row(month: Month, cells: Mapping[CellKey, Released]) -> Iterator[tuple[str, Released]]:
    """Those in no row, where a row gives no exact count: 8 in all, and 5 and "<5" in rows, leave 0 to 3."""
    for number, column in enumerate(COUNTS):
        inexact = {
            key: columns[column]
            for key, columns in month.otherwise.items()
            if key != given.AREA and column in columns and not columns[column].exact
        }
        total = cells[AREA, column].number
        if total is None or not inexact:
            continue
        counts = zip(_keys(month)[:-1], month.counts[:-1, number].tolist(), strict=True)
        exact = sum(count for key, count in counts if key not in inexact and not math.isnan(count))
        low = exact + sum(count.low or 0 for count in inexact.values())
        highs = [count.high for count in inexact.values() if count.high is not None]
        high = exact + sum(highs) if len(highs) == len(inexact) else math.inf
        least, most = max(0.0, total - high), max(0.0, total - low)
        yield column, counted(most) if least == most else as_given(str(Range(least, most)))
