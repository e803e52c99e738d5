"""A service’s monthly return: what its words mean, and its counts gathered."""

from probation_commission.intake.service import headings
from probation_commission.intake.service.names import ServiceNames, may_be_shown
from probation_commission.intake.service.reading import ServiceCounts, ServiceMonth, ServicesAndAreas

__all__ = ["ServiceCounts", "ServiceMonth", "ServiceNames", "ServicesAndAreas", "headings", "may_be_shown"]
