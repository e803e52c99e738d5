"""Trackers made by hand for the tests, and the frame that the store would give of them."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from probation_commission.domain import trackers
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TRACKERS, TrackerMeasure, later

AREA, OTHER_AREA, WHOLE = "E06000047", "E06000005", "CDD"
APRIL, OCTOBER = date(2026, 4, 1), date(2025, 10, 1)


def row(kind: Kind, month: date, category: str, value: float | None, **more: object) -> dict[str, object]:
    """One figure of a tracker; of a count by reason the breakdown and measure are its own."""
    one = (
        next((one for one in TRACKERS[kind].counts if one.category == category), None)
        if kind in TRACKERS
        else None
    )
    return {
        "kind": kind,
        "area_code": AREA,
        "month": month,
        "months": 1,
        "measure": one.measure.value if one else TrackerMeasure.DAYS.value,
        "breakdown": str(one.breakdown) if one else "recall",
        "category": category,
        "value": value,
        "low": value,
        "high": value,
        "mark": "",
        "illustrative": False,
        "return_id": 1,
        "partial": False,
        "as_of": None,
    } | more


def frame(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as `store.returns.of_kinds` gives them, as far as they are read."""
    columns = [*row(Kind.WANTED, APRIL, trackers.RECALL, 0)]
    found = pd.DataFrame(list(rows), columns=columns)
    return found.astype({"value": float, "low": float, "high": float})


def half(
    kind: Kind, counts: Mapping[str, float], first: date = APRIL, **more: object
) -> list[dict[str, object]]:
    """The same counts in each month of a half-year."""
    return [
        row(kind, later(first, number), category, value, **more)
        for number in range(6)
        for category, value in counts.items()
    ]
