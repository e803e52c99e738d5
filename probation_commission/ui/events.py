"""What happened: the list that everybody reads, and the folded form with which leads write it down."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from probation_commission.actions import events as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import today
from probation_commission.domain.events import (
    LONGEST_EVENT,
    LONGEST_REASON,
    Event,
    EventKind,
    EventMeasure,
    KeptEvent,
)
from probation_commission.domain.referrals import areas
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import KeptForm, kept_text, one_of, page, replies
from probation_commission.views.markdown import plain
from probation_commission.views.referrals import events as views

_OUTCOME, _KEY = "events_outcome", "events_"
_NOT_SAVED = "Not saved yet: kept on this device until you save it."
_READ_BY_ALL = (
    f"Everybody who sees a chart of it reads this, and whoever downloads its table. {kept_text.PRIVATE}"
)
_ANY = ""


def draw(person: Person, services: Sequence[str], kept: Sequence[KeptEvent]) -> None:
    """For leads, folded: one more event, and those that stand, to take back; `services` by slug."""
    replies.draw(_OUTCOME)
    if not person.may(Permission.LOAD_RETURNS):
        return
    standing = [one for one in kept if one.stands]
    with st.expander("Write down what happened: a staffing gap, a campaign, a new definition"):
        _draw_new(person, services)
        if kept:
            page.table(_table(kept))
        if standing:
            _draw_taking_back(person, standing)


def _draw_new(person: Person, services: Sequence[str]) -> None:
    names = loaders.service_names()
    form = KeptForm("event", "new", "", _OUTCOME)
    with st.container(horizontal=True):
        kinds: dict[str, str] = {one: one.label for one in EventKind}
        kind = EventKind(form.one_of("kind", "What it was", [*EventKind], None, names=kinds))
        since = form.day("since", "Day, or the first", today())
        until = form.day("until", "Last day, where it lasted", None)
    with st.container(horizontal=True):
        every = {_ANY: "Any", **{slug: names.get(slug, slug) for slug in services}}
        service = form.choice("service", "Service", services, _ANY, names=every, width=300)
        named = {area.code: area.name for area in areas(gazetteer())}
        area = form.choice("area", "Area", [*named], _ANY, names={_ANY: "Any", **named}, width=230)
        measures = {_ANY: "Any", **{one.value: one.label for one in EventMeasure}}
        measure = form.choice("measure", "Measure", [*EventMeasure], _ANY, names=measures)
    text = form.text("text", "In a few words", "", LONGEST_EVENT)
    st.caption(_READ_BY_ALL)
    if form.saved("Put it on the charts", "primary"):
        with replies.reasons_shown():
            about = EventMeasure(measure) if measure else None
            new = Event(since or today(), kind, text, service, area, about, until)
            actions.add(person, new)
            form.done(f"{plain(new.label)} stands on the charts.")


def _draw_taking_back(person: Person, standing: Sequence[KeptEvent]) -> None:
    words = {one.id: f"{views.days(one.event)}: {one.event.label}" for one in standing}
    number = one_of.number("Take one back", words, f"{_KEY}which")
    if number is None:
        return
    reason = _text("reason", "Why it is taken back", LONGEST_REASON)
    if st.button("Take it back", icon=":material/undo:"):
        with replies.reasons_shown():
            actions.take_back(person, number, reason)
            kept_text.clear(f"{_KEY}reason")
            replies.keep(_OUTCOME, "It stands on no chart any more, and in the list with the reason.")
            st.rerun()


def _table(kept: Sequence[KeptEvent]) -> pd.DataFrame:
    names = loaders.service_names()
    named = {area.code: area.name for area in areas(gazetteer())}
    return views.table(kept, lambda slug: names.get(slug, slug), lambda code: named.get(code, code))


def _text(field: str, label: str, longest: int) -> str:
    key = _KEY + field
    kept_text.field(key, kept_text.Words(label, longest=longest, line=_NOT_SAVED))
    return kept_text.typed(key)
