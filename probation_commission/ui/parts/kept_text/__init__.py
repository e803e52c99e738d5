"""Text that somebody types, kept at each key in the browser and sent every second or two (decision 151)."""

from probation_commission.ui.parts.kept_text.fields import (
    PRIVATE,
    Words,
    bar,
    clear,
    field,
    is_ours,
    keeper,
    typed,
)

__all__ = ["PRIVATE", "Words", "bar", "clear", "field", "is_ours", "keeper", "typed"]
