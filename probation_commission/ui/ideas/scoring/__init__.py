"""Scores of one opened idea, and the conflict that is declared before it opens."""

from probation_commission.ui.ideas.scoring.conflict import draw_question, draw_questions, is_asked, may_open
from probation_commission.ui.ideas.scoring.known import OUTCOME, deciders, of_fund
from probation_commission.ui.ideas.scoring.shown import draw

__all__ = [
    "OUTCOME",
    "deciders",
    "draw",
    "draw_question",
    "draw_questions",
    "is_asked",
    "may_open",
    "of_fund",
]
