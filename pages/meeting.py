"""The standing agenda on a projector's wall: one screen at a time, moved by a clicker's keys."""

from probation_commission.domain.access import Permission
from probation_commission.ui.guard import guard
from probation_commission.ui.meeting import SCREENS, bar, nothing, wall
from probation_commission.ui.parts import faults, filters

guard(Permission.SEE_MEETING)

on_the_wall = wall()
screen, area, month = bar(SCREENS)
with on_the_wall, faults.contained("This screen could not be shown."):
    if month:
        screen.draw(area, month)
    else:
        nothing(filters.no_such_month(f"IOM return of {area.name}"))
