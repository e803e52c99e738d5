"""The choices that live in the address, so that it can be sent on, and that follow from page to page."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, Literal

import streamlit as st

from probation_commission.domain import referrals
from probation_commission.domain.areas import stand_ins
from probation_commission.domain.places import Authority
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.ui.data import loaders
from probation_commission.views import areas as views
from probation_commission.views.terms import said

AREA = "area"
EVERY_AREA = frozenset({"all", "any"})
"""What stands for all areas together, in the address of one page or another."""
_PAGE, _VISIT, _UNKNOWN_AREA = "filters@page", "filters@visit", "area@unknown_at"
_MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)


def arrive(page: str, *, by_history: bool = False) -> None:
    """Note which page this run is of, and whether it came there by Back or Forward.

    The address that somebody comes to a page with is followed. Of a run of the same page it may be an old
    one: the browser sends what it shows, and what was written last may still be on its way.
    """
    if by_history or st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE] = page
        st.session_state[_VISIT] = st.session_state.get(_VISIT, 0) + 1


def choice(
    label: str,
    options: Sequence[str],
    key: str,
    *,
    words: Mapping[str, str] | None = None,
    buttons: bool = False,
    width: int | Literal["stretch"] = "stretch",
    strict: bool = False,
    usual: str = "",
    instead: Mapping[str, str] | None = None,
) -> str:
    """One of the options, the first or `usual` one unless chosen; the address says which (`?key=option`).

    An address that was asked for wins over what was chosen before. `words` are what people read. Where it
    asks for what is no option, the first is taken, or what `instead` names for it; `strict`: nothing is,
    until somebody chooses.
    """
    # Streamlit’s own binding writes labels for codes and drops the default from the address (decision 14).
    # So: an address that this function did not write itself was followed from a link, and wins over what was
    # chosen before; one that it wrote is old as soon as something else is chosen.
    state, asked = st.session_state, st.query_params.get(key)
    comes, was_asked_for = _followed(key, asked)
    if asked in options and (was_asked_for or key not in state):
        state[key] = asked
        if was_asked_for:
            state[f"{key}@instead"] = None
    elif was_asked_for and asked in (instead or {}):
        state[f"{key}@chosen"], state[key] = asked, None
    elif comes and state.get(key) == state.get(f"{key}@instead"):
        state[key] = None
    unknown = strict and was_asked_for and asked not in options
    if unknown and state.get(f"{key}@unknown") != asked:
        state[key], state[f"{key}@unknown"] = None, asked
    # Another area has other months: the first of them, rather than an error for a value that is no option.
    if state.get(key) not in options and not unknown:
        state[key] = _remembered(options, key, usual, instead or {})
    state[key] = state.get(key)  # or another page's box of this key begins anew
    if buttons:
        # Without `required` a second click on a button would leave nothing chosen.
        draw: Any = partial(st.segmented_control, required=True)
    else:
        draw = partial(st.selectbox, width=width, placeholder="Choose one")
    value: str = (
        draw(said(label), options, key=key, format_func=_read(words or {}), persist_state="session") or ""
    )
    if unknown and not value:
        return ""
    state.pop(f"{key}@unknown", None)
    if value != state.get(f"{key}@instead"):
        state[f"{key}@chosen"], state[f"{key}@instead"] = value, None
    _write(key, value, asked)
    return value


def in_address(key: str, read: Callable[[str], str] = str) -> str:
    """What a click has put into `st.session_state[key]`, in the address without a box of its own.

    Whoever comes to the page, also by Back or Forward, finds what its address says, nothing too. `read`
    makes of what is asked for what there is; empty where there is nothing.
    """
    state, asked = st.session_state, st.query_params.get(key)
    comes, was_asked_for = _followed(key, asked)
    if comes or was_asked_for:
        state[key] = asked or ""
    value = state[key] = read(state.get(key) or "")
    _write(key, value, asked)
    return value


def _followed(key: str, asked: str | None) -> tuple[bool, bool]:
    """Whether this run comes to a page, and whether its address was followed from a link."""
    state, visit = st.session_state, st.session_state.get(_VISIT, 0)
    comes = state.get(f"{key}@visit") != visit
    state[f"{key}@visit"] = visit
    last_written = state.get(f"{key}@address")
    if comes or (asked or "") == last_written:
        state[f"{key}@replaced"] = ()  # it has come back, or nobody waits for it any more
    is_old = asked == last_written or asked in state[f"{key}@replaced"]
    return comes, asked is not None and (comes or not is_old)


def _write(key: str, value: str, asked: str | None) -> None:
    """The value in the address, and what it replaces there remembered until it has come back.

    A second click may come before: its run is sent with the address of before the first (decision 104).
    """
    state, last_written = st.session_state, f"{key}@address"
    if (asked or "") == value:
        state[last_written] = value
        return
    state[f"{key}@replaced"] = (*state[f"{key}@replaced"], asked, state.get(last_written))
    state[last_written] = value
    # "Choose, or click the map" is no choice and has no place in the address.
    if value:
        st.query_params[key] = value
    else:
        st.query_params.pop(key, None)


def _remembered(options: Sequence[str], key: str, usual: str, others: Mapping[str, str]) -> str:
    """What was chosen on another page, which Streamlit may have forgotten since; the usual where it is none.

    What is taken in its stead is not remembered, so that the choice comes back where it is an option again.
    """
    chosen = st.session_state.get(f"{key}@chosen")
    if isinstance(chosen, str) and chosen in options:
        return chosen
    instead = others.get(str(chosen)) or usual or options[0]
    st.session_state[f"{key}@instead"] = instead
    return instead


def left_out(key: str, options: Collection[str]) -> str:
    """What was chosen for the box of this key and is no option of it here; empty where that is shown.

    For `choice` to remember it from an address too, `instead` has to name it.
    """
    state = st.session_state
    chosen = state.get(f"{key}@chosen")
    stands_in = state.get(key) == state.get(f"{key}@instead")
    return chosen if stands_in and isinstance(chosen, str) and chosen not in options else ""


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
    return by_code[area_box("Area", list(by_code), width=width)]


def area_box(
    label: str,
    codes: Sequence[str],
    *,
    whole: str = "",
    words: Mapping[str, str] | None = None,
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """One of the areas, which is the area of every page (decision 103); `whole`: the option for all of them.

    A whole stands for one of its parts where that is no option, and a part for its whole; `instead`
    says so.
    """
    state, asked = st.session_state, st.query_params.get(AREA, "")
    known = referrals.areas(gazetteer())
    # Whatever is known may be asked for, and comes back where it is an option.
    instead = dict.fromkeys((area.code for area in known), whole or codes[0])
    instead |= stand_ins(gazetteer().wholes, codes) | dict.fromkeys(EVERY_AREA - {whole}, whole or codes[0])
    if asked and asked not in codes and asked not in instead:
        state[_UNKNOWN_AREA] = state.get(_VISIT, 0)
    names = {code: area_name(code) for code in codes} | dict(words or {})
    return choice(label, codes, AREA, words=names, width=width, usual=whole, instead=instead)


def draw_instead() -> None:
    """Where the area box shows another area than the one that was chosen: which, and why."""
    if sentence := instead():
        st.caption(sentence)


def instead() -> str:
    """The same in a sentence; empty where the area shown is the one that was chosen, or nobody chose."""
    state = st.session_state
    shown = state[AREA]
    if shown != state.get(f"{AREA}@instead"):
        return ""
    name = "" if shown in EVERY_AREA else area_name(shown)
    if state.get(_UNKNOWN_AREA) == state.get(_VISIT, 0):
        return views.unknown(name)
    chosen = state.get(f"{AREA}@chosen") or ""
    if not chosen or chosen in EVERY_AREA:
        return ""
    parts = {whole.code: whole.parts for whole in gazetteer().wholes}
    if chosen in parts.get(shown, ()):
        return views.whole_instead(area_name(chosen), name)
    if shown in parts.get(chosen, ()):
        return views.part_instead(area_name(chosen), name)
    return views.nothing_of(area_name(chosen), name)


def month_choice(
    months: Sequence[date],
    width: int = 160,
    *,
    label: str = "Month",
    key: str = "month",
    usual: date | None = None,
) -> date | None:
    """One of these months; the latest, or the `usual` one, unless the address says otherwise.

    None where it says a month that is not among them, so that no other is taken for it (decision 96).
    """
    by_key = {f"{month:%Y-%m}": month for month in sorted(months, reverse=True)}
    words = {key: f"{month:%B %Y}" for key, month in by_key.items()}
    return by_key.get(
        choice(
            label,
            list(by_key),
            key,
            words=words,
            width=width,
            strict=True,
            usual=f"{usual:%Y-%m}" if usual else "",
        )
    )


def no_such_month(what: str) -> str:
    """`No IOM return for January 1999 is here. Choose a month that has one.`, where the address asks so."""
    asked = _MONTH.fullmatch(st.query_params.get("month", ""))
    if asked is None:
        return "The address names no month. Choose one."
    return (
        f"No {what} for {date(int(asked[1]), int(asked[2]), 1):%B %Y} is here. Choose a month that has one."
    )


def _read(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda option: said(words.get(option) or first_upper(option))


def first_upper(words: str) -> str:
    """The words with a capital first letter and the rest as they are."""
    return words[:1].upper() + words[1:]
