"""The parts of the ideas page and of the page on which ideas are sent in."""

from probation_commission.ui.ideas import board, form

__all__ = ["board", "form"]
