"""Tables in any layout: found, understood, confirmed and read."""

from probation_commission.intake.tables import layouts, services

__all__ = ["layouts", "services"]
