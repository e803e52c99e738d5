"""The choices that live in the address, so that it can be sent on, and that follow from page to page."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Literal

import streamlit as st

from probation_commission.domain import referrals
from probation_commission.domain.places import Authority
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.ui.data import loaders

_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)


def choice(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    words: Mapping[str, str] | None = None,
    buttons: bool = False,
    width: int | Literal["stretch"] = "stretch",
    strict: bool = False,
) -> str:
    """One of the options, the first unless chosen; the address says which (`?key=option`).

    An address that was asked for wins over what was chosen before. `words` are what people read. Where it
    asks for what is no option, the first is taken; `strict`: nothing is, until somebody chooses.
    """
    # Streamlit’s own binding writes labels for codes and drops the default from the address (decision 14).
    # So: an address that this function did not write itself was followed from a link, and wins over what was
    # chosen before; one that it wrote is old as soon as something else is chosen.
    last_written = f"{key}@address"
    asked = st.query_params.get(key)
    was_asked_for = asked is not None and asked != st.session_state.get(last_written)
    if asked in options and (was_asked_for or key not in st.session_state):
        st.session_state[key] = asked
    unknown = strict and was_asked_for and asked not in options
    if unknown and st.session_state.get(f"{key}@unknown") != asked:
        st.session_state[key], st.session_state[f"{key}@unknown"] = None, asked
    # Another area has other months: the first of them, rather than an error for a value that is no option.
    if st.session_state.get(key) not in options and not unknown:
        st.session_state[key] = _remembered(options, key)
    st.session_state[key] = st.session_state.get(key)  # or another page's box of this key begins anew
    if buttons:
        # Without `required` a second click on a button would leave nothing chosen.
        draw: Any = partial(st.segmented_control, required=True)
    else:
        draw = partial(st.selectbox, width=width, placeholder="Choose one")
    value: str = draw(label, options, key=key, format_func=_read(words or {}), persist_state="session") or ""
    if unknown and not value:
        return ""
    st.session_state.pop(f"{key}@unknown", None)
    st.session_state[last_written] = value
    if value != st.session_state.get(f"{key}@instead"):
        st.session_state[f"{key}@chosen"], st.session_state[f"{key}@instead"] = value, None
    # "Choose, or click the map" is no choice and has no place in the address.
    if not value:
        st.query_params.pop(key, None)
    elif asked != value:
        st.query_params[key] = value
    return value


def _remembered(options: Sequence[str], key: str) -> str:
    """What was chosen on another page, which Streamlit may have forgotten since; the first where it is none.

    What is taken in its stead is not remembered, so that the choice comes back where it is an option again.
    """
    chosen = st.session_state.get(f"{key}@chosen")
    if isinstance(chosen, str) and chosen in options:
        return chosen
    st.session_state[f"{key}@instead"] = options[0]
    return options[0]


def areas() -> list[Authority]:
    """The areas there is anything to show for: home first, then those with a return, by name."""
    home = partnership().home
    with_returns = set(loaders.iom_months().area_code)
    others = sorted(with_returns - set(home), key=area_name)
    return [area for code in (*home, *others) if (area := gazetteer().authority(code))]


def area_name(code: str) -> str:
    """`County Durham` for `E06000047`."""
    area = referrals.area(code, gazetteer())
    return area.name if area else code


def area_choice(width: int = 190) -> Authority:
    """The area of the page."""
    by_code = {area.code: area for area in areas()}
    names = {code: area.name for code, area in by_code.items()}
    return by_code[choice("Area", list(by_code), "area", words=names, width=width)]


def month_choice(
    months: Sequence[date], width: int = 160, *, label: str = "Month", key: str = "month"
) -> date | None:
    """One of these months; the latest unless the address says otherwise.

    None where it says a month that is not among them, so that no other is taken for it (decision 96).
    """
    by_key = {f"{month:%Y-%m}": month for month in sorted(months, reverse=True)}
    words = {key: f"{month:%B %Y}" for key, month in by_key.items()}
    return by_key.get(choice(label, list(by_key), key, words=words, width=width, strict=True))


def no_such_month(what: str) -> str:
    """`No IOM return for January 1999 is here. Choose a month that has one.`, where the address asks so."""
    asked = _MONTH.fullmatch(st.query_params.get("month", ""))
    if asked is None:
        return "The address names no month. Choose one."
    return (
        f"No {what} for {date(int(asked[1]), int(asked[2]), 1):%B %Y} is here. Choose a month that has one."
    )


def _read(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda option: words.get(option) or first_upper(option)


def first_upper(words: str) -> str:
    """The words with a capital first letter and the rest as they are."""
    return words[:1].upper() + words[1:]
