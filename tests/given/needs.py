"""Counts of needs made by hand for the tests: rows as the store would give them."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from probation_commission.domain.needs import MEASURE, Need, NeedsSource

AREA, OTHER_AREA, WHOLE = "E06000047", "E06000005", "CDD"
SEPTEMBER = date(2026, 9, 1)


def row(category: str, value: float | None, group: str = "", **more: object) -> dict[str, object]:
    """One figure; of category "" the sample."""
    return {
        "kind": "needs",
        "area_code": AREA,
        "month": SEPTEMBER,
        "measure": MEASURE,
        "breakdown": group,
        "category": category,
        "comparator": str(NeedsSource.OASYS),
        "value": value,
        "low": value,
        "high": value,
        "mark": "none",
        "illustrative": False,
        "return_id": 1,
    } | more


def sampled(
    sample: float, needs: Mapping[Need, float | None], group: str = "", **more: object
) -> list[dict[str, object]]:
    """A sample with how many have each need."""
    return [
        row("", sample, group, **more),
        *(row(str(need), value, group, **more) for need, value in needs.items()),
    ]


def frame(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as `store.returns.of_kinds` gives them, as far as they are read."""
    return pd.DataFrame(list(rows), columns=[*row("", 0)]).astype(
        dict.fromkeys(("value", "low", "high"), float)
    )
