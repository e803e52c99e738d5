"""The parts of the page of agreements: all of them, one in writing, its end, the illustrative one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar
from zlib import crc32

import streamlit as st

from probation_commission.actions import agreements as actions
from probation_commission.actions.agreements import KnownAgreements
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.agreements import (
    KINDS,
    LONGEST_NAME,
    LONGEST_SIGNED,
    Agreement,
    AgreementTerms,
    for_a_year,
)
from probation_commission.domain.days import today
from probation_commission.domain.organisations import Organisation
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.parts import click, kept_text, page, replies
from probation_commission.ui.who import acting
from probation_commission.views import agreements as words
from probation_commission.views.markdown import plain

_LEADS = "leads and admins"
_OUTCOME, _CHOSEN, _SURE = (f"agreements_{what}" for what in ("outcome", "chosen", "sure"))
_NOT_SAVED = "Not saved yet: kept on this device until you save the agreement."
_NEW = 0
_TYPED, _SEVERAL, _DAYS = ("name", "signed"), ("parties", "kinds", "areas"), ("since", "until", "review")
_Option = TypeVar("_Option")


def draw_outcome() -> None:
    """What was done, said once."""
    replies.draw(_OUTCOME)


def draw_table(known: KnownAgreements) -> None:
    """Every agreement, the latest first."""
    if not known.agreements:
        page.empty("An admin writes down what was agreed; docs/agreement.md is a template to sign.")
        return
    st.header("All of them")
    with st.container(key="agreements"):
        page.table(words.table(known.agreements, known.names, today()))
    page.source(
        "Members of a party whose role sees the partnership’s figures are shown what is named as it is; "
        "applicants and partners never are.",
        viewers=_LEADS,
    )


def draw_switch(known: KnownAgreements) -> None:
    """The one click that switches the illustrative agreement on, or off."""
    for one in known.agreements:
        if not one.illustrative or one.ended_at:
            continue
        on = one.in_force(today())
        label = "Switch the illustrative agreement off" if on else "Switch the illustrative agreement on"
        icon = ":material/toggle_off:" if on else ":material/toggle_on:"
        st.button(label, icon=icon, key=f"switch_{one.id}", on_click=_switch, args=(one.id, not on))
        st.caption(plain(words.trial(one, known.names)))


@click("Switching the agreement")
def _switch(number: int, on: bool) -> None:
    with replies.refusal_kept(_OUTCOME):
        one = actions.switch(acting(), number, on=on)
        replies.keep(_OUTCOME, f"{plain(words.named(one))} is {words.standing(one, today())}.")


def draw_form(person: Person, known: KnownAgreements) -> None:
    """The form for a new agreement, or for a change of one."""
    if not person.may(Permission.MANAGE_AGREEMENTS):
        return
    st.header("Write one down, or change it")
    lasting = {one.id: one for one in known.agreements if not one.ended_at}
    with st.container(border=True):
        number = st.selectbox(
            "Agreement",
            [_NEW, *lasting],
            key=_CHOSEN,
            format_func=lambda number: lasting[number].terms.name if number else "a new one",
        )
        one = lasting.get(number or _NEW)
        terms = _draw_terms(known, one)
        if st.button("Save the agreement", type="primary", icon=":material/contract:"):
            with replies.refusal_shown():
                saved = actions.change(person, one.id, terms) if one else actions.add(person, terms)
                kept_text.clear(*(_key(one, field) for field in (*_TYPED, *_SEVERAL, *_DAYS, "choices")))
                replies.keep(_OUTCOME, f"{plain(words.named(saved))} is saved.")
                st.rerun()
        if one:
            _draw_end(person, one)


def _draw_terms(known: KnownAgreements, one: Agreement | None) -> AgreementTerms:
    """What is written down so far."""
    nothing = AgreementTerms("", tuple(KINDS), (), (), *(today(),) * 3, signed_for_by="")
    now = one.terms if one else for_a_year(nothing, today())
    name = _text(one, "name", "Name", now.name, LONGEST_NAME)
    # Of an agreement of before an area may be covered no more.
    places = dict(zip(now.areas, now.areas, strict=True))
    places |= {area.code: area.name for area in gazetteer().authorities}
    names = {other.id: _said(other) for other in known.organisations}
    parties = _several(_key(one, "parties"), "Between", names, now.parties)
    kinds = _several(_key(one, "kinds"), "Counts of", KINDS, now.kinds)
    areas = _several(_key(one, "areas"), "Areas", places, now.areas)
    with st.container(horizontal=True):
        since = _day(one, "since", "From", now.since)
        until = _day(one, "until", "Until, the last day", now.until)
        review = _day(one, "review", "Review", now.review_on)
    signed = _text(one, "signed", "Signed for by: posts, never names", now.signed_for_by, LONGEST_SIGNED)
    kept_text.choices(
        _key(one, "choices"),
        *(_key(one, field) for field in (*_SEVERAL, *_DAYS)),
    )
    return AgreementTerms(name, kinds, areas, parties, since, until, review, signed)


def _draw_end(person: Person, one: Agreement) -> None:
    """The ways to stop it: for now, and for good."""
    if not one.illustrative:
        label = "Switch it off for now" if one.switched_on else "Switch it on again"
        st.button(label, key=f"switch_{one.id}", on_click=_switch, args=(one.id, not one.switched_on))
    sure = st.checkbox(
        "End it now: from this moment its members see bands again. This can’t be undone.",
        key=f"{_SURE}_{one.id}",
    )
    if st.button("End the agreement", icon=":material/block:", disabled=not sure):
        with replies.refusal_shown():
            actions.end(person, one.id)
            replies.keep(_OUTCOME, f"{plain(words.named(one))} is ended.")
            st.session_state.pop(_CHOSEN, None)
            st.rerun()


def _several(
    key: str, label: str, names: Mapping[_Option, str], now: Sequence[_Option]
) -> tuple[_Option, ...]:
    st.session_state.setdefault(key, list(now))
    return tuple(st.multiselect(label, list(names), key=key, format_func=names.__getitem__))


def _day(one: Agreement | None, field: str, label: str, now: date) -> date:
    key = _key(one, field)
    st.session_state.setdefault(key, now)
    return st.date_input(label, key=key, format="DD/MM/YYYY", width=180)


def _text(one: Agreement | None, field: str, label: str, now: str, longest: int) -> str:
    key = _key(one, field)
    st.session_state.setdefault(key, now)
    kept_text.field(key, kept_text.Words(label, longest=longest, line=_NOT_SAVED), stored=now)
    return kept_text.typed(key)


def _key(one: Agreement | None, field: str) -> str:
    # With what is stored, so that what another admin wrote meanwhile is not written over unseen.
    now = f"{one.id}_{crc32(repr(one.terms).encode())}" if one else str(_NEW)
    return f"agreements_{field}_{now}"


def _said(other: Organisation) -> str:
    return f"{other.name} (made up)" if other.illustrative else other.name
