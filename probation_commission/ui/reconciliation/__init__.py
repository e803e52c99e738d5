"""The reconciliation page: each check with its cells, and a place to explain it."""

from probation_commission.ui.reconciliation.page import (
    draw,
    draw_finding,
    in_force,
    say_nothing_in_force,
)

__all__ = ["draw", "draw_finding", "in_force", "say_nothing_in_force"]
