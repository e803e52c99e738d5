"""What is shown of trackers and the caseload: one fixed rule for each audience (decision 254).

Leads see them as they are. The partnership sees whole half-years in its bands, and of how long people are
wanted only in which of four classes of days the middle lies. Nobody else is shown anything.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from probation_commission.analysis.figures import known
from probation_commission.analysis.given import GivenCount
from probation_commission.analysis.trackers import class_of as class_of_days
from probation_commission.analysis.trackers import durations
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.bands import Bands
from probation_commission.disclosure.released import (
    HIDDEN,
    MISSING,
    NOT_GIVEN,
    CellState,
    Released,
    as_given,
    between,
    counted,
)
from probation_commission.disclosure.rules import Rules
from probation_commission.domain import trackers
from probation_commission.domain.days import in_full
from probation_commission.domain.marks import Mark
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import HALF, TRACKERS, TrackerMeasure, half_name, half_of, later
from probation_commission.geography.gazetteer import gazetteer

WHO_SEES = (
    "leads and admins exactly; viewers and panel members by half-year, in bands; no partner organisation and "
    "no applicant"
)
BY_HALF = "By half-year, April to September and October to March, in bands; none before it is over."
_MEDIAN_FROM = 30
"""People, by what is shown of them, from whom on the class of the middle is told."""
MIDDLE = "half found"
"""The category of the class in which the middle lies."""
NOT_REACHED = "fewer than half were found"


class ShownTracker(NamedTuple):
    """One count as it is shown, of `months` (6: a half-year) from `month` on; `low` NaN where nothing is.

    `why`: what a half-year waits for.
    """

    kind: str
    area_code: str
    month: date
    months: int
    measure: str
    breakdown: str
    category: str
    why: str
    low: float
    high: float
    text: str
    made_up: bool


@dataclass(frozen=True, slots=True)
class TrackerTerms:
    """The audience, the day and the rules by which trackers are shown."""

    audience: Audience
    today: date
    rules: Rules


def published(figures: pd.DataFrame, shown: TrackerTerms, ever: pd.DataFrame) -> pd.DataFrame:
    """Every count of trackers that an audience is shown, a `ShownTracker` each.

    `figures` as `store.returns.of_kinds` gives them; `ever`: kind and area_code of every return there was,
    also withdrawn.
    """
    rows: list[ShownTracker] = []
    if shown.audience is Audience.RESTRICTED:
        rows = [_exactly(row) for row in _longest(figures).to_dict("records")]
    elif shown.audience in {Audience.PARTNERSHIP, Audience.MEMBERS}:
        returned = set(zip(ever.kind, ever.area_code, strict=True))
        for (kind, area_code), of_area in figures.groupby(["kind", "area_code"], sort=True):
            if kind in TRACKERS and not _beside_its_parts(str(kind), str(area_code), returned):
                rows += _by_half(Kind(str(kind)), str(area_code), of_area, shown)
        rows += _middles(figures, rows)
    return pd.DataFrame(rows, columns=ShownTracker._fields)


def _beside_its_parts(kind: str, area_code: str, returned: set[tuple[str, str]]) -> bool:
    """Whether a part of a whole ever returned too: of both a reader would work out the other part."""
    parts = next((whole.parts for whole in gazetteer().wholes if whole.code == area_code), ())
    return any((kind, part) in returned for part in parts)


def _longest(figures: pd.DataFrame) -> pd.DataFrame:
    """All figures, but of how long people are wanted those of one return for each area and half-year.

    What is real before what is made up, then what covers more of it, knows until later, was loaded later.
    """
    of_days = figures.kind == Kind.WANTED_DAYS
    days = figures[of_days]
    if days.empty:
        return figures
    best: dict[tuple[str, date], tuple[bool, int, date, int]] = {}
    ranks = []
    for row in days.to_dict("records"):
        half = (row["area_code"], half_of(row["month"]))
        as_of = row["as_of"] if pd.notna(row["as_of"]) else date.min
        # Two that begin in two months of it would count the same people twice (decision 264).
        rank = (not row["illustrative"], int(row["months"]), as_of, int(row["return_id"]))
        ranks.append((half, rank))
        best[half] = max(best.get(half, rank), rank)
    return pd.concat([figures[~of_days], days[[best[half] == rank for half, rank in ranks]]])


def _exactly(row: Mapping[Any, Any]) -> ShownTracker:
    value, low, high = (known(row[name]) for name in ("value", "low", "high"))
    if value is None:
        cell = as_given(str(GivenCount(low, high, Mark(str(row["mark"])))))
    else:
        # Hours have halves.
        cell = counted(value) if float(value).is_integer() else _decimal(value)
    number = math.nan if value is None else value
    return ShownTracker(
        kind=row["kind"],
        area_code=row["area_code"],
        month=row["month"],
        months=row["months"],
        measure=row["measure"],
        breakdown=row["breakdown"],
        category=row["category"],
        why="",
        low=number,
        high=number,
        text=cell.text,
        made_up=bool(row["illustrative"]),
    )


def _decimal(value: float) -> Released:
    return Released(f"{value:,.1f}", CellState.COUNT, value, value)


def _by_half(
    kind: Kind, area_code: str, figures: pd.DataFrame, shown: TrackerTerms
) -> Iterator[ShownTracker]:
    for half in sorted({half_of(month) for month in figures.month}):
        months = [later(half, number) for number in range(HALF)]
        # A caseload is of a day: the half-year has that of its last month.
        expected = months[-1:] if kind in trackers.DATED else months
        of_half = figures[figures.month.isin(expected)]
        # A list says of its last month what it knew by then: the next one may say more (decision 264).
        whole = of_half[~of_half.partial.astype(bool)]
        why = _waits(half, expected, set(whole.month), shown.today)
        bands = shown.rules.of(Audience.PARTNERSHIP, half).counts
        marked = figures.illustrative[figures.month.isin(months)]
        made_up = bool(marked.astype(bool).any())
        for one in TRACKERS[kind].counts:
            mine = of_half[of_half.measure == one.measure]
            if one.measure not in {TrackerMeasure.OFFENCES, TrackerMeasure.HOURS}:
                mine = mine[mine.category == one.category]
            late = why
            if one.category == trackers.SETTLED and not why:
                late = _too_young(months[-1], shown.today)
            cell = HIDDEN if late else _banded(mine, len(expected), bands)
            low, high = (cell.low, cell.high or 0) if cell.known else (math.nan, math.nan)
            yield ShownTracker(
                *(kind.value, area_code, half, HALF, one.measure.value, one.breakdown, one.category),
                *(late, low, high, cell.text, made_up),
            )


def _waits(half: date, expected: list[date], given: set[date], today: date) -> str:
    """What a half-year waits for before it is shown; empty where it can be."""
    # One that grew under its reader's eyes would tell each month (decision 76, of quarters).
    if today < later(half, HALF):
        return f"waits for the end of {half_name(half)}"
    lacking = [month for month in expected if month not in given]
    return f"waits for {len(lacking)} of its {len(expected)} months" if lacking else ""


def _too_young(last: date, today: date) -> str:
    if trackers.is_settled_known(last, today):
        return ""
    return f"too young: known from {in_full(later(last, trackers.SETTLED_AFTER + 1))} on"


def _banded(figures: pd.DataFrame, months: int, bands: Bands) -> Released:
    """The band of a half-year's count; not given where one of its months gives no number."""
    if len(set(figures.month)) < months:
        return MISSING
    if figures.value.isna().any():
        return NOT_GIVEN
    return between(*bands.of(float(figures.value.sum())))


def _middles(figures: pd.DataFrame, rows: list[ShownTracker]) -> Iterator[ShownTracker]:
    """The class of days in which half of the people were found, of each half-year with enough of them."""
    least: dict[tuple[str, date], float] = {}
    for row in rows:
        if row.measure == TrackerMeasure.WANTED:
            key = (row.area_code, row.month)
            least[key] = least.get(key, 0) + (0 if math.isnan(row.low) else row.low)
    shown = _longest(figures)
    days = shown[(shown.kind == Kind.WANTED_DAYS) & (shown.months == HALF)]
    for (area_code, month), people in least.items():
        of_half = days[(days.area_code == area_code) & (days.month == month)]
        # By what is shown of them, so that this refusal tells nothing more.
        if of_half.empty or people < _MEDIAN_FROM:
            continue
        of_all = durations(zip(of_half.category, of_half.value, strict=True))
        middle = of_all.median
        text = NOT_REACHED if middle is None else class_of_days(middle)
        yield ShownTracker(
            kind=Kind.WANTED_DAYS.value,
            area_code=area_code,
            month=month,
            months=HALF,
            measure=TrackerMeasure.DAYS.value,
            breakdown="",
            category=MIDDLE,
            why="",
            low=math.nan,
            high=math.nan,
            text=text,
            made_up=bool(of_half.illustrative.astype(bool).any()),
        )
