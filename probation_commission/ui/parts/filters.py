"""The choices that live in the address, so that it can be sent on, and that follow from page to page."""

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


def choice(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    words: Mapping[str, str] | None = None,
    buttons: bool = False,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """One of the options, the first unless chosen; the address says which (`?key=option`).

    An address that was asked for wins over what was chosen before. `words` are what people read.
    """
    # Streamlit’s own binding writes labels for codes and drops the default from the address (decision 14).
    # So: an address that this function did not write itself was followed from a link, and wins over what was
    # chosen before; one that it wrote is old as soon as something else is chosen.
    last_written = f"{key}@address"
    asked = st.query_params.get(key)
    if asked in options and asked != st.session_state.get(last_written):
        st.session_state[key] = asked
    # Another area has other months: the first of them, rather than an error for a value that is no option.
    if st.session_state.get(key) not in options:
        st.session_state[key] = options[0]
    if buttons:
        # Without `required` a second click on a button would leave nothing chosen.
        draw: Any = partial(st.segmented_control, required=True)
    else:
        draw = partial(st.selectbox, width=width)
    value: str = draw(label, options, key=key, format_func=_read(words or {}), persist_state="session")
    st.session_state[last_written] = value
    # "Choose, or click the map" is no choice and has no place in the address.
    if not value:
        st.query_params.pop(key, None)
    elif asked != value:
        st.query_params[key] = value
    return value


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


def month_choice(months: Sequence[date], width: int = 160) -> date:
    """One of the months that have a return; the latest unless the address says otherwise."""
    by_key = {f"{month:%Y-%m}": month for month in sorted(months, reverse=True)}
    words = {key: f"{month:%B %Y}" for key, month in by_key.items()}
    return by_key[choice("Month", list(by_key), "month", words=words, width=width)]


def _read(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda option: words.get(option) or first_upper(option)


def first_upper(words: str) -> str:
    """The words with a capital first letter and the rest as they are."""
    return words[:1].upper() + words[1:]
