"""The parts of the services page."""

from probation_commission.ui.services import card, open_now, over_time, register, where
from probation_commission.ui.services.listing import (
    LIST,
    MAP,
    OPEN,
    REGISTER,
    TIME,
    ServicePicture,
    chosen,
    draw_chart,
    draw_ends,
    draw_list,
    draw_table,
    ends_of,
    of_area,
    picture_of,
    view_choice,
)

__all__ = [
    "LIST",
    "MAP",
    "OPEN",
    "REGISTER",
    "TIME",
    "ServicePicture",
    "card",
    "chosen",
    "draw_chart",
    "draw_ends",
    "draw_list",
    "draw_table",
    "ends_of",
    "of_area",
    "open_now",
    "over_time",
    "picture_of",
    "register",
    "view_choice",
    "where",
]
