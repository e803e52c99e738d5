"""Tables in any layout: found, understood, confirmed and read."""

from probation_commission.intake.tables import finding, layouts, services

__all__ = ["finding", "layouts", "services"]
