"""The fields, the bar that says how it stands with them, and the keeper of a browser's copies."""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from probation_commission.ui.sign_in import sign_in_configured
from probation_commission.ui.who import current_person

BROWSER = Path(__file__).with_name("browser")
OFFLINE = (
    "No connection: what you type is kept on this device and sent when the connection is back. "
    "The rest of the form waits until then."
)
PRIVATE = "Do not name or describe any person on probation."
"""The help of a field whose text others read."""
_WORDS = {
    "saving": "Saving…",
    "offline": OFFLINE,
    "no_answer": "Not saved yet: no answer from the app so far. What you type is kept on this device.",
    "other": "Changed elsewhere since you typed here, on this device, and did not get to save:",
    "put_back": "Put mine back",
    "drop": "Leave it out",
}
_REMEMBERED = ".remembered"
_SESSION, _CLEARED = "kept_text.session", "kept_text.cleared"

_component = st.components.v2.component(
    "kept_text",
    css=(BROWSER / "kept.css").read_text("utf-8"),
    js=(BROWSER / "kept.js").read_text("utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a field says of itself."""

    label: str
    help: str = ""
    placeholder: str = ""
    longest: int | None = None
    """How many characters it takes at most."""
    height: int | None = None
    """Pixels of a field of several lines; None for one of a single line."""
    line: str = ""
    """What it says below while it holds what is not stored; empty where a bar speaks for the form."""
    number: bool = False
    """Whether it takes a number, in a line of its own."""


def typed(key: str) -> str:
    """What stands in a field, as far as it has come."""
    # A click's callback may be called before that of the words which the same message brought.
    _take(key)
    text: str = st.session_state.get(key) or ""
    return text


def field(
    key: str,
    words: Words,
    *,
    stored: str = "",
    form: str = "",
    problems: Sequence[str] = (),
) -> None:
    """A field whose text is `st.session_state[key]`; the page runs anew with what is typed.

    `stored` is what a new session would begin with: until the text is that, the browser keeps a copy.
    """
    text = typed(key)
    remembered = st.session_state.setdefault(_memory(key), {})
    if remembered.get("text") != text or "assigned" not in remembered:
        # Put there by the app and by no key: the field takes it, whatever stands in it.
        remembered.update(text=text, assigned=secrets.token_hex(4))
    whose = remembered["whose"] = _person()
    drawn = _component(
        key=_part(key, "field"),
        data={
            **_about("field"),
            "field": key,
            "form": form,
            "person": whose,
            "value": text,
            "stored": stored,
            "assigned": remembered["assigned"],
            "problems": list(problems),
            "label": words.label,
            "help": words.help,
            "placeholder": words.placeholder,
            "longest": words.longest,
            "long": words.height is not None,
            "height": words.height,
            "line": words.line,
            "number": words.number,
        },
        on_typed_change=partial(_take, key),
    )
    # What a browser sent to an earlier session comes again with the first run of this one, and may be older
    # than what is stored by now: the browser, which knows, sends what is to count.
    remembered.setdefault("number", (drawn.get("typed") or {}).get("number"))


def bar(form: str, saved: str, *, not_saved: str = "", again: bool = False) -> None:
    """The line that says how it stands with the fields of a form.

    `not_saved` says why the server has not stored what it was sent; it is asked `again` by itself.
    """
    _component(
        key=_part(form, "bar"),
        data={**_about("bar"), "form": form, "saved": saved, "refused": not_saved, "again": again},
        on_again_change=_nothing,
    )


def clear(*keys: str) -> None:
    """The fields emptied, and the browser's copies of them let go of: what stood in them was sent.

    What else was chosen in a form (`choices`) stays as it is, and its copy goes.
    """
    names = [*keys, *(text_of(key) for key in keys if text_of(key) in st.session_state)]
    for name in (*names, *map(_begun, keys)):
        st.session_state.pop(name, None)
    st.session_state[_CLEARED] = {"number": secrets.token_hex(4), "fields": names}


def choices(
    form: str,
    *keys: str,
    changed: bool | None = None,
    base: object = "",
    then: Callable[[], object] | None = None,
) -> None:
    """What is chosen in a form beside what is typed, kept in the browser too; after its fields are drawn.

    Where a page is opened anew with nothing chosen in it, the browser puts back what it kept, unless what
    the form begins with (`base`) is something else by then. `then` is called once it has been put back.
    """
    values = {key: _packed(st.session_state.get(key)) for key in keys}
    begun = st.session_state.setdefault(_begun(form), values)
    _component(
        key=_part(form, "choices"),
        data={
            **_about("choices"),
            "field": form,
            "person": _person(),
            "values": values,
            "changed": values != begun if changed is None else changed,
            "base": base,
        },
        on_values_change=partial(_put_back, form, keys, then or _nothing),
    )


def keeper() -> None:
    """On every page, what lets copies go: those that were sent, old ones, and those of other people."""
    _component(
        key="kept_text.keeper",
        data={
            **_about("keeper"),
            "person": _person(),
            # Where nobody signs in, the roles that are tried are all of them one person.
            "alone": sign_in_configured(),
            "cleared": st.session_state.get(_CLEARED, {"number": "", "fields": []}),
        },
        on_back_change=_nothing,
    )


def _about(part: str) -> dict[str, Any]:
    return {
        "part": part,
        "words": _WORDS,
        "session": st.session_state.setdefault(_SESSION, secrets.token_hex(4)),
    }


def _person() -> str:
    """Whose copies they are; no address stands in a browser's storage."""
    return sha256(current_person().key.encode()).hexdigest()[:16]


def is_ours(key: str) -> bool:
    """Whether a key of the session is a field's own, and not to be touched by whoever empties a form."""
    return key.endswith((".field", ".choices", _REMEMBERED))


def text_of(key: str) -> str:
    """The key of what is typed where `key` is that of a number."""
    return f"{key}.typed"


def read_as(key: str, value: Callable[[str], float | None]) -> None:
    """What is typed for the number of that key goes there too, read by `value`, at once with the text."""
    st.session_state.setdefault(_memory(text_of(key)), {})["reads"] = (key, value)


def _part(key: str, part: str) -> str:
    """The key of a component. Streamlit takes ids apart at two underscores and refuses a key with them."""
    return f"{re.sub('_(?=_)', '_~', key)}.{part}"


def _begun(form: str) -> str:
    return f"{form}.begun"


def _memory(key: str) -> str:
    return f"{key}{_REMEMBERED}"


def _take(key: str) -> None:
    """What came from the field, once, and unless it was sent before another person came."""
    remembered = st.session_state.get(_memory(key), {})
    match (st.session_state.get(_part(key, "field")) or {}).get("typed"):
        case {"text": str(text), "person": person, "number": number}:
            if "number" in remembered and number != remembered["number"] and person == remembered["whose"]:
                remembered.update(text=text, number=number)
                if reads := remembered.get("reads"):
                    # Here, and not by whoever draws the field: text and number may never part.
                    name, value = reads
                    st.session_state[name] = value(text)
                st.session_state[key] = text


def _put_back(form: str, keys: Sequence[str], then: Callable[[], object]) -> None:
    """What a browser kept, for the fields of the form alone."""
    match (st.session_state.get(_part(form, "choices")) or {}).get("values"):
        case {"person": person, "values": dict(values)} if person == _person():
            for key in keys:
                if key in values:
                    now = st.session_state.get(key)
                    st.session_state[key] = _unpacked(values[key], now)
            then()


def _packed(value: object) -> object:
    """As JSON: what people choose is a word, a number or a day, several of them, or words by words."""
    if isinstance(value, (list, tuple)):
        return [_packed(item) for item in value]
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _unpacked(value: object, now: object = None) -> object:
    match value:
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case list(values):
            return [_unpacked(item) for item in values]
        case str(word) if isinstance(now, StrEnum):
            # A field whose options are an enum's takes no words in their stead.
            return next((option for option in type(now) if option == word), now)
    return value


def _nothing() -> None:
    """The run that follows is all that is asked for."""
