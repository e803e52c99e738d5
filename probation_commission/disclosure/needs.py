"""What is shown of needs: one fixed rule for each audience (decision 273).

Leads see them as they are. Everybody else who is signed in sees tens, of samples of thirty or more whose size
is told in tens too, and one layer alone: all, or where a return has no figures for all, each group. The
public is shown nothing, and no agreement lifts it.
"""

import math
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from probation_commission.analysis.figures import known
from probation_commission.analysis.given import GivenCount
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.released import (
    HIDDEN,
    NOT_GIVEN,
    CellState,
    Released,
    as_given,
    between,
    counted,
)
from probation_commission.domain.marks import Mark
from probation_commission.geography.gazetteer import gazetteer

WHO_SEES = (
    "leads and admins exactly; viewers, panel members and partner organisations in tens, of samples of 30 or "
    "more; the public nothing"
)
IN_TENS = "In tens, of samples of 30 people or more: for all, or where a count has no all, for each group."
SAMPLE_FROM = 30
"""People from whom on a need is told to others than leads; below it "fewer than 30" is all that is said."""
_TENS = Bands(10)
_TOO_FEW = f"fewer than {SAMPLE_FROM}"


class ShownNeed(NamedTuple):
    """How many of a sample have a need; `low` and `high` NaN where nothing is told.

    `group` is "" for all. `source`: a `NeedsSource`; `sample_text` says how many were looked at.
    """

    area_code: str
    month: date
    source: str
    group: str
    need: str
    low: float
    high: float
    text: str
    sample_low: float
    sample_high: float
    sample_text: str
    made_up: bool


def published(figures: pd.DataFrame, audience: Audience, ever: pd.DataFrame) -> pd.DataFrame:
    """Every need that an audience is shown, a `ShownNeed` each, of every area and date.

    `figures` as `store.returns.of_kinds` gives them of needs; `ever`: the area_code of every return of needs
    there was, also withdrawn.
    """
    rows: list[ShownNeed] = []
    if audience is Audience.PUBLIC or figures.empty:
        return pd.DataFrame(rows, columns=ShownNeed._fields)
    returned = set(ever.area_code)
    for (area_code, _, _), of_source in figures.groupby(["area_code", "month", "comparator"], sort=True):
        if audience is Audience.RESTRICTED:
            rows += _rows(of_source, exact=True)
        elif not _beside_its_parts(str(area_code), returned):
            rows += _rows(_one_layer(of_source), exact=False)
    return pd.DataFrame(rows, columns=ShownNeed._fields)


def _beside_its_parts(area_code: str, returned: AbstractSet[str]) -> bool:
    """Whether a part of a whole ever returned too: of both a reader would work out the other part."""
    return any(not returned.isdisjoint(one.parts) for one in gazetteer().wholes if one.code == area_code)


def _one_layer(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures for all; where there are none, those of each group."""
    # Men beside all would tell the women, where there are few of them.
    whole = figures[figures.breakdown == ""]
    return figures if whole.empty else whole


def _rows(figures: pd.DataFrame, *, exact: bool) -> Iterator[ShownNeed]:
    for group, mine in figures.groupby("breakdown", sort=False):
        # The door takes no need without its sample, of which one exact number is given.
        size = float(mine[mine.category == ""].value.iloc[0])
        sample = counted(size) if exact else _sample_in_tens(size)
        for row in mine[mine.category != ""].to_dict("records"):
            cell = _exactly(row) if exact else _in_tens(row, size)
            low, high = _ends(cell)
            least, most = _ends(sample)
            yield ShownNeed(
                area_code=row["area_code"],
                month=row["month"],
                source=row["comparator"],
                group=str(group),
                need=row["category"],
                low=low,
                high=high,
                text=cell.text,
                sample_low=least,
                sample_high=most,
                sample_text=sample.text,
                made_up=bool(row["illustrative"]),
            )


def _ends(cell: Released) -> tuple[float, float]:
    return (cell.low, cell.high or 0) if cell.known else (math.nan, math.nan)


def _exactly(row: Mapping[Any, Any]) -> Released:
    value, low, high = (known(row[name]) for name in ("value", "low", "high"))
    return as_given(str(GivenCount(low, high, Mark(str(row["mark"]))))) if value is None else counted(value)


def _in_tens(row: Mapping[Any, Any], sample: float) -> Released:
    """The ten that a count is in, or that both its ends are in."""
    if sample < SAMPLE_FROM:
        return HIDDEN
    low, high = known(row["low"]), known(row["high"])
    if low is None or high is None:
        return NOT_GIVEN
    least, most = _TENS.of(low)
    return between(least, most) if high <= most else NOT_GIVEN


def _sample_in_tens(size: float) -> Released:
    if size < SAMPLE_FROM:
        return Released(_TOO_FEW, CellState.RANGE, 0, SAMPLE_FROM - 1)
    return between(*_TENS.of(size))
