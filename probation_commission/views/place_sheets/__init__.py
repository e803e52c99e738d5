"""What stands on the sheet of a place, in words and rows."""

from probation_commission.views.place_sheets import about, cohort, counts, services

__all__ = ["about", "cohort", "counts", "services"]
