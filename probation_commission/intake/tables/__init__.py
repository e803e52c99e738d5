"""Tables in any layout: found, understood, confirmed and read."""

from probation_commission.intake.tables import finding, layouts

__all__ = ["finding", "layouts"]
