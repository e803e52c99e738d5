"""What is written of one cell, and the forms with which leads write it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from probation_commission.actions import follow_ups as follow_up_actions
from probation_commission.actions import gaps as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import day, in_full, today
from probation_commission.domain.follow_ups import (
    LONGEST_FOLLOW_UP,
    FollowUp,
    FollowUpSubject,
    in_order,
)
from probation_commission.domain.gaps import (
    LONGEST_NOTE,
    LONGEST_OUTSIDE,
    LONGEST_REASON,
    LONGEST_SOURCE,
    GapCell,
    GapNote,
    KeptOutside,
    OutsideService,
)
from probation_commission.ui.data import loaders
from probation_commission.ui.gaps.shown import ACTIONS
from probation_commission.ui.gaps.written.actions import READ_BY, owner_of
from probation_commission.ui.menu import GAPS
from probation_commission.ui.parts import KeptForm, filters, kept_text, one_of, page, replies
from probation_commission.views import follow_ups as views
from probation_commission.views import marks
from probation_commission.views.markdown import plain

_OUTCOME = "written_outcome"
_READ_BY_ALL = (
    "Everybody who sees gaps reads this, partners too: a public name and where it is said. No person, no "
    "phone, no address of a refuge or of any other confidential place, nothing told in confidence."
)
_FOR_LEADS = f"Leads and admins alone read notes. {kept_text.PRIVATE}"


def draw_cell(person: Person, cell: GapCell) -> None:
    """What is written of one cell, and for leads the forms to write it."""
    writes = person.may(Permission.CHANGE_ACTIONS)
    found = sorted(
        (one for one in loaders.services_outside() if one.stands and one.outside.cell == cell),
        key=lambda one: one.outside.illustrative,
    )
    notes = actions.notes(person, cell) if writes else []
    replies.draw(_OUTCOME)
    for one in found:
        st.markdown(_outside_line(one.outside))
    if person.may(Permission.SEE_ACTIONS):
        _draw_actions(cell)
    _draw_notes(notes)
    if writes:
        with st.expander("Write down an action"):
            _draw_new_action(person, cell)
        if found:
            with st.expander("Take back the service outside"):
                _draw_gone(person, found[0])
        # A real one replaces a made-up one.
        if all(one.outside.illustrative for one in found):
            with st.expander("There is one outside: a service that the partnership does not buy"):
                _draw_new_outside(person, cell)
        with st.expander("Write a note, for leads alone"):
            _draw_new_note(person, cell)
            if notes:
                _draw_deleting(person, notes)


def _outside_line(one: OutsideService) -> str:
    name = marks.tagged(plain(one.name), made_up=one.illustrative)
    source = f"{plain(one.source)}, {in_full(one.as_of)}"
    return f"**One outside:** {name}, which the partnership does not buy. Source: {source}."


def _draw_actions(cell: GapCell) -> None:
    of_cell = [one for one in loaders.follow_ups() if one.follow_up.subject == cell.key]
    still_open = [one for one in in_order(of_cell) if one.is_open]
    if still_open:
        st.markdown("**Open actions**")
        with st.container(key="action-rows"):
            page.table(views.table(still_open, today(), filters.area_name, subjects=False))
        st.page_link(
            GAPS.file, label="All actions", icon=":material/checklist:", query_params={"view": ACTIONS}
        )
    else:
        st.markdown("**Open actions:** none.")


def _draw_notes(notes: Sequence[GapNote]) -> None:
    if notes:
        st.markdown("**Notes, for leads alone**")
    for one in notes:
        lines = "  \n".join(plain(line) for line in one.text.splitlines())
        st.markdown(f"{lines}  \n*{plain(one.by)}, {day(one.at)}*")


def _draw_new_action(person: Person, cell: GapCell) -> None:
    form = KeptForm("new_action", cell.key, "", _OUTCOME)
    text = form.text("text", "What is to be done", "", LONGEST_FOLLOW_UP)
    owner = owner_of(form, "")
    due = form.day("due", "Due", None)
    st.caption(READ_BY)
    if form.saved("Write the action down"):
        with replies.reasons_shown():
            about = (FollowUpSubject.GAP, cell.key, cell.area_code)
            follow_up_actions.add(person, FollowUp(text, owner, due or date.min, *about))
            form.done("The action stands here and in the list of all actions.")


def _draw_new_outside(person: Person, cell: GapCell) -> None:
    form = KeptForm("outside", cell.key, "", _OUTCOME)
    name = form.text("name", "What the service is called", "", LONGEST_OUTSIDE)
    source = form.text("source", "Who says so, or where it stands", "", LONGEST_SOURCE)
    as_of = form.day("as_of", "As of", today())
    st.caption(_READ_BY_ALL)
    if form.saved("Write the service down"):
        with replies.reasons_shown():
            actions.add_outside(person, OutsideService(cell, name, source, as_of or date.min))
            form.done(f"{plain(name)} stands here as a service outside.")


def _draw_gone(person: Person, one: KeptOutside) -> None:
    form = KeptForm("outside_gone", one.id, "", _OUTCOME)
    reason = form.text("reason", "Why it is taken back", "", LONGEST_REASON)
    if form.saved("Take the service back", "secondary"):
        with replies.reasons_shown():
            actions.take_back_outside(person, one.id, reason)
            form.done(f"{plain(one.outside.name)} stands here no more.")


def _draw_new_note(person: Person, cell: GapCell) -> None:
    form = KeptForm("note", cell.key, "", _OUTCOME)
    text = form.text("text", "Note", "", LONGEST_NOTE, height=100)
    st.caption(_FOR_LEADS)
    if form.saved("Write the note down"):
        with replies.reasons_shown():
            actions.add_note(person, cell, text)
            form.done("The note stands here, for leads alone.")


def _draw_deleting(person: Person, notes: Sequence[GapNote]) -> None:
    words = {one.id: f"{day(one.at)}: {one.text[:60]}" for one in notes}
    number = one_of.number("Delete a note", words, f"note_delete_{notes[0].cell.key}")
    if number and st.button("Delete it for good", icon=":material/delete:"):
        with replies.reasons_shown():
            actions.delete_note(person, number)
            replies.keep(_OUTCOME, "The note is deleted.")
            st.rerun()
