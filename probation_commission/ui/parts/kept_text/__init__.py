"""Text that somebody types, kept at each key in the browser and sent every second or two (decision 151)."""

from probation_commission.ui.parts.kept_text.fields import (
    PRIVATE,
    Words,
    bar,
    choices,
    clear,
    field,
    is_ours,
    keeper,
    typed,
)
from probation_commission.ui.parts.kept_text.numbers import NumberBounds, number, number_typed, problem

__all__ = [
    "PRIVATE",
    "NumberBounds",
    "Words",
    "bar",
    "choices",
    "clear",
    "field",
    "is_ours",
    "keeper",
    "number",
    "number_typed",
    "problem",
    "typed",
]
