"""The standing agenda on a projector's wall: one screen at a time, moved by a clicker's keys."""

from functools import partial

from probation_commission.domain.access import Permission
from probation_commission.ui.guard import guard
from probation_commission.ui.meeting import SCREENS, agreed, bar, nothing, wall
from probation_commission.ui.parts import faults, filters, part

person = guard(Permission.SEE_MEETING)

on_the_wall = wall()
sight = agreed.sight(person)
with part("What is exact here"):
    agreed.draw_strip(sight)
screen, area, month = bar(SCREENS, partial(agreed.draw_way_in, person))
with on_the_wall, faults.contained("This screen could not be shown."):
    if agreed.asks(person):
        agreed.question(person)
    elif month:
        screen.draw(area, month, sight)
    else:
        nothing(filters.no_such_month(f"IOM return of {area.name}"))
