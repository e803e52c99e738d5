"""The parts of the services page."""

from probation_commission.ui.services import card, open_now, over_time, where
from probation_commission.ui.services.listing import (
    LIST,
    MAP,
    OPEN,
    TIME,
    ServicePicture,
    chosen,
    draw_chart,
    draw_ends,
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
    "TIME",
    "ServicePicture",
    "card",
    "chosen",
    "draw_chart",
    "draw_ends",
    "draw_table",
    "ends_of",
    "of_area",
    "open_now",
    "over_time",
    "picture_of",
    "view_choice",
    "where",
]
