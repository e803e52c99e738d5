"""Funds as leads write them down: rules, days, what ideas are scored by and asked, who scores them."""

from probation_commission.actions.funds.asked import (
    may_assess,
    put_assessors,
    put_criterion,
    put_question,
    take_out_criterion,
    take_out_question,
)
from probation_commission.actions.funds.fund import add, change, copy, history

__all__ = [
    "add",
    "change",
    "copy",
    "history",
    "may_assess",
    "put_assessors",
    "put_criterion",
    "put_question",
    "take_out_criterion",
    "take_out_question",
]
