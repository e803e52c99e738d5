"""The parts of the localities page."""

from probation_commission.ui.places import aliases, localities

__all__ = ["aliases", "localities"]
