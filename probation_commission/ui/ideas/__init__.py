"""The parts of the ideas page and of the page on which ideas are sent in."""

from probation_commission.ui.ideas import own, page_of_idea, writing
from probation_commission.ui.ideas.fund import (
    fund_choice,
    fund_named,
    fund_of,
    only_fund,
    shown,
    untold_of_own,
)
from probation_commission.ui.ideas.opened import chosen as opened
from probation_commission.ui.ideas.opened import take_focus
from probation_commission.ui.ideas.views import VIEWS, WITH_NEED, choices, view_choice

__all__ = [
    "VIEWS",
    "WITH_NEED",
    "choices",
    "fund_choice",
    "fund_named",
    "fund_of",
    "only_fund",
    "opened",
    "own",
    "page_of_idea",
    "shown",
    "take_focus",
    "untold_of_own",
    "view_choice",
    "writing",
]
