"""The parts of the returns page, and one return chosen among all."""

from probation_commission.ui.returns import check, choice, history, late, report

__all__ = ["check", "choice", "history", "late", "report"]
