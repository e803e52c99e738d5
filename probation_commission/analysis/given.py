"""Counts of nominals as they are given where that is no plain number: bounds, sums over bounds, marks.

As they stand for leads alone; others are told the band that a count surely lies in (decision 128).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from probation_commission.analysis.figures import known
from probation_commission.domain.iom import ALL, COUNTS, Measure, Rag
from probation_commission.domain.marks import Bounded, Mark, in_words
from probation_commission.domain.places import PlaceKind

PlaceKey = tuple[str, str, str]
"""Kind, code and place as the return names it; a ward is known by its code alone."""
AREA: PlaceKey = ("", "", "")


@dataclass(frozen=True, slots=True)
class GivenCount(Bounded):
    """What a return gives of a count: the smallest and largest that it can be, and its mark."""

    low: float | None
    high: float | None
    mark: Mark = Mark.NONE

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high

    def __str__(self) -> str:
        """`fewer than 5`, `withheld by the sender`."""
        return in_words(self.low if self.exact else None, self.low, self.high, self.mark)


def added_up(parts: Iterable[GivenCount]) -> GivenCount | None:
    """The sum: of one part it is that, with its mark; None where there are none."""
    given = list(parts)
    if len(given) <= 1 or not any(part.bounded for part in given):
        return next(iter(given), None)
    highs = [part.high for part in given if part.high is not None]
    high = sum(highs) if len(highs) == len(given) else None
    return GivenCount(sum(part.low or 0 for part in given), high)


Given = Mapping[PlaceKey, Mapping[str, GivenCount]]
"""The count of each place by column ("all", or a RAG)."""


def otherwise(figures: pd.DataFrame) -> dict[date, Given]:
    """What each month's return gives otherwise than as a plain number: bounds, sums over them, and marks.

    Figures of one area as `store.returns.figures` gives them; the key of the whole area is `AREA`. Left out
    are numbers without a mark that rest on exact figures alone.
    """
    plain = figures[(figures.measure == Measure.COHORT) & (figures.breakdown == "")]
    of_interest = plain[plain.value.isna() | (plain["mark"] != Mark.NONE)].month.unique()
    return {month: _of_month(plain[plain.month == month]) for month in of_interest}


def stated(figures: pd.DataFrame) -> dict[date, frozenset[str]]:
    """The columns of which each month's return itself states the whole area, exactly or as a bound.

    Figures as for `otherwise`. All nominals are stated where any RAG is.
    """
    plain = figures[(figures.measure == Measure.COHORT) & (figures.breakdown == "")]
    of_area = plain[plain.place_kind.isna() & (plain.low.notna() | plain.high.notna())]
    columns: dict[date, frozenset[str]] = defaultdict(frozenset)
    for month, rag in zip(of_area.month, of_area.rag, strict=True):
        columns[month] |= {ALL} if pd.isna(rag) else {ALL, str(rag)}
    return columns


def _of_month(figures: pd.DataFrame) -> Given:
    cells: dict[PlaceKey, dict[str, list[GivenCount]]] = defaultdict(lambda: defaultdict(list))
    for row in figures.to_dict("records"):
        count = GivenCount(known(row["low"]), known(row["high"]), Mark(row["mark"]))
        column = ALL if pd.isna(row["rag"]) else str(row["rag"])
        cells[_key(row["place_kind"], row["ward_code"], row["place_text"])][column].append(count)
    places = {key: _columns(given) for key, given in cells.items() if key != AREA}
    area = _columns(cells[AREA])
    for column in COUNTS:
        # As for exact counts: what the return does not state of the whole is the sum of its rows.
        own, summed = area.get(column), added_up(_column(places, column))
        if summed and not _stands(own, summed):
            area[column] = summed
    whole = {key: {c: g for c, g in given.items() if _is_told(g)} for key, given in places.items()}
    whole[AREA] = {column: given for column, given in area.items() if _is_told(given)}
    return {key: given for key, given in whole.items() if given}


def _key(kind: object, code: object, place: object) -> PlaceKey:
    if not isinstance(kind, str):
        return AREA
    # "HARRINGAY" and E05013590 are one ward; places that are no ward keep their words.
    return kind, code if isinstance(code, str) else "", "" if kind == PlaceKind.WARD else str(place)


def _column(places: Mapping[PlaceKey, Mapping[str, GivenCount]], column: str) -> list[GivenCount]:
    return [given[column] for given in places.values() if column in given]


def _columns(given: Mapping[str, Sequence[GivenCount]]) -> dict[str, GivenCount]:
    """Each column of one place; all nominals are the sum of the RAGs where they are not given."""
    columns = {column: count for column in given if (count := added_up(given[column]))}
    rags = added_up(columns[rag] for rag in Rag if rag in columns)
    own = columns.get(ALL)
    if rags and not own:
        # Red "[c]" and no other count: of all nothing is known, which is not that nobody is named.
        columns[ALL] = replace(rags, mark=Mark.NONE) if rags.bounded else rags
    elif rags and rags.bounded and own and not _stands(own, rags):
        columns[ALL] = GivenCount(rags.low, rags.high)
    return columns


def _stands(own: GivenCount | None, summed: GivenCount) -> bool:
    """Whether what is given of a whole stands, and not the sum of its parts."""
    if own is None or own.exact or not own.bounded or not summed.exact:
        return own is not None and own.bounded
    # "60+" over rows of 52 is what the sender says, as 60 would be; "40–60" is 52 (decision 146).
    lowest, highest = own.low or 0, float("inf") if own.high is None else own.high
    return not lowest <= (summed.low or 0) <= highest


def _is_told(given: GivenCount) -> bool:
    return not given.exact or given.mark is not Mark.NONE
