"""The parts of the IOM page."""

from probation_commission.ui.iom import levels, other, trend, ward
from probation_commission.ui.iom.cards import draw_cards
from probation_commission.ui.iom.map import chosen_words, draw_localities, draw_wards, shows_choice
from probation_commission.ui.iom.picture import (
    by_locality,
    draw_around,
    draw_table,
    picture,
    rag_choice,
    rate_choice,
)

__all__ = [
    "by_locality",
    "chosen_words",
    "draw_around",
    "draw_cards",
    "draw_localities",
    "draw_table",
    "draw_wards",
    "levels",
    "other",
    "picture",
    "rag_choice",
    "rate_choice",
    "shows_choice",
    "trend",
    "ward",
]
