"""The parts of the referrals page, a view of it each."""

from probation_commission.ui.referrals import caseload, clocks, endings, key_in
from probation_commission.ui.referrals.months import (
    ReferralChoice,
    asked,
    draw_every_return,
    draw_followed,
    draw_funnel,
    draw_left_out,
    draw_panels,
    draw_tables,
    draw_what_became,
    lifting,
    narrowed,
    no_such_span,
    picture,
    silent,
    span_choice,
)
from probation_commission.ui.referrals.shown import CLOCKS, KEY_IN, MONTHS, TRACKERS, view_choice

__all__ = [
    "CLOCKS",
    "KEY_IN",
    "MONTHS",
    "TRACKERS",
    "ReferralChoice",
    "asked",
    "caseload",
    "clocks",
    "draw_every_return",
    "draw_followed",
    "draw_funnel",
    "draw_left_out",
    "draw_panels",
    "draw_tables",
    "draw_what_became",
    "endings",
    "key_in",
    "lifting",
    "narrowed",
    "no_such_span",
    "picture",
    "silent",
    "span_choice",
    "view_choice",
]
