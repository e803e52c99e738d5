"""What leads manage of a contract, as rows to read."""

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from probation_commission.analysis.contract_costs import CostPer
from probation_commission.domain.contracts import Issue, ServiceLevel
from probation_commission.domain.days import in_full
from probation_commission.domain.money import pounds
from probation_commission.domain.words import plural
from probation_commission.views.services.ends import NOT_KNOWN

COST_MEANS = (
    "The value is that of the same full months as the count, spread evenly over the days of the contract: "
    "it is no invoice. It does not say what a place more would cost, nor whether one provider is better "
    "value than another: they take on different people."
)


def issues(those: Iterable[Issue]) -> pd.DataFrame:
    """What is to be settled, and how it was."""
    rows = [
        {
            "Issue": one.text,
            "Opened": in_full(one.opened),
            "Settled": f"{in_full(one.settled)}: {one.outcome}" if one.settled else "open",
        }
        for one in those
    ]
    return pd.DataFrame(rows)


def levels(those: Iterable[ServiceLevel]) -> pd.DataFrame:
    """What is to be kept to, and what was last reported of it."""
    rows = [
        {
            "Service level": one.name,
            "Measured": one.measured,
            "Target": f"{one.target}, each {one.period}",
            "Last reported": _reported(one),
        }
        for one in those
    ]
    return pd.DataFrame(rows)


def _reported(one: ServiceLevel) -> str:
    if not one.reported or one.reported_on is None:
        return NOT_KNOWN
    return f"{one.reported}, said {one.said_by} on {in_full(one.reported_on)}"


def costs(those: Iterable[CostPer]) -> pd.DataFrame:
    """The cost of each, with what is divided by what, of which months; "not known" with why."""
    rows = [
        {
            "Cost": f"per {one.what}",
            "Pounds": NOT_KNOWN if one.pence_each is None else pounds(one.pence_each),
            "Worked out from": _worked_out(one),
        }
        for one in those
    ]
    return pd.DataFrame(rows)


def _worked_out(one: CostPer) -> str:
    if one.why:
        return f"{one.why[:1].upper()}{one.why[1:]}."
    count = plural(one.count, one.what, one.what.replace("start", "starts").replace("outcome ", "outcomes "))
    return f"{pounds(one.pence)} ÷ {count}, in {_months(one.months)}"


def _months(months: Sequence[date]) -> str:
    """`12 full months, November 2025 to October 2026`; where some between are missing, that they are."""
    first, last = months[0], months[-1]
    if first == last:
        return f"the full month of {first:%B %Y}"
    span = (last.year - first.year) * 12 + last.month - first.month + 1
    of = "" if span == len(months) else f" of {span}"
    return f"{len(months)}{of} full months, {first:%B %Y} to {last:%B %Y}"
