"""The meeting view: one screen at a time on a projector’s wall."""

from probation_commission.ui.meeting import agreed
from probation_commission.ui.meeting.agenda import SCREENS
from probation_commission.ui.meeting.frame import Screen, bar, nothing, wall

__all__ = ["SCREENS", "Screen", "agreed", "bar", "nothing", "wall"]
