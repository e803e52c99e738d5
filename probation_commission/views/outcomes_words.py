"""Promises and what came, in words that a commissioner can read aloud."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from probation_commission.analysis.outcomes import PERCENT, Verdict
from probation_commission.domain.ranges import Range

Row = Mapping[Any, Any]


def finding(verdicts: pd.Series) -> str:
    """How many promises are kept, how many not, and how many nobody can judge yet."""
    if verdicts.empty:
        return "No partner's promise has been written down yet."
    count = verdicts.value_counts()
    met = count.get(Verdict.MET, 0)
    rest = [f"{count[one]} {one}" for one in Verdict if one is not Verdict.MET and one in count]
    promises = f"{len(verdicts)} promise{'' if len(verdicts) == 1 else 's'}"
    return f"{met} of {promises} met{'; ' + ', '.join(rest) if rest else ''}."


def promised(row: Row) -> str:
    """`60% of known outcomes: accesses benefits (baseline 45); November 2025 to October 2026`."""
    target = f"{row['target']:g}%" if row["unit"] == PERCENT else f"{row['target']:g} {row['unit']}:"
    baseline: str = "" if pd.isna(row["baseline"]) else f", baseline {row['baseline']:g}"
    span = f"{row['starts']:%B %Y} to {row['ends']:%B %Y}"
    return f"{target} {row['indicator'] or row['desired_outcome']}{baseline}; {span}"


def delivered(row: Row) -> str:
    """`62% of 143 outcomes known, from 12 months`, or `10–14 people, from 3 months`."""
    value, out_of = row["delivered"], row["out_of"]
    if value is None:
        return f"not shown yet: {row['waits']}" if row["waits"] else str(Verdict.NO_RESULT)
    months = f"from {row['months']} month{'' if row['months'] == 1 else 's'}"
    if row["unit"] == PERCENT:
        share = Range(value.low / 100, value.high / 100)
        return f"{share.percent} of {out_of} outcomes known, {months}"
    of = f" of {out_of}" if out_of else ""
    return f"{value}{of} {row['unit']}, {months}"
