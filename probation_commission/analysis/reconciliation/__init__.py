"""Which sums of a return should hold, and in which words it is said when they do not."""

from probation_commission.analysis.reconciliation.cohort import checks, distinct
from probation_commission.analysis.reconciliation.service import (
    Months,
    months_of,
    service_checks,
    with_returns,
)
from probation_commission.analysis.reconciliation.tallies import Tallies
from probation_commission.analysis.reconciliation.understanding import span, understood

__all__ = [
    "Months",
    "Tallies",
    "checks",
    "distinct",
    "months_of",
    "service_checks",
    "span",
    "understood",
    "with_returns",
]
