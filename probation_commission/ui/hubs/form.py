"""What a lead writes down of a place: what is there, its sessions, when it is closed."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TypeVar
from zlib import crc32

import pandas as pd
import streamlit as st

from probation_commission.actions import hubs as actions
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.domain.hubs import (
    FACILITIES,
    NOBODY_SAID,
    WEEKDAYS,
    Attendance,
    Closure,
    Every,
    HubDetails,
    HubKind,
    Openings,
    OpenTo,
    ServiceHere,
    Session,
)
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.hubs import picture as pictures
from probation_commission.ui.hubs import point
from probation_commission.ui.hubs.card import OUTCOME, may_see_where
from probation_commission.ui.parts import filters, kept_text, replies
from probation_commission.views import hubs as views
from probation_commission.views.markdown import plain

_NEW = ""
_Option = TypeVar("_Option")
_NOT_SAVED = "Not saved yet: kept on this device until you save it."
_WHY = "Why, or who told you: a post, never a name"
_KNOWN = {"not known": None, "yes": True, "no": False}
_TEXTS = {
    "name": ("Name", actions.LONGEST_NAME),
    "run_by": ("Run by", actions.LONGEST_LINE),
    "address": ("Address without postcode", actions.LONGEST_LINE),
    "postcode": ("Postcode", 10),
    "phone": ("Phone for court teams", 30),
    "mailbox": ("Shared mailbox", 120),
    "met_by": ("Who meets people there: a post, never a name", actions.LONGEST_LINE),
    "stand_in": ("Whom to turn to when an officer is away", actions.LONGEST_LINE),
    "transport": ("Getting there", actions.LONGEST_LINE),
}


def draw(person: Person) -> None:
    """The place that is chosen, or a new one, with everything that can be said of it."""
    places = loaders.hubs()
    names = {_NEW: "a new place", **dict(zip(places.slug, places.name, strict=True))}
    slug = filters.choice("Place to change", list(names), pictures.PLACE, words=names)
    row = places[places.slug == slug].iloc[0] if slug else None
    with st.container(border=True):
        st.header("What is there", anchor=False)
        _draw_details(person, slug, row)
    if slug:
        known = loaders.openings().get(slug, NOBODY_SAID)
        with st.container(border=True):
            st.header("A session", anchor=False)
            _draw_session(person, slug, known)
        with st.container(border=True):
            st.header("Days on which it is closed", anchor=False)
            _draw_closure(person, slug, known)
        with st.container(border=True):
            st.header("Where it is on the map", anchor=False)
            if row is not None:
                point.draw(person, row)
        with st.container(border=True):
            st.header("A service there", anchor=False)
            _draw_service(person, slug, made_up=bool(row is not None and row.illustrative))


def _draw_details(person: Person, slug: str, row: pd.Series | None) -> None:
    now = {name: "" if row is None or pd.isna(row[name]) else str(row[name]) for name in _TEXTS}
    if row is not None and row.confidential:
        if not may_see_where(person):
            st.caption("A confidential place is changed by a lead who sees it as one, and on no wall.")
            return
        where = actions.where_it_is(person, slug)
        now |= {"address": where.address, "postcode": where.postcode, "transport": where.transport}
    # With what is stored, so that what another lead wrote meanwhile is not written over unseen; of what this
    # form changes alone, so that a session saved or a point put below takes nothing that is typed here.
    mark = f"{slug or 'new'}_{crc32(repr((now, _stored_choices(row))).encode())}"
    texts = {}
    for name, (label, longest) in _TEXTS.items():
        key = f"hub_{name}_{mark}"
        st.session_state.setdefault(key, now[name])
        kept_text.field(key, kept_text.Words(label, longest=longest, line=_NOT_SAVED), stored=now[name])
        texts[name] = kept_text.typed(key)
    areas = {area.code: area.name for area in gazetteer().authorities}
    with st.container(horizontal=True):
        kind = _select("Kind", list(HubKind), f"hub_kind_{mark}", None if row is None else HubKind(row.kind))
        area = _select("Area", list(areas), f"hub_area_{mark}", None if row is None else row.area_code, areas)
        opened = _day("Opened", f"hub_opened_{mark}", None if row is None else known_day(row.opened))
        closed = _day("Closed for good", f"hub_closed_{mark}", None if row is None else known_day(row.closed))
    with st.container(horizontal=True):
        facilities = {
            name: _KNOWN[_select(words.capitalize(), list(_KNOWN), f"hub_{name}_{mark}", _has(row, name))]
            for name, words in FACILITIES.items()
        }
    hidden = st.checkbox(
        "Confidential: where it is stands on this form and a lead’s card alone",
        value=bool(row.confidential) if row is not None else False,
        key=f"hub_hidden_{mark}",
    )
    reason_key = f"hub_reason_{mark}"
    st.session_state.setdefault(reason_key, "")
    kept_text.field(
        reason_key,
        kept_text.Words(_WHY, longest=actions.LONGEST_REASON, line=_NOT_SAVED),
        stored="",
    )
    chosen = ("kind", "area", "opened", "closed", "hidden", *FACILITIES)
    kept_text.choices(f"hub_choices_{mark}", *(f"hub_{name}_{mark}" for name in chosen))
    if st.button("Save the place", type="primary", icon=":material/check:"):
        details = HubDetails(
            kind=kind,
            area_code=area,
            confidential=hidden,
            opened=opened,
            closed=closed,
            facilities=facilities,
            **texts,
        )
        with replies.reasons_shown():
            why = kept_text.typed(reason_key)
            if slug:
                changed = actions.change(person, slug, details, why)
                replies.keep(OUTCOME, f"{plain(details.name)} is saved: {', '.join(changed)}.")
            else:
                slug = actions.add(person, details, why)
                replies.keep(OUTCOME, f"{plain(details.name)} is in the directory.")
                st.query_params[pictures.PLACE] = slug
            kept_text.clear(*(f"hub_{name}_{mark}" for name in (*_TEXTS, "reason", "choices", *chosen)))
            st.rerun()


def _stored_choices(row: pd.Series | None) -> tuple[object, ...]:
    """What is stored of all that the form has beside its texts."""
    if row is None:
        return ()
    days = known_day(row.opened), known_day(row.closed)
    has = (_has(row, name) for name in FACILITIES)
    return (str(row.kind), str(row.area_code), bool(row.confidential), *days, *has)


def _has(row: pd.Series | None, name: str) -> str:
    known = None if row is None or pd.isna(row[name]) else bool(row[name])
    return next(words for words, has in _KNOWN.items() if has is known)


def _draw_session(person: Person, slug: str, known: Openings) -> None:
    names = {0: "a new session", **{one.id or 0: views.session(one) for one in known.sessions}}
    number = st.selectbox(
        "Session", list(names), format_func=lambda one: names[one], key=f"hub_session_{slug}"
    )
    one = next((one for one in known.sessions if one.id == number), None)
    mark = f"{slug}_{number}_{crc32(repr(one).encode())}"
    with st.container(horizontal=True):
        weekday = _select(
            "Day",
            list(range(7)),
            f"hub_weekday_{mark}",
            one.weekday if one else 0,
            dict(enumerate(WEEKDAYS)),
        )
        opens = _time("Opens", f"hub_opens_{mark}", one.opens if one else time(10))
        closes = _time("Closes", f"hub_closes_{mark}", one.closes if one else time(16))
        every = _select("How often", list(Every), f"hub_every_{mark}", one.every if one else Every.WEEK)
        whom = _select("For", list(OpenTo), f"hub_for_{mark}", one.for_whom if one else OpenTo.ALL)
        since = _day("First day", f"hub_since_{mark}", one.since if one else None)
        until = _day("Last day", f"hub_until_{mark}", one.until if one else None)
    on_holidays = st.checkbox(
        "Also on bank holidays", value=one.on_bank_holidays if one else False, key=f"hub_holidays_{mark}"
    )
    there = {each.organisation: each for each in one.attends} if one else {}
    names_known = sorted({*loaders.organisation_names(), *there})
    who = st.multiselect(
        "Who attends",
        names_known,
        default=list(there),
        key=f"hub_attends_{mark}",
        accept_new_options=True,
        help="Choose an organisation, or type another: never a person.",
    )
    seen = st.multiselect(
        "Seen to attend today",
        who,
        key=f"hub_seen_{mark}",
        help="Those whom somebody saw there; the others are said to attend.",
    )
    nobody = st.checkbox(
        "No agency attends", value=one.nobody_attends if one else False, key=f"hub_nobody_{mark}"
    )
    dates = ("since", "until")
    chosen = ("weekday", "opens", "closes", "every", "for", *dates, "holidays", "attends", "seen", "nobody")
    kept_text.choices(f"hub_session_choices_{mark}", *(f"hub_{name}_{mark}" for name in chosen))
    attends = tuple(_attendance(name, there.get(name), seen) for name in who)
    session = Session(
        weekday,
        opens,
        closes,
        every,
        whom,
        since,
        until,
        on_holidays,
        attends,
        nobody,
        one.id if one else None,
    )
    with st.container(horizontal=True):
        if st.button("Save the session", icon=":material/check:", key=f"hub_save_session_{slug}"):
            with replies.reasons_shown():
                actions.put_session(person, slug, session)
                kept_text.clear(*(f"hub_{name}_{mark}" for name in (*chosen, "session_choices")))
                replies.keep(OUTCOME, "The session is saved, and the place confirmed today.")
                st.rerun()
        sure = one is not None and st.checkbox("It was never held", key=f"hub_never_{mark}")
        if one and one.id and st.button("Take it out", disabled=not sure, key=f"hub_out_{slug}"):
            with replies.reasons_shown():
                actions.take_out_session(person, slug, one.id)
                replies.keep(OUTCOME, "The session is taken out. One that ended has a last day instead.")
                st.rerun()


def _attendance(name: str, before: Attendance | None, seen: list[str]) -> Attendance:
    said_on = before.said_on if before else today()
    return Attendance(name, said_on, today() if name in seen else before.seen_on if before else None)


def _draw_closure(person: Person, slug: str, known: Openings) -> None:
    names = {0: "a new one", **{one.id or 0: views.closure(one) for one in known.closures}}
    number = st.selectbox(
        "Closure", list(names), format_func=lambda one: names[one], key=f"hub_closure_{slug}"
    )
    one = next((one for one in known.closures if one.id == number), None)
    mark = f"{slug}_{number}_{crc32(repr(one).encode())}"
    with st.container(horizontal=True):
        since = _day("Closed from", f"hub_shut_{mark}", one.since if one else today())
        until = _day("Last day, if it is known", f"hub_shut_until_{mark}", one.until if one else None)
    why_key = f"hub_why_{mark}"
    stored = one.why if one else ""
    st.session_state.setdefault(why_key, stored)
    words = kept_text.Words("Why it is closed", longest=actions.LONGEST_LINE, line=_NOT_SAVED)
    kept_text.field(why_key, words, stored=stored)
    kept_text.choices(f"hub_shut_choices_{mark}", f"hub_shut_{mark}", f"hub_shut_until_{mark}")
    if st.button("Save the closure", icon=":material/check:", key=f"hub_save_closure_{slug}"):
        with replies.reasons_shown():
            closure = Closure(since or today(), until, kept_text.typed(why_key), one.id if one else None)
            actions.put_closure(person, slug, closure)
            kept_text.clear(why_key, f"hub_shut_choices_{mark}", f"hub_shut_{mark}", f"hub_shut_until_{mark}")
            replies.keep(OUTCOME, "Saved: on these days it is shown as closed.")
            st.rerun()
    sure = one is not None and st.checkbox("It never was closed", key=f"hub_never_shut_{mark}")
    if one and one.id and st.button("Take the closure out", disabled=not sure, key=f"hub_shut_out_{slug}"):
        with replies.reasons_shown():
            actions.take_out_closure(person, slug, one.id)
            replies.keep(OUTCOME, "The closure is taken out. One that is over has a last day instead.")
            st.rerun()


def _draw_service(person: Person, slug: str, *, made_up: bool) -> None:
    """A service that is at the place: since when, and until when."""
    services, at_places = loaders.services(), loaders.services_at_places()
    here = {row["service"]: row for row in rows_of(at_places[at_places.hub == slug])}
    own = services[services.illustrative.astype(bool) == made_up]
    names = dict(zip(own.slug, own.name, strict=True))
    # Those that are there first, whatever they are called.
    slugs = sorted(names, key=lambda one: (one not in here, names[one]))
    words = {one: views.service_there(here[one], names[one]) if one in here else names[one] for one in slugs}
    chosen = st.selectbox(
        "Service",
        slugs,
        index=None,
        key=f"hub_service_{slug}",
        format_func=words.__getitem__,
        placeholder="Choose a service that is provided there, or was",
    )
    if chosen is None:
        return
    row = here.get(chosen, {})
    since, until = known_day(row.get("since")), known_day(row.get("until"))
    mark = f"{slug}_{chosen}_{crc32(repr((since, until, bool(row))).encode())}"
    with st.container(horizontal=True):
        first = _day("There since, if it is known", f"hub_service_since_{mark}", since)
        last = _day("Last day there, once it ends", f"hub_service_until_{mark}", until)
    reason = f"hub_service_reason_{mark}"
    st.session_state.setdefault(reason, "")
    kept_text.field(reason, kept_text.Words(_WHY, longest=actions.LONGEST_REASON, line=_NOT_SAVED), stored="")
    days = (f"hub_service_since_{mark}", f"hub_service_until_{mark}")
    kept_text.choices(f"hub_service_choices_{mark}", *days)
    if st.button("Save the service", icon=":material/check:", key=f"hub_save_service_{slug}"):
        with replies.reasons_shown():
            actions.put_service(person, slug, ServiceHere(chosen, first, last), kept_text.typed(reason))
            kept_text.clear(reason, *days, f"hub_service_choices_{mark}")
            replies.keep(OUTCOME, f"Saved: {plain(names[chosen])}.")
            st.rerun()


def _select(
    label: str, options: Sequence[_Option], key: str, now: object, words: Mapping[_Option, str] | None = None
) -> _Option:
    """One of the options, the one that is stored unless somebody chose."""

    def said(one: _Option) -> str:
        return filters.first_upper(words[one] if words else str(one))

    # A value that is no option any more leaves the box empty, so that nobody saves another one unseen.
    st.session_state.setdefault(key, now if now in options or now is None else None)
    if st.session_state[key] is None and now is None:
        st.session_state[key] = options[0]
    chosen: _Option = st.selectbox(label, options, key=key, format_func=said, width=190)
    return chosen


def _day(label: str, key: str, now: date | None) -> date | None:
    st.session_state.setdefault(key, now)
    chosen: date | None = st.date_input(label, key=key, format="DD/MM/YYYY", width=190)
    return chosen


def _time(label: str, key: str, now: time) -> time:
    """A time of the day, to the quarter of an hour."""
    # As a text: what the browser keeps of a form has no times of its own.
    written = f"{now:%H:%M}"
    every = sorted({f"{hour:02}:{minute:02}" for hour in range(6, 24) for minute in _QUARTERS} | {written})
    return time.fromisoformat(_select(label, every, key, written))


_QUARTERS = (0, 15, 30, 45)
