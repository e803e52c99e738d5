"""The meeting view: one screen at a time on a projector’s wall."""

from probation_commission.ui.meeting import screens

__all__ = ["screens"]
