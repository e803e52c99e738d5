"""Referrals for each thousand people on probation, in words and as a table."""

from collections.abc import Callable, Sequence

import pandas as pd

from probation_commission.analysis.trackers import CaseloadRate
from probation_commission.domain.words import plural
from probation_commission.views import marks

TITLE = "Per 1,000 people on probation"
HOW = (
    "Referrals received a month for each 1,000 people on probation in the service’s area, over the months of "
    "which both are here. The caseload is of everybody on probation there, whoever could be referred."
)


def finding(
    rates: Sequence[CaseloadRate], named: Callable[[str], str], made_up: Sequence[Sequence[bool]]
) -> str:
    """Who is referred to the most and the least, for the size of the caseload.

    `made_up`: of each rate, whether each return and caseload behind it is.
    """
    most = f"{named(rates[0].subject)}{marks.tag(made_up[0])}"
    first = f"{most}: {rates[0].per_thousand:.1f} referrals a month for each 1,000"
    if len(rates) == 1:
        return f"{first} people on probation."
    fewest = f"{named(rates[-1].subject)}{marks.tag(made_up[-1])}"
    return f"Most, {first} people on probation; fewest, {fewest}: {rates[-1].per_thousand:.1f}."


def table(
    rates: Sequence[CaseloadRate],
    named: Callable[[str], str],
    area_named: Callable[[str], str],
    made_up: Sequence[Sequence[bool]],
) -> pd.DataFrame:
    """A row for each service and area, the highest first; `made_up` as for `finding`."""
    return pd.DataFrame(
        {
            "Service": f"{named(rate.subject)}{marks.tag(flags)}",
            "Area": area_named(rate.area_code),
            "Referrals": f"{rate.received:,.0f} in {plural(rate.months, 'month')}",
            "On probation, mean": f"{rate.person_months / rate.months:,.0f}",
            "Per 1,000 a month": f"{rate.per_thousand:.1f}",
        }
        for rate, flags in zip(rates, made_up, strict=True)
    )
