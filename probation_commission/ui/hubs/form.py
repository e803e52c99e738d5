"""What a lead writes down of a place: what is there, its sessions, when it is closed."""

from datetime import time

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
from probation_commission.ui.parts import KeptForm, filters, replies
from probation_commission.views import hubs as views
from probation_commission.views.markdown import plain

_NEW = ""
_WHY = "Why, or who told you: a post, never a name"
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
    # Of what this form changes alone: a session saved or a point put below takes nothing that is typed here.
    form = KeptForm("hub", slug or "new", (now, _stored_choices(row)), OUTCOME)
    texts = {name: form.text(name, label, now[name], longest) for name, (label, longest) in _TEXTS.items()}
    areas = {area.code: area.name for area in gazetteer().authorities}
    with st.container(horizontal=True):
        kind = form.one_of("kind", "Kind", [*HubKind], None if row is None else str(row.kind))
        area = form.one_of("area", "Area", [*areas], None if row is None else row.area_code, names=areas)
        opened = form.day("opened", "Opened", None if row is None else known_day(row.opened))
        closed = form.day("closed", "Closed for good", None if row is None else known_day(row.closed))
    with st.container(horizontal=True):
        facilities = {
            name: form.yes_no(name, words.capitalize(), None if row is None else row[name])
            for name, words in FACILITIES.items()
        }
    hidden = form.tick(
        "hidden",
        "Confidential: where it is stands on this form and a lead’s card alone",
        now=row is not None and bool(row.confidential),
    )
    why = form.text("reason", _WHY, "", actions.LONGEST_REASON)
    if form.saved("Save the place"):
        details = HubDetails(
            kind=HubKind(kind),
            area_code=area,
            confidential=hidden,
            opened=opened,
            closed=closed,
            facilities=facilities,
            **texts,
        )
        with replies.reasons_shown():
            if slug:
                changed = actions.change(person, slug, details, why)
                form.done(f"{plain(details.name)} is saved: {', '.join(changed)}.")
            st.query_params[pictures.PLACE] = actions.add(person, details, why)
            form.done(f"{plain(details.name)} is in the directory.")


def _stored_choices(row: pd.Series | None) -> tuple[object, ...]:
    """What is stored of all that the form has beside its texts."""
    if row is None:
        return ()
    days = known_day(row.opened), known_day(row.closed)
    has = (None if pd.isna(row[name]) else bool(row[name]) for name in FACILITIES)
    return (str(row.kind), str(row.area_code), bool(row.confidential), *days, *has)


def _draw_session(person: Person, slug: str, known: Openings) -> None:
    names = {0: "a new session", **{one.id or 0: views.session(one) for one in known.sessions}}
    number = st.selectbox(
        "Session", list(names), format_func=lambda one: names[one], key=f"hub_session_{slug}"
    )
    one = next((one for one in known.sessions if one.id == number), None)
    form = KeptForm("hub_session", f"{slug}_{number}", one, OUTCOME)
    now = one or Session(0, time(10), time(16))
    with st.container(horizontal=True):
        day = form.one_of("weekday", "Day", [*WEEKDAYS], WEEKDAYS[now.weekday])
        opens = form.time_of_day("opens", "Opens", now.opens)
        closes = form.time_of_day("closes", "Closes", now.closes)
        every = form.one_of("every", "How often", [*Every], now.every)
        whom = form.one_of("for", "For", [*OpenTo], now.for_whom)
        since = form.day("since", "First day", now.since)
        until = form.day("until", "Last day", now.until)
    on_holidays = form.tick("holidays", "Also on bank holidays", now=now.on_bank_holidays)
    there = {each.organisation: each for each in now.attends}
    who = form.several(
        "attends",
        "Who attends",
        sorted({*loaders.organisation_names(), *there}),
        list(there),
        words="Choose an organisation, or type another: never a person.",
        new=True,
    )
    seen = form.several(
        "seen",
        "Seen to attend today",
        who,
        [],
        words="Those whom somebody saw there; the others are said to attend.",
    )
    nobody = form.tick("nobody", "No agency attends", now=now.nobody_attends)
    if form.saved("Save the session", "secondary"):
        attends = tuple(_attendance(name, there.get(name), seen) for name in who)
        session = Session(
            WEEKDAYS.index(day),
            opens,
            closes,
            Every(every),
            OpenTo(whom),
            since,
            until,
            on_holidays,
            attends,
            nobody,
            now.id,
        )
        with replies.reasons_shown():
            actions.put_session(person, slug, session)
            form.done("The session is saved, and the place confirmed today.")
    if one is not None and one.id and _sure("It was never held", f"hub_never_{slug}_{one.id}"):
        with replies.reasons_shown():
            actions.take_out_session(person, slug, one.id)
            form.done("The session is taken out. One that ended has a last day instead.")


def _sure(what: str, key: str) -> bool:
    """Whether something is to be taken out that was written by mistake: said first, and then pressed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        sure = st.checkbox(what, key=key)
        return st.button("Take it out", disabled=not sure, key=f"{key}_out")


def _attendance(name: str, before: Attendance | None, seen: list[str]) -> Attendance:
    said_on = before.said_on if before else today()
    return Attendance(name, said_on, today() if name in seen else before.seen_on if before else None)


def _draw_closure(person: Person, slug: str, known: Openings) -> None:
    names = {0: "a new one", **{one.id or 0: views.closure(one) for one in known.closures}}
    number = st.selectbox(
        "Closure", list(names), format_func=lambda one: names[one], key=f"hub_closure_{slug}"
    )
    one = next((one for one in known.closures if one.id == number), None)
    form = KeptForm("hub_closure", f"{slug}_{number}", one, OUTCOME)
    with st.container(horizontal=True):
        since = form.day("shut", "Closed from", one.since if one else today())
        until = form.day("shut_until", "Last day, if it is known", one.until if one else None)
    why = form.text("why", "Why it is closed", one.why if one else "", actions.LONGEST_LINE)
    if form.saved("Save the closure", "secondary"):
        with replies.reasons_shown():
            closure = Closure(since or today(), until, why, one.id if one else None)
            actions.put_closure(person, slug, closure)
            form.done("Saved: on these days it is shown as closed.")
    if one is not None and one.id and _sure("It never was closed", f"hub_never_shut_{slug}_{one.id}"):
        with replies.reasons_shown():
            actions.take_out_closure(person, slug, one.id)
            form.done("The closure is taken out. One that is over has a last day instead.")


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
    form = KeptForm("hub_service", f"{slug}_{chosen}", (since, until, bool(row)), OUTCOME)
    with st.container(horizontal=True):
        first = form.day("since", "There since, if it is known", since)
        last = form.day("until", "Last day there, once it ends", until)
    why = form.text("reason", _WHY, "", actions.LONGEST_REASON)
    if form.saved("Save the service", "secondary"):
        with replies.reasons_shown():
            actions.put_service(person, slug, ServiceHere(chosen, first, last), why)
            form.done(f"Saved: {plain(names[chosen])}.")
