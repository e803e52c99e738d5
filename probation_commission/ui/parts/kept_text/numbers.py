"""Numbers that somebody types, kept at each key as text is, and so without a connection (decision 176)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from probation_commission.ui.parts.kept_text.fields import Words, field, read_as, text_of, typed


@dataclass(frozen=True, slots=True)
class NumberBounds:
    """What a number can be; whole, unless it is one of pounds and pence."""

    most: int | None = None
    pence: bool = False

    def value(self, text: str) -> float | int | None:
        """The number that is typed; None where there is none, or one that can't be."""
        digits = re.sub(r"[£,\s]", "", text)
        if not re.fullmatch(r"\d{1,12}(\.\d{0,2})?" if self.pence else r"\d{1,12}", digits):
            return None
        number = float(digits) if self.pence else int(digits)
        return number if self.most is None or number <= self.most else None

    def text(self, number: float | None) -> str:
        """As the app writes it into the field."""
        if number is None:
            return ""
        return f"{number:.2f}" if self.pence else f"{number:.0f}"

    def problem(self, text: str) -> str:
        """What is wrong with what is typed; empty where nothing is."""
        if not text.strip() or self.value(text) is not None:
            return ""
        if self.pence:
            return "Write an amount in pounds, such as 250 or 12.50."
        return f"Write a whole number from 0 to {self.most:,}." if self.most else "Write a whole number."


def number(
    key: str,
    words: Words,
    bounds: NumberBounds,
    *,
    stored: float | None = None,
    form: str = "",
    problems: Sequence[str] = (),
) -> float | int | None:
    """A field whose number is `st.session_state[key]`: what is typed in it, or what the app puts there."""
    text = text_of(key)
    read_as(key, bounds.value)
    written = typed(text)
    value: float | None = st.session_state.get(key)
    if value != bounds.value(written):
        # Put there by the app and by no key.
        written = st.session_state[text] = bounds.text(value)
    wrong = bounds.problem(written)
    field(
        text,
        words,
        stored=written if not wrong and value == stored else bounds.text(stored),
        form=form,
        problems=[*([wrong] if wrong else ()), *problems],
    )
    return value


def number_typed(key: str) -> float | int | None:
    """The number that stands in a field, as far as it has come: what a click's callback asks."""
    typed(text_of(key))
    number: float | None = st.session_state.get(key)
    return number


def problem(key: str, bounds: NumberBounds) -> str:
    """What is wrong with what stands in a field for a number; empty where nothing is."""
    return bounds.problem(typed(text_of(key)))
