"""The writing of an idea: its form, whose name it is in, and how somebody comes back to it."""

from probation_commission.ui.ideas.writing.page import draw, draw_again

__all__ = ["draw", "draw_again"]
