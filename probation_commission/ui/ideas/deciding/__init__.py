"""The decision meeting of a fund, a private session."""

from probation_commission.ui.ideas.deciding.meeting import draw

__all__ = ["draw"]
