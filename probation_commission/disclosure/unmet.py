"""What is shown of unmet demand: one fixed rule for each audience (decisions 270, 284)."""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.released import between, counted
from probation_commission.domain.days import in_full
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.unmet import (
    UnmetLine,
    is_shut,
    quarter_after,
    quarter_of,
    told_from,
)

WHO_SEES = (
    "leads and admins exactly; everyone else who is signed in by area, pathway and quarter, in tens, and "
    "what their own organisation counted as it is; the public nothing"
)
NOT_IN_FILES = "Of what one’s own organisation counted of unmet demand nothing is in this file."
OWN_ALONE = "yours alone is shown"
"""Beside one's own counts the sum would tell those of others."""
_TENS = Bands(10)


class ShownUnmet(NamedTuple):
    """One count of a quarter, `month` its first.

    Leads: a row a figure, with its reason, and its ward's code or its group. Everyone else: a row an area and
    pathway of real organisations and one of made-up ones (`reason`, `ward` and `group` empty), in tens, and
    those of their own organisation as they are.
    `low` and `high` NaN where nothing is told; `text` says the count or why there is none.
    """

    area_code: str
    month: date
    pathway: str
    reason: str
    ward: str
    group: str
    low: float
    high: float
    text: str
    own: bool
    made_up: bool


@dataclass(frozen=True, slots=True)
class UnmetTerms:
    """The audience, the day, and the number of the organisation whose counts are one's own; None: of none."""

    audience: Audience
    today: date
    organisation: int | None = None


def published(figures: pd.DataFrame, shown: UnmetTerms, ever: pd.DataFrame) -> pd.DataFrame:
    """All of unmet demand that an audience is shown, a `ShownUnmet` each.

    `figures` as `store.returns.of_kinds` gives them; `ever`: area_code, month and illustrative of every
    return of it there was, also withdrawn.
    """
    rows: list[ShownUnmet] = []
    own = figures.subject == ("" if shown.organisation is None else str(shown.organisation))
    if shown.audience is Audience.RESTRICTED:
        for row, is_own in zip(figures.to_dict("records"), own, strict=True):
            rows.append(_exactly(row, own=bool(is_own)))
    elif shown.audience is not Audience.PUBLIC:
        theirs = [_exactly(row, own=True) for row in figures[own].to_dict("records")]
        rows = [
            *theirs,
            *_in_tens(
                figures, shown, ever, {_Cell(*(getattr(one, name) for name in _KEY)) for one in theirs}
            ),
        ]
    return pd.DataFrame(rows, columns=ShownUnmet._fields)


def for_files(rows: pd.DataFrame, audience: Audience) -> pd.DataFrame:
    """What of `published` a file may have, which goes on to others than whoever asked for it.

    Nothing of one's own organisation, neither what it counted nor that it did (decision 290).
    """
    if audience is Audience.RESTRICTED or rows.empty:
        return rows
    return rows[~rows.own.astype(bool) & (rows.text != OWN_ALONE)].reset_index(drop=True)


def _exactly(row: Mapping[Any, Any], *, own: bool) -> ShownUnmet:
    ward = row["ward_code"] if pd.notna(row["ward_code"]) else ""
    line, value = UnmetLine.of(row["category"], row["breakdown"], ward), row["value"]
    return ShownUnmet(
        row["area_code"],
        row["month"],
        line.pathway,
        line.reason.value,
        ward,
        line.group.value if line.group else "",
        value,
        value,
        counted(value).text,
        own,
        bool(row["illustrative"]),
    )


class _Cell(NamedTuple):
    """What one sum is of: the real organisations' counts and the made-up ones' are never one (284)."""

    area_code: str
    month: date
    pathway: str
    made_up: bool


_KEY = _Cell._fields


def _in_tens(
    figures: pd.DataFrame, shown: UnmetTerms, ever: pd.DataFrame, own: Collection[_Cell]
) -> Iterator[ShownUnmet]:
    """A row for every pathway of every quarter since an area's first, whatever was counted in it.

    A row that stood only where something was counted would tell noughts. Real organisations have rows of
    their own, and made-up ones theirs.
    """
    pathways = [
        UnmetLine.of(category, reason).pathway
        for category, reason in zip(figures.category, figures.breakdown, strict=True)
    ]
    made_up = figures.illustrative.astype(bool)
    keys = [figures.area_code, figures.month, pd.Series(pathways, figures.index, dtype=object), made_up]
    sums = figures.value.groupby(keys).sum().to_dict()
    since: dict[tuple[str, bool], date] = {}
    for area_code, month, invented in zip(ever.area_code, ever.month, ever.illustrative, strict=True):
        key = str(area_code), bool(invented)
        since[key] = min(month, since.get(key, month))
    for (area, invented), first in sorted(since.items()):
        quarter = first
        while quarter <= quarter_of(shown.today):
            for pathway in GAP_PATHWAYS:
                cell = _Cell(area, quarter, pathway, invented)
                low, high, text = _told(sums.get(cell, 0), quarter, shown.today, own=cell in own)
                yield ShownUnmet(*cell[:3], "", "", "", low, high, text, False, cell.made_up)
            quarter = quarter_after(quarter)


def _told(count: float, quarter: date, today: date, *, own: bool) -> tuple[float, float, str]:
    # Whatever others counted: the sum less one's own is theirs (decision 270).
    if own:
        return math.nan, math.nan, OWN_ALONE
    if not is_shut(quarter, today):
        # One that grew under its reader's eyes would tell each line (decision 76, of quarters).
        return math.nan, math.nan, f"told from {in_full(told_from(quarter))} on"
    low, high = _TENS.of(count)
    return low, high, between(low, high).text
