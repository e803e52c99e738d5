"""Made-up IOM returns that look like real ones: fixed seed, the same bytes every time."""

from probation_commission.samples.iom.cohort import MONTHS
from probation_commission.samples.iom.returns import iom_returns

__all__ = ["MONTHS", "iom_returns"]
