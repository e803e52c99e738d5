"""Numbers that somebody types, kept at each key as text is, and so without a connection (decision 176)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from probation_commission.ui.parts.kept_text.fields import Words, _take, field, text_of, typed


@dataclass(frozen=True, slots=True)
class Bounds:
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
    bounds: Bounds,
    *,
    stored: float | None = None,
    form: str = "",
    problems: Sequence[str] = (),
) -> float | int | None:
    """A field whose number is `st.session_state[key]`: what is typed in it, or what the app puts there."""
    text = text_of(key)
    value: float | None = st.session_state.get(key)
    st.session_state.setdefault(text, "")
    if value != bounds.value(typed(text)):
        st.session_state[text] = bounds.text(value)
    written = st.session_state[text]
    wrong = bounds.problem(written)
    field(
        text,
        words,
        stored=written if not wrong and bounds.value(written) == stored else bounds.text(stored),
        form=form,
        problems=[*([wrong] if wrong else ()), *problems],
        take=partial(_taken, key, bounds),
    )
    return value


def problem(key: str, bounds: Bounds) -> str:
    """What is wrong with what stands in a field for a number; empty where nothing is."""
    return bounds.problem(st.session_state.get(text_of(key)) or "")


def take_number(key: str, bounds: Bounds) -> float | int | None:
    """The number that stands in a field, as far as it has come: what a click's callback asks."""
    _take(text_of(key))
    text = st.session_state.get(text_of(key))
    if text is not None:
        st.session_state[key] = bounds.value(text)
    return st.session_state.get(key)


def _taken(key: str, bounds: Bounds) -> None:
    take_number(key, bounds)
