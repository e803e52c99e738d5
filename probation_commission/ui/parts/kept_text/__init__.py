"""Text that somebody types, kept at each key in their browser and sent on every second or two (decision 151)."""

from probation_commission.ui.parts.kept_text.fields import Words, bar, clear, field, field_alone, keeper, typed

__all__ = ["Words", "bar", "clear", "field", "field_alone", "keeper", "typed"]
