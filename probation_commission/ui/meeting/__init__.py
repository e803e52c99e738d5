"""The meeting view: one screen at a time on a projector’s wall."""

from probation_commission.ui.meeting.agenda import SCREENS, Screen
from probation_commission.ui.meeting.steering import frame, steer

__all__ = ["SCREENS", "Screen", "frame", "steer"]
