"""The parts of the hubs page."""

from probation_commission.ui.hubs import card, first, form, reach, side_by_side
from probation_commission.ui.hubs.picture import (
    EVERYTHING,
    HubPicture,
    choices,
    choose,
    draw_list,
    draw_map,
    draw_table,
    picture,
)

__all__ = [
    "EVERYTHING",
    "HubPicture",
    "card",
    "choices",
    "choose",
    "draw_list",
    "draw_map",
    "draw_table",
    "first",
    "form",
    "picture",
    "reach",
    "side_by_side",
]
