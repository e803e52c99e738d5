"""Hubs and offices in words, as tables, as a card, and how far it is to them."""

from probation_commission.views.hubs.card import lines, sessions
from probation_commission.views.hubs.reach import BEYOND, PALETTE, shades
from probation_commission.views.hubs.side_by_side import best_of, known_of, matrix, week, week_in_lines
from probation_commission.views.hubs.words import (
    NOT_KNOWN,
    WHEN,
    attends,
    closure,
    finding,
    freshness_words,
    how_many_off,
    markers,
    next_in_short,
    next_opening,
    not_on_map,
    search_finding,
    session,
    sources,
    table,
    times,
)

__all__ = [
    "BEYOND",
    "NOT_KNOWN",
    "PALETTE",
    "WHEN",
    "attends",
    "best_of",
    "closure",
    "finding",
    "freshness_words",
    "how_many_off",
    "known_of",
    "lines",
    "markers",
    "matrix",
    "next_in_short",
    "next_opening",
    "not_on_map",
    "search_finding",
    "session",
    "sessions",
    "shades",
    "sources",
    "table",
    "times",
    "week",
    "week_in_lines",
]
