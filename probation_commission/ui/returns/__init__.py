"""The parts of the returns page, and one return chosen among all."""

from probation_commission.ui.returns import check, choice, history

__all__ = ["check", "choice", "history"]
