"""A service’s monthly return: what its words mean, and its counts gathered."""

from probation_commission.intake.service import headings
from probation_commission.intake.service.keyed import keyed_counts, keyed_return
from probation_commission.intake.service.names import ServiceNames, may_be_shown
from probation_commission.intake.service.offices import NOT_NAMED, office
from probation_commission.intake.service.reading import ServiceCounts, ServiceMonth, ServicesAndAreas

__all__ = [
    "NOT_NAMED",
    "ServiceCounts",
    "ServiceMonth",
    "ServiceNames",
    "ServicesAndAreas",
    "headings",
    "keyed_counts",
    "keyed_return",
    "may_be_shown",
    "office",
]
