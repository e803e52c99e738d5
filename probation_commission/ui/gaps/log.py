"""The log of unmet demand: a form of four fields, and what is in it for the quarter."""

from collections.abc import Mapping
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.actions import unmet as actions
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.unmet import OpenQuarter
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import today
from probation_commission.domain.gaps import GapGroup
from probation_commission.domain.pathways import GAP_PATHWAYS
from probation_commission.domain.places import Authority
from probation_commission.domain.unmet import (
    MOST,
    UnmetLine,
    UnmetQuarter,
    UnmetReason,
    quarter_name,
    quarters_open,
)
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.ui.data import released
from probation_commission.ui.parts import click, filters, kept_text, page, provenance, replies
from probation_commission.ui.who import acting, current_audience
from probation_commission.views import marks
from probation_commission.views import unmet as views
from probation_commission.views.markdown import plain

_KEPT, _TAKEN = "unmet_kept", "unmet_taken"
_BOUNDS = kept_text.NumberBounds(MOST)
_NEITHER, _GROUP, _WARD = "", "group ", "ward "
_CHOOSE = "Choose one"


def draw(person: Person, top: DeltaGenerator) -> None:
    """All of the view; the page's heading goes to `top`."""
    if person.organisation_id is None:
        with top:
            page.heading("Gaps", views.WHAT)
        page.empty(views.NOBODY)
        return
    form, counted = st.columns(2, gap="large")
    with form:
        quarter = _quarter(person, person.organisation_id)
        opened = actions.opened(person, quarter)
        wards = _wards(quarter)
        _draw_form(quarter, opened, wards)
    with top:
        area = filters.area_name(quarter.area_code)
        made_up = [f"the counts of {person.organisation}"] if opened.illustrative and opened.lines else []
        finding = views.finding(person.organisation, area, quarter.first, opened.lines)
        page.heading("Gaps", finding, made_up=made_up)
    with counted:
        _draw_lines(quarter, opened, wards)
        if current_audience(person) is Audience.RESTRICTED:
            behind = released.behind_unmet(quarter.area_code, Audience.RESTRICTED, quarter.subject)
            of_quarter = behind[behind.month == quarter.first]
            provenance.draw(of_quarter, Audience.RESTRICTED, key="unmet")
    page.source("Source: what your organisation keys in here.", viewers=views.WHO)


def _quarter(person: Person, organisation: int) -> UnmetQuarter:
    """The area and quarter that are chosen; of one area alone nobody is asked."""
    firsts = {
        f"{first:%Y-%m}": first for first in quarters_open(today(), long=person.may(Permission.LOAD_RETURNS))
    }
    words = {key: quarter_name(first) for key, first in firsts.items()}
    first = firsts[filters.choice("Quarter", list(firsts), "of-quarter", words=words)]
    home = list(partnership().home)
    area = filters.area_box("Area", home) if len(home) > 1 else home[0]
    if len(home) > 1:
        filters.draw_instead()
    return UnmetQuarter(organisation, area, first)


def _wards(quarter: UnmetQuarter) -> dict[str, str]:
    """The names of the wards that a line can be of, by code."""
    area = gazetteer().authority(quarter.area_code)
    known = actions.wards(area, quarter.first, today()) if isinstance(area, Authority) else ()
    return {ward.code: ward.name for ward in sorted(known, key=lambda ward: ward.name)}


def _form(quarter: UnmetQuarter) -> str:
    return f"unmet-{quarter.subject}-{quarter.area_code}-{quarter.first:%Y-%m}"


def _keys(quarter: UnmetQuarter) -> tuple[str, str, str, str]:
    """Where pathway, reason, where or who, and the number stand."""
    form = _form(quarter)
    return f"{form}.pathway", f"{form}.reason", f"{form}.where", f"{form}.count"


def _draw_form(quarter: UnmetQuarter, opened: OpenQuarter, wards: Mapping[str, str]) -> None:
    pathway, reason, where, count = _keys(quarter)
    st.caption(f"{views.open_until(quarter.first, today())} {views.HOW}")
    _box("Pathway", GAP_PATHWAYS, pathway)
    _box("Why they got none", tuple(one.value for one in UnmetReason), reason)
    groups = {f"{_GROUP}{group}": filters.first_upper(group) for group in GapGroup}
    places = {f"{_WARD}{code}": f"Ward: {name}" for code, name in wards.items()}
    either = {_NEITHER: "Not said", **groups, **places}
    if st.session_state.setdefault(where, _NEITHER) not in either:
        st.session_state[where] = _NEITHER
    st.selectbox("Who, or in which ward", list(either), key=where, format_func=lambda one: either[one])
    line = _chosen(quarter)
    before = opened.lines.get(line) if line else None
    kept_text.number(count, kept_text.Words("How many requests", number=True, line=_NOT_SAVED), _BOUNDS)
    kept_text.choices(f"{_form(quarter)}.form", pathway, reason, where)
    if before is not None:
        st.caption(views.there(before))
    st.button(
        "Count it",
        type="primary",
        icon=":material/add_task:",
        width="stretch",
        key=f"save-{_form(quarter)}",
        on_click=_save,
        args=(quarter.organisation, quarter.area_code, quarter.first, before),
    )
    # Where whoever clicked looks.
    replies.draw(_KEPT)


_NOT_SAVED = "Not saved yet: kept on this device until you count it."


def _box(label: str, options: tuple[str, ...], key: str) -> None:
    if st.session_state.setdefault(key, None) not in {None, *options}:
        st.session_state[key] = None
    st.selectbox(label, options, index=None, key=key, placeholder=_CHOOSE, format_func=filters.first_upper)


def _chosen(quarter: UnmetQuarter) -> UnmetLine | None:
    """The line that the boxes name; None where one is left open."""
    pathway, reason, where, _ = (st.session_state.get(key) for key in _keys(quarter))
    if not pathway or not reason:
        return None
    where = where or _NEITHER
    return UnmetLine(
        pathway,
        UnmetReason(reason),
        ward=where.removeprefix(_WARD) if where.startswith(_WARD) else "",
        group=GapGroup(where.removeprefix(_GROUP)) if where.startswith(_GROUP) else None,
    )


@click("Counting this")
def _save(organisation: int, area: str, first: date, seen: int | None) -> None:
    quarter = UnmetQuarter(organisation, area, first)
    pathway, reason, _, count = _keys(quarter)
    with replies.refusal_kept(_KEPT):
        typed = kept_text.number_typed(count)
        wrong = kept_text.problem(count, _BOUNDS)
        line = _chosen(quarter)
        if line is None or wrong:
            open_ = {pathway: "Choose a pathway.", reason: "Choose why they got none."}
            reasons = [words for key, words in open_.items() if not st.session_state.get(key)]
            missing = [] if typed is not None and not wrong else [f"How many requests: {wrong or _WRITE}"]
            raise RefusedError(*reasons, *missing)
        requests = None if typed is None else int(typed)
        before = actions.count(acting(), quarter, line, requests, seen=seen)
        kept_text.clear(count)
        st.session_state.pop(count, None)
        replies.keep(_KEPT, plain(views.receipt(line, _wards(quarter), requests or 0, before)))


_WRITE = f"write a whole number from 1 to {MOST}."


def _draw_lines(quarter: UnmetQuarter, opened: OpenQuarter, wards: Mapping[str, str]) -> None:
    """What the organisation has counted in this area and quarter, each line with the way out."""
    made_up = [opened.illustrative and bool(opened.lines)]
    st.header(f"Counted for {quarter_name(quarter.first)}{marks.tag(made_up)}")
    replies.draw(_TAKEN)
    if not opened.lines:
        st.markdown(views.NOTHING)
        return
    pathway = ""
    for number, (line, requests) in enumerate(opened.lines.items()):
        if line.pathway != pathway:
            pathway = line.pathway
            st.markdown(f"**{plain(pathway)}**")
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", gap="small"
        ):
            said = views.line(line, wards)
            st.markdown(plain(f"{filters.first_upper(said)}: {requests}"), width="stretch")
            st.button(
                "Take out",
                type="tertiary",
                icon=":material/remove_circle_outline:",
                key=f"out-{_form(quarter)}-{number}",
                help=f"Take out {pathway}, {said}",
                on_click=_take_out,
                args=(quarter.organisation, quarter.area_code, quarter.first, line, requests),
            )
    st.caption(views.TAKE_OUT)


@click("Taking this line out")
def _take_out(organisation: int, area: str, first: date, line: UnmetLine, seen: int) -> None:
    quarter = UnmetQuarter(organisation, area, first)
    with replies.refusal_kept(_TAKEN):
        actions.take_out(acting(), quarter, line, seen=seen)
        replies.keep(_TAKEN, plain(views.taken_out(line, _wards(quarter), seen)))
