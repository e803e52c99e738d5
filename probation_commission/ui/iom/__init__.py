"""The parts of the IOM page."""

from probation_commission.ui.iom import levels, picture, trend

__all__ = ["levels", "picture", "trend"]
