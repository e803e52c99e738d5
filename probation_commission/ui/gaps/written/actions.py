"""Every action: overdue first, then by due day, what is done folded; for leads the form to change one."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.actions import follow_ups as actions
from probation_commission.domain import referrals
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import in_full, today
from probation_commission.domain.follow_ups import (
    LONGEST_FOLLOW_UP,
    LONGEST_OWNER,
    LONGEST_REASON,
    ROLES,
    KeptFollowUp,
    in_order,
)
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.gaps.shown import MATRIX
from probation_commission.ui.menu import GAPS
from probation_commission.ui.parts import KeptForm, filters, kept_text, one_of, page, replies
from probation_commission.views import follow_ups as views
from probation_commission.views import marks
from probation_commission.views.markdown import plain

_OTHER = "another role"
READ_BY = f"Viewers and panel members read actions too, and who downloads them. {kept_text.PRIVATE}"
WHO_SEES = "leads, admins, viewers and panel members"
_OUTCOME, _WHICH = "actions_outcome", "actions_which"
_ALL, _OPEN = "all", "open"
_STATES = {_OPEN: "Open", _ALL: "Open and done"}


def draw(person: Person, top: DeltaGenerator) -> None:
    """Every action; the page's heading goes to `top`."""
    every, day = loaders.follow_ups(), today()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        which = filters.choice("Which", [*_STATES], "actions", words=_STATES, buttons=True, width=260)
        area = _area()
    mine = [one for one in every if _is_of(one, area)]
    where = "" if area == _ALL else filters.area_name(area)
    ordered = in_order(mine)
    still_open, done = [one for one in ordered if one.is_open], [one for one in ordered if one.done_at]
    shown = still_open if which == _OPEN else ordered
    made_up = marks.some_of([one.illustrative for one in shown], "action")
    with top:
        page.heading("Gaps", views.finding(mine, day, where), made_up=made_up)
    replies.draw(_OUTCOME)
    if not any(one.stands for one in every):
        _draw_none(person)
    if still_open:
        with st.container(key="action-rows"):
            page.table(views.table(still_open, day, filters.area_name))
    if which == _ALL and done:
        with st.expander(f"Done ({len(done)})"):
            page.table(views.table(done, day, filters.area_name))
    if shown:
        _draw_download(shown, where)
    if person.may(Permission.CHANGE_ACTIONS):
        _draw_changing(person, ordered, [one for one in mine if not one.stands])
    page.source(f"Source: actions as leads wrote them, on {in_full(day)}.", viewers=WHO_SEES)


def _area() -> str:
    codes = [area.code for area in referrals.areas(gazetteer())]
    return filters.area_box("Area", [_ALL, *codes], whole=_ALL, words={_ALL: "All areas"}, width=230)


def _is_of(one: KeptFollowUp, area: str) -> bool:
    """Whether it is of that area, of a part of it, or of a whole that it is in."""
    parts, known = gazetteer().parts(area), one.follow_up.area_code
    return area == _ALL or bool(known and parts & gazetteer().parts(known))


def _draw_none(person: Person) -> None:
    page.empty(views.NONE_YET)
    if person.may(Permission.CHANGE_ACTIONS):
        st.page_link(
            GAPS.file,
            label="Choose a gap and write one down there",
            icon=GAPS.icon,
            query_params={"view": MATRIX},
        )


def _draw_download(shown: Sequence[KeptFollowUp], where: str) -> None:
    page.download(
        views.as_file(shown, today(), filters.area_name),
        {
            "What": "Actions on gaps, as leads wrote them",
            "Area": where or "All areas",
            "As of": in_full(today()),
            "Who may see this": WHO_SEES,
        },
        name="actions",
        needs=Permission.SEE_ACTIONS,
        illustrative=any(one.illustrative for one in shown),
    )


def _draw_changing(person: Person, ordered: Sequence[KeptFollowUp], back: Sequence[KeptFollowUp]) -> None:
    """For leads, folded: one of them as a form, and those that were taken back, with why."""
    if ordered:
        with st.expander("Change an action, or say that it is done"):
            by_number = {one.id: one for one in ordered}
            words = {number: _said(one) for number, one in by_number.items()}
            if one := by_number.get(one_of.number("Which action", words, _WHICH) or 0):
                (_draw_open if one.is_open else _draw_done)(person, one)
                _draw_back(person, one)
                _draw_history(person, one)
    if back:
        with st.expander(f"Taken back ({len(back)})"):
            page.table(views.table(back, today(), filters.area_name))


def _said(one: KeptFollowUp) -> str:
    return f"{one.follow_up.due:%d/%m/%Y}, {views.state(one, today())}: {one.follow_up.text}"


def _draw_open(person: Person, one: KeptFollowUp) -> None:
    now = one.follow_up
    if st.button("It is done", type="primary", icon=":material/check:", key=f"action_done_{one.id}"):
        with replies.reasons_shown():
            actions.finish(person, one.id)
            replies.keep(_OUTCOME, f"Done: {plain(now.text)}.")
            st.rerun()
    form = KeptForm("action", one.id, now, _OUTCOME)
    text = form.text("text", "What is to be done", now.text, LONGEST_FOLLOW_UP)
    owner = owner_of(form, now.owner)
    due = form.day("due", "Due", now.due)
    st.caption(READ_BY)
    if form.saved("Save the action", "secondary"):
        with replies.reasons_shown():
            actions.change(person, one.id, text=text, owner=owner, due=due or date.min)
            form.done("The action is saved.")


def owner_of(form: KeptForm, now: str) -> str:
    """The role that is chosen, or written where it is another; empty where none is."""
    known = not now or now in ROLES
    names = {"": "Choose one", **{role: role for role in ROLES}}
    chosen = form.choice(
        "role", "Which role does it", [*ROLES, _OTHER], now if known else _OTHER, names=names, width=300
    )
    if chosen != _OTHER:
        return chosen
    return form.text("owner", "Which other role, never a name", "" if known else now, LONGEST_OWNER)


def _draw_done(person: Person, one: KeptFollowUp) -> None:
    if st.button("Open it again", icon=":material/undo:", key=f"action_reopen_{one.id}"):
        with replies.reasons_shown():
            actions.reopen(person, one.id)
            replies.keep(_OUTCOME, f"Open again: {plain(one.follow_up.text)}.")
            st.rerun()


def _draw_back(person: Person, one: KeptFollowUp) -> None:
    form = KeptForm("action_back", one.id, "", _OUTCOME)
    reason = form.text("reason", "Why it is taken back", "", LONGEST_REASON)
    if form.saved("Take the action back", "secondary"):
        with replies.reasons_shown():
            actions.take_back(person, one.id, reason)
            form.done("The action is taken back. It stands below with the reason.")


def _draw_history(person: Person, one: KeptFollowUp) -> None:
    rows = actions.history(person, one.id)
    # What is made up was loaded with the rest of it, and has no history of its own.
    if not rows.empty:
        st.markdown("**What was done with it**")
        page.table(views.history(rows))
