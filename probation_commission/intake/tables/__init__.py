"""Tables in any layout: found, understood, confirmed and read."""

from probation_commission.intake.tables import finding, layouts, localities, services

__all__ = ["finding", "layouts", "localities", "services"]
