"""Which sums of a return should hold, and in which words it is said when they do not."""

from probation_commission.analysis.reconciliation.across import (
    ACROSS,
    MonthsInForce,
    across,
    in_force,
    with_returns,
)
from probation_commission.analysis.reconciliation.cohort import checks, distinct
from probation_commission.analysis.reconciliation.compared import compared
from probation_commission.analysis.reconciliation.lines import reconciled
from probation_commission.analysis.reconciliation.needs import needs_checks
from probation_commission.analysis.reconciliation.report import report_checks
from probation_commission.analysis.reconciliation.service import service_checks
from probation_commission.analysis.reconciliation.tallies import Tallies
from probation_commission.analysis.reconciliation.trackers import tracker_checks
from probation_commission.analysis.reconciliation.understanding import span, understood

__all__ = [
    "ACROSS",
    "MonthsInForce",
    "Tallies",
    "across",
    "checks",
    "compared",
    "distinct",
    "in_force",
    "needs_checks",
    "reconciled",
    "report_checks",
    "service_checks",
    "span",
    "tracker_checks",
    "understood",
    "with_returns",
]
