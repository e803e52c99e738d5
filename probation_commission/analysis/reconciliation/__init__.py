"""Which sums of a return should hold, and in which words it is said when they do not."""

from probation_commission.analysis.reconciliation.cohort import distinct, identities
from probation_commission.analysis.reconciliation.service import (
    Months,
    months_of,
    service_identities,
    with_returns,
)
from probation_commission.analysis.reconciliation.tallies import Tallies
from probation_commission.analysis.reconciliation.understanding import span, understood

__all__ = [
    "Months",
    "Tallies",
    "distinct",
    "identities",
    "months_of",
    "service_identities",
    "span",
    "understood",
    "with_returns",
]
