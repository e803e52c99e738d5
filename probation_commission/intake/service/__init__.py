"""A service’s monthly return."""

from probation_commission.intake.service import headings, reading
from probation_commission.intake.service.reading import Known

__all__ = ["Known", "headings", "reading"]
