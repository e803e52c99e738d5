"""Tables in any layout: found, understood, confirmed and read."""

from probation_commission.intake.tables import finding, headed_wards, layouts, localities, services

__all__ = ["finding", "headed_wards", "layouts", "localities", "services"]
