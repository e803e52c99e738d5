"""Unmet demand made by hand for the tests, and the frame that the store would give of it."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from probation_commission.domain.unmet import MEASURE, UnmetLine, UnmetReason

AREA, OTHER_AREA = "E06000047", "E06000005"
JULY, OCTOBER = date(2026, 7, 1), date(2026, 10, 1)
DEBT, WORK = "Finance, Benefits and Debt", "Education, Training and Employment"
DEBT_LINE = UnmetLine(DEBT, UnmetReason.NONE_EXISTS)


def row(subject: int, line: UnmetLine, value: float, **more: object) -> dict[str, object]:
    """One figure of an organisation's quarter."""
    return {
        "kind": "unmet",
        "subject": str(subject),
        "area_code": AREA,
        "month": JULY,
        "months": 3,
        "measure": MEASURE,
        "breakdown": line.reason.value,
        "category": line.category,
        "ward_code": line.ward or None,
        "value": value,
        "illustrative": False,
        "return_id": subject,
    } | more


def frame(rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as `store.returns.of_kinds` gives them, as far as they are read."""
    found = pd.DataFrame(list(rows), columns=[*row(1, DEBT_LINE, 0)])
    return found.astype({"value": float})
