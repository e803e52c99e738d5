"""What was promised against what came: one row a promise, with its denominator and a verdict.

Rule of the verdict (one in use, Safer Derbyshire): met; nearly, up to 5% of the target short; not met.
A percentage of fewer than ten known outcomes is too few to say.
"""

from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from probation_commission.domain.outcomes import About
from probation_commission.domain.referrals import Level, Stage

PERCENT = "percent"
ENOUGH = 10
NEARLY = 0.95

Row = dict[str, Any]
Measured = tuple[float | None, float | None, float | None, int]
"""delivered, out of how many, referrals, months with a result"""


class Verdict(StrEnum):
    """How a promise stands."""

    MET = "met"
    NEARLY = "nearly met"
    NOT_MET = "not met"
    UNDER_WAY = "under way"
    TOO_FEW = "too few to say"
    NO_RESULT = "no result received"


def against_promises(
    promises: pd.DataFrame, results: pd.DataFrame, service_figures: pd.DataFrame, today: date
) -> pd.DataFrame:
    """The promises with `delivered`, `out_of`, `referrals`, `months` (with a result) and `verdict`.

    `service_figures` are current service returns, one figure a row (subject, month, breakdown, category,
    value). A service's delivery is achieved plus half of partly achieved, of all outcomes known (HMPPS:
    achieved 1, partially 0.5, not 0); an idea's is what its partner keyed in, added up.
    """
    rows = [_measured(one, results, service_figures) for one in _records(promises)]
    measured = promises.reset_index(drop=True).join(
        pd.DataFrame(rows, columns=["delivered", "out_of", "referrals", "months"])
    )
    verdicts = [_verdict(row, today) for row in _records(measured)]
    return measured.assign(verdict=verdicts)


def _records(frame: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _measured(one: Row, results: pd.DataFrame, service_figures: pd.DataFrame) -> Measured:
    if one["about"] == About.IDEA:
        return _keyed_in(results[results.promise_id == one["id"]])
    figures = service_figures[service_figures.subject == one["subject"]]
    return _returned(figures[(figures.month >= one["starts"]) & (figures.month <= one["ends"])])


def _keyed_in(rows: pd.DataFrame) -> Measured:
    if rows.empty:
        return None, None, None, 0
    return rows.value.sum(), rows.out_of.sum(min_count=1), None, len(rows)


def _returned(figures: pd.DataFrame) -> Measured:
    if figures.empty:
        return None, None, None, 0
    by = figures.groupby("category").value.sum()
    levels = [by.get(level, 0) for level in Level]
    known = sum(levels)
    share = round((levels[0] + levels[1] / 2) / known * 100, 1) if known else None
    return share, known, by.get(Stage.RECEIVED), figures.month.nunique()


def _verdict(row: Row, today: date) -> Verdict:
    if bool(pd.isna(row["delivered"])):
        return Verdict.NO_RESULT
    if row["unit"] == PERCENT and row["out_of"] < ENOUGH:
        return Verdict.TOO_FEW
    if row["delivered"] >= row["target"]:
        return Verdict.MET
    if today <= row["ends"]:
        return Verdict.UNDER_WAY
    return Verdict.NEARLY if row["delivered"] >= row["target"] * NEARLY else Verdict.NOT_MET
