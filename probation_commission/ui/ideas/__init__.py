"""The parts of the ideas page and of the page on which ideas are sent in."""

from probation_commission.ui.ideas import board, decide, form, own
from probation_commission.ui.ideas.fund import fund_choice, fund_of

__all__ = ["board", "decide", "form", "fund_choice", "fund_of", "own"]
