"""A service’s monthly return."""

from probation_commission.intake.service import headings, reading
from probation_commission.intake.service.reading import ServicesAndAreas

__all__ = ["ServicesAndAreas", "headings", "reading"]
