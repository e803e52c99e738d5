"""The reconciliation page: each check with its cells, and a place to explain it."""

from probation_commission.ui.reconciliation.page import draw, finding, in_force, lines, say_nothing_in_force

__all__ = ["draw", "finding", "in_force", "lines", "say_nothing_in_force"]
