"""The fields of one form, kept as they are typed and chosen until it is saved."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, Literal
from zlib import crc32

import streamlit as st

from probation_commission.analysis.services import known_number
from probation_commission.ui.parts import filters, kept_text, replies

_NOT_SAVED = "Not saved yet: kept on this device until you save it."
_MEANWHILE = "Somebody has changed this meanwhile: look at it, and save once more."
_YES_NO: Mapping[str, bool | None] = {"Not known": None, "Yes": True, "No": False}
_QUARTERS = (0, 15, 30, 45)


class KeptForm:
    """A form; with what is stored in the keys of its fields, so that nothing is written over unseen."""

    def __init__(self, form: str, one: object, stored: object, outcome: str) -> None:
        """A form of which `one` says what it changes, and `stored` all that is stored of that, for `repr`.

        `outcome`: the place where the page says what came of it (`replies.draw`).
        """
        self._name = f"{form}_{one}_{crc32(repr(stored).encode())}"
        self._outcome = outcome
        self._texts: list[str] = []
        self._choices: list[str] = []
        # One of several is a form of its own: to choose another one is no change of it.
        self._last = f"form_last_{form}_{one}"
        before = st.session_state.get(self._last, {})
        self._before: dict[str, Any] = before if before.get("name") != self._name else {}
        self._stored: dict[str, object] = {}
        self._met = f"form_met_{self._name}"

    def _key(self, field: str, now: object, kind: list[str]) -> str:
        key = f"{field}_{self._name}"
        self._stored[field] = now
        if field in self._before.get("stored", {}):
            self._carry(f"{field}_{self._before['name']}", key, self._before["stored"][field])
        st.session_state.setdefault(key, now)
        kind.append(key)
        return key

    def _carry(self, old: str, key: str, stored: object) -> None:
        """What was typed while somebody else was quicker is not lost: it stands in the form as it is now."""
        typed = st.session_state.get(old, stored)
        if typed != stored:
            st.session_state[key] = typed
            st.session_state[self._met] = True

    def text(self, field: str, label: str, now: str, longest: int, *, height: int | None = None) -> str:
        """What is typed into a text of at most so many characters."""
        key = self._key(field, now, self._texts)
        words = kept_text.Words(label, longest=longest, line=_NOT_SAVED, height=height)
        kept_text.field(key, words, stored=now)
        return kept_text.typed(key)

    def number(
        self, field: str, label: str, now: float | None, most: int, *, pence: bool = False
    ) -> float | int | None:
        """The number that is typed, 0 or more; None where there is none."""
        key = self._key(field, now, self._texts)
        words = kept_text.Words(label, line=_NOT_SAVED, number=True)
        bounds = kept_text.NumberBounds(most=most, pence=pence)
        kept_text.number(key, words, bounds, stored=now)
        return kept_text.number_typed(key)

    def choice(
        self,
        field: str,
        label: str,
        options: Sequence[str],
        now: str,
        *,
        names: Mapping[str, str] | None = None,
        width: int = 210,
    ) -> str:
        """The option that is chosen; empty for none of them, which `names` can call by a word of its own."""
        values = ["", *map(str, options)]
        key = self._key(field, now if now in values else "", self._choices)
        if st.session_state[key] not in values:
            # It was chosen before, and can't be any more.
            st.session_state[key] = ""

        def said(value: str) -> str:
            return (names or {}).get(value) or filters.first_upper(value) or "Not known"

        return st.selectbox(label, values, key=key, format_func=said, width=width) or ""

    def one_of(
        self,
        field: str,
        label: str,
        options: Sequence[str],
        now: str | None,
        *,
        names: Mapping[str, str] | None = None,
    ) -> str:
        """One of the options, the first of a form that begins with none.

        What is stored and no option any more leaves it empty (None), so that nobody saves another one unseen.
        """
        stored = options[0] if now is None else now
        key = self._key(field, stored if stored in options else None, self._choices)

        def said(value: str) -> str:
            return filters.first_upper((names or {}).get(value, str(value)))

        chosen: str = st.selectbox(label, options, key=key, format_func=said, width=210)
        return chosen

    def radio(self, field: str, label: str, words: Mapping[str, str], now: str) -> str:
        """What is chosen of a few that are all read before one is; empty where nothing is."""
        key = self._key(field, now if now in words else None, self._choices)
        chosen = st.radio(label, list(words), key=key, index=None, format_func=words.__getitem__)
        return chosen or ""

    def yes_no(self, field: str, label: str, now: object) -> bool | None:
        """Yes, no, or not known."""
        known = None if known_number(now) is None else bool(now)
        # By its words: with None in it Streamlit takes a box for one in which nothing is chosen.
        stored = next(words for words, answer in _YES_NO.items() if answer is known)
        key = self._key(field, stored, self._choices)
        return _YES_NO[st.selectbox(label, list(_YES_NO), key=key, width=210)]

    def day(self, field: str, label: str, now: date | None) -> date | None:
        """The day that is chosen; None where none is."""
        key = self._key(field, now, self._choices)
        return st.date_input(label, key=key, value=None, format="DD/MM/YYYY", width=180)

    def time_of_day(self, field: str, label: str, now: time) -> time:
        """A time of the day, to the quarter of an hour."""
        # As a text: what the browser keeps of a form has no times of its own.
        written = f"{now:%H:%M}"
        every = {f"{hour:02}:{minute:02}" for hour in range(6, 24) for minute in _QUARTERS}
        return time.fromisoformat(self.one_of(field, label, sorted(every | {written}), written))

    def tick(self, field: str, label: str, *, now: bool) -> bool:
        """Whether it is ticked."""
        return st.checkbox(label, key=self._key(field, now, self._choices))

    def several(
        self,
        field: str,
        label: str,
        options: Sequence[str],
        now: Sequence[str],
        *,
        words: str,
        new: bool = False,
    ) -> list[str]:
        """Those that are chosen; with `new` also what is typed and no option."""
        key = self._key(field, list(now), self._choices)
        return st.multiselect(label, options, key=key, help=words, accept_new_options=new)

    def saved(self, label: str, kind: Literal["primary", "secondary"] = "primary") -> bool:
        """The button, after the choices are kept as typed texts are."""
        kept_text.choices(f"choices_{self._name}", *self._choices)
        if self._before and st.session_state.get(self._met):
            # Nothing of the old form is asked for any more, in the browser either.
            old = [f"{field}_{self._before['name']}" for field in self._before["stored"]]
            kept_text.clear(*old, f"choices_{self._before['name']}")
        st.session_state[self._last] = {"name": self._name, "stored": self._stored}
        if st.session_state.get(self._met):
            st.warning(_MEANWHILE, icon=":material/group:")
        return st.button(label, type=kind, icon=":material/save:", key=f"save_{self._name}")

    def pressed(
        self,
        label: str,
        *,
        icon: str = ":material/undo:",
        kind: Literal["primary", "secondary"] = "secondary",
    ) -> bool:
        """A second button, for what is done with the same fields."""
        return st.button(label, icon=icon, type=kind, key=f"second_{self._name}")

    def done(self, words: str) -> None:
        """What is said of it, and everything typed let go of."""
        kept_text.clear(*self._texts, *self._choices, f"choices_{self._name}")
        st.session_state.pop(self._met, None)
        st.session_state.pop(self._last, None)
        replies.keep(self._outcome, words)
        st.rerun()
