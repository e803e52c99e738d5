"""What a contract costs for each start and each outcome achieved: the value of the same full months by both.

The value is spread evenly over the days of the contract, which is no invoice (decision 236).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from probation_commission.analysis import referrals
from probation_commission.analysis.referrals import PeriodState
from probation_commission.domain.days import month_after
from probation_commission.domain.places import Whole
from probation_commission.domain.referrals import Level, ReferralStage

_COUNTED = {"start": ReferralStage.STARTED, "outcome achieved": Level.ACHIEVED}


@dataclass(frozen=True, slots=True)
class CostTerms:
    """What is known of a contract, and the services that are bought under it."""

    value_pence: int | None
    starts: date | None
    ends: date | None
    services: tuple[str, ...]

    @property
    def why_not(self) -> str:
        """Why nothing can be worked out of it; empty where it can."""
        if self.value_pence is None:
            return "the value of the contract is not known"
        return "" if self.starts and self.ends else "the start or the end of the contract is not known"


@dataclass(frozen=True, eq=False)
class GivenReturns:
    """The figures of the services' current returns, and every return there was of them."""

    figures: pd.DataFrame
    ever: pd.DataFrame
    wholes: Sequence[Whole] = ()


@dataclass(frozen=True, slots=True)
class CostPer:
    """The value of some months of a contract, and how many there were in the same months.

    `why`: why it is not known; then the rest is nothing.
    """

    what: str
    pence: int = 0
    count: int = 0
    months: tuple[date, ...] = ()
    why: str = ""

    @property
    def pence_each(self) -> int | None:
        """The one by the other, in whole pence; None where it is not known."""
        return None if self.why else round(self.pence / self.count)


def unknown(terms: CostTerms) -> tuple[CostPer, ...]:
    """Both costs as not known, each with why."""
    return tuple(CostPer(what, why=terms.why_not) for what in _COUNTED)


def costs(terms: CostTerms, given: GivenReturns, today: date) -> tuple[CostPer, ...]:
    """The cost of each start and of each outcome achieved, or why it is not known.

    Of full months of the contract that are over, and for which every service that is bought under it has
    given the count.
    """
    if terms.value_pence is None or terms.starts is None or terms.ends is None:
        return unknown(terms)
    days = (terms.ends - terms.starts).days + 1
    last = min(terms.ends, today - timedelta(days=1))
    found = []
    for what, category in _COUNTED.items():
        counts = _by_month(terms, given, category)
        months = [
            month
            for month in sorted(counts)
            if month >= terms.starts and month_after(month) - timedelta(days=1) <= last
        ]
        count = sum(counts[month] for month in months)
        of_months = sum((month_after(month) - month).days for month in months)
        if not months:
            why = "no full month of the contract has this count for all that is bought under it"
        else:
            why = "" if count else "none was reported in these months"
        pence = round(terms.value_pence * of_months / days)
        found.append(CostPer(what, why=why) if why else CostPer(what, pence, count, tuple(months)))
    return tuple(found)


def _by_month(terms: CostTerms, given: GivenReturns, category: str) -> dict[date, int]:
    """How many all services together had, in the months that every one has given whole."""
    if given.figures.empty:
        return {}
    rows = referrals.by_return(given.figures, given.wholes)
    returned = given.figures[["subject", "month", "area_code"]].drop_duplicates()
    states = referrals.states(returned, given.ever, given.wholes)
    found: dict[date, int] = {}
    for month in dict.fromkeys(rows.month):
        of_month = rows[rows.month == month]
        whole = all(states.get((slug, month)) is PeriodState.GIVEN for slug in terms.services)
        if whole and of_month[category].notna().all():
            found[month] = int(of_month[category].sum())
    return found
