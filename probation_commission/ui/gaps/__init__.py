"""Where a service is missing: the matrix, the log of unmet demand, and what came of each gap."""

from probation_commission.ui.gaps import history, log, matrix, questions, written
from probation_commission.ui.gaps.picture import GapChoice, GapsPicture, finding, invented_need, picture
from probation_commission.ui.gaps.shown import ACTIONS, LOG, MATRIX, view_choice

__all__ = [
    "ACTIONS",
    "LOG",
    "MATRIX",
    "GapChoice",
    "GapsPicture",
    "finding",
    "history",
    "invented_need",
    "log",
    "matrix",
    "picture",
    "questions",
    "view_choice",
    "written",
]
