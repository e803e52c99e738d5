"""The fund itself: its rules, days, criteria, questions and assessors; for leads the forms of it."""

from probation_commission.ui.ideas.settings.view import draw

__all__ = ["draw"]
