"""A service’s monthly return: what its words mean, and its counts gathered."""

from probation_commission.intake.service import headings
from probation_commission.intake.service.reading import ServiceCounts, ServicesAndAreas, Subject

__all__ = ["ServiceCounts", "ServicesAndAreas", "Subject", "headings"]
