"""An idea: written, sent in, taken along the workflow of `domain.ideas.MOVES`, decided, and told."""

from probation_commission.actions.ideas.allowed import personal
from probation_commission.actions.ideas.deciding import send_to_fund, take_back, tell
from probation_commission.actions.ideas.promising import promise_of
from probation_commission.actions.ideas.steps import MOST_CONDITION, MOST_REASON, move
from probation_commission.actions.ideas.writing import history, key_in, own, save_draft

__all__ = [
    "MOST_CONDITION",
    "MOST_REASON",
    "history",
    "key_in",
    "move",
    "own",
    "personal",
    "promise_of",
    "save_draft",
    "send_to_fund",
    "take_back",
    "tell",
]
