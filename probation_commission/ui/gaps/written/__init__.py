"""What leads wrote of gaps: a note, a service outside, an action; and the list of all actions."""

from probation_commission.ui.gaps.written.actions import draw
from probation_commission.ui.gaps.written.cell import draw_cell
from probation_commission.ui.gaps.written.standing import open_actions, outside

__all__ = ["draw", "draw_cell", "open_actions", "outside"]
