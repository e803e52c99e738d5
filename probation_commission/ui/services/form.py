"""The fields of a form of the services page, kept as they are typed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zlib import crc32

import streamlit as st

from probation_commission.actions.contracts import OwnNotes
from probation_commission.analysis.services import known_number
from probation_commission.ui.parts import filters, kept_text, replies

OUTCOME = "services_outcome"
_NOT_SAVED = "Not saved yet: kept on this device until you save it."
_MEANWHILE = "Somebody has changed this meanwhile: look at it, and save once more."
_YES_NO: Mapping[bool | None, str] = {None: "Not known", True: "Yes", False: "No"}


class ServiceForm:
    """The fields of one form; with what is stored in their keys, so that nothing is written over unseen."""

    def __init__(self, form: str, stored: Mapping[str, Any], own: OwnNotes | None) -> None:
        known = {name: str(value) for name, value in stored.items() if name not in {"covers", "room"}}
        self._name = f"{form}_{stored['slug']}_{crc32(repr((sorted(known.items()), own)).encode())}"
        self._texts: list[str] = []
        self._choices: list[str] = []
        # One of several of a contract is a form of its own: to choose another one is no change of it.
        self._last = f"services_last_{form}_{stored['slug']}_{stored.get('number', '')}"
        before = st.session_state.get(self._last, {})
        self._before: dict[str, Any] = before if before.get("name") != self._name else {}
        self._stored: dict[str, object] = {}
        self._met = f"services_met_{self._name}"

    def _key(self, field: str, now: object, kind: list[str]) -> str:
        key = f"services_{field}_{self._name}"
        self._stored[field] = now
        if field in self._before.get("stored", {}):
            self._carry(f"services_{field}_{self._before['name']}", key, self._before["stored"][field])
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
    ) -> str:
        """The option that is chosen; empty for none of them."""
        values = ["", *map(str, options)]
        key = self._key(field, now if now in values else "", self._choices)
        if st.session_state[key] not in values:
            # It was chosen before, and can't be any more.
            st.session_state[key] = ""

        def said(value: str) -> str:
            return (names or {}).get(value) or filters.first_upper(value) or "Not known"

        return st.selectbox(label, values, key=key, format_func=said, width=210) or ""

    def yes_no(self, field: str, label: str, now: object) -> bool | None:
        """Yes, no, or not known."""
        stored = None if known_number(now) is None else bool(now)
        key = self._key(field, stored, self._choices)
        return st.selectbox(label, list(_YES_NO), key=key, format_func=_YES_NO.__getitem__, width=210)

    def day(self, field: str, label: str, now: date | None) -> date | None:
        """The day that is chosen; None where none is."""
        key = self._key(field, now, self._choices)
        return st.date_input(label, key=key, value=None, format="DD/MM/YYYY", width=180)

    def saved(self, label: str) -> bool:
        """The button, after the choices are kept as typed texts are."""
        kept_text.choices(f"services_choices_{self._name}", *self._choices)
        if self._before and st.session_state.get(self._met):
            # Nothing of the old form is asked for any more, in the browser either.
            old = [f"services_{field}_{self._before['name']}" for field in self._before["stored"]]
            kept_text.clear(*old, f"services_choices_{self._before['name']}")
        st.session_state[self._last] = {"name": self._name, "stored": self._stored}
        if st.session_state.get(self._met):
            st.warning(_MEANWHILE, icon=":material/group:")
        return st.button(label, type="primary", icon=":material/save:", key=f"services_save_{self._name}")

    def pressed(self, label: str) -> bool:
        """A second button, for what is done with the same fields."""
        return st.button(label, icon=":material/undo:", key=f"services_second_{self._name}")

    def done(self, words: str) -> None:
        """What is said of it, and everything typed let go of."""
        kept_text.clear(*self._texts, *self._choices, f"services_choices_{self._name}")
        st.session_state.pop(self._met, None)
        st.session_state.pop(self._last, None)
        replies.keep(OUTCOME, words)
        st.rerun()
