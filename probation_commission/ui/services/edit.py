"""The forms with which leads change a service, its contract, and where it is to be had."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from probation_commission.actions import contracts as actions
from probation_commission.actions.contracts import LONGEST_REASON, OwnNotes
from probation_commission.analysis.rows import known_day
from probation_commission.analysis.services import known_number
from probation_commission.domain.access import Person
from probation_commission.domain.contracts import (
    DATE_NAMES,
    LONGEST_NOTE,
    LONGEST_SAID,
    Capacity,
    CaseStage,
    ContractChange,
    ContractDates,
    ServiceChange,
    ServicePlace,
    Sex,
)
from probation_commission.domain.days import today
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import filters, replies
from probation_commission.ui.services.form import service_form
from probation_commission.views.markdown import plain

_MOST_WEEKS, _MOST_POUNDS = 104, 1_000_000_000


def draw_service(person: Person, row: Mapping[str, Any], own: OwnNotes) -> None:
    """What it is, for whom, and whether there is room."""
    form = service_form("service", row, own)
    for_whom = form.text("for_whom", "For whom", row["for_whom"], 80)
    with st.container(horizontal=True):
        sex = form.choice("sex", "Sex", [*Sex], row["sex"])
        stage = form.choice("stage", "Stage", [*CaseStage], row["stage"])
        iom = form.yes_no("iom_only", "IOM nominals only", row["iom_only"])
        rar = form.yes_no("rar", "Counts towards RAR days", row["counts_as_rar"])
    ages = form.text("ages", "Age", row["ages"], 40)
    route = form.text("route", "How to refer", row["route"], LONGEST_SAID)
    vetting = form.text("vetting", "Who must be vetted, and how long it takes", row["vetting"], LONGEST_SAID)
    next_start = form.day("next_start", "Next start", known_day(row["next_start"]))
    with st.container(horizontal=True):
        rooms = [one for one in Capacity if one is not Capacity.NOT_KNOWN]
        capacity = form.choice("capacity", "Room", rooms, row["capacity"])
        wait = form.number("wait", "Wait in weeks", known_number(row["wait_weeks"]), _MOST_WEEKS)
        until = form.day("until", "That holds until", known_day(row["capacity_until"]))
    said_by = form.text("said_by", "Who said so: a post, never a name", row["capacity_said_by"], LONGEST_SAID)
    note = form.text("note", "Note for leads of its areas alone", own.note, LONGEST_NOTE, height=100)
    reason = form.text("reason", "Reason: who said so, or which document", "", LONGEST_REASON)
    change = ServiceChange(
        for_whom=for_whom,
        ages=ages,
        sex=sex,
        stage=stage,
        iom_only=iom,
        counts_as_rar=rar,
        route=route,
        vetting=vetting,
        next_start=next_start,
        capacity=capacity,
        wait_weeks=None if wait is None else int(wait),
        capacity_said_by=said_by,
        capacity_until=until,
        note_restricted=note,
    )
    if form.saved("Save the service"):
        with replies.refusal_shown():
            actions.change_service(person, row["slug"], change, reason)
            form.done(f"{plain(row['name'])} is saved.")


def draw_contract(person: Person, row: Mapping[str, Any], own: OwnNotes) -> None:
    """The days of its contract, its successor and its value."""
    bought = loaders.bought()
    slug = row["contract_slug"]
    now, contracts = bought.dates[slug], bought.contracts
    form = service_form("contract", {**asdict(now), "slug": row["slug"]}, own)
    with st.container(horizontal=True):
        days = {
            name: form.day(name, filters.first_upper(words), getattr(now, name))
            for name, words in DATE_NAMES.items()
        }
    named = dict(zip(contracts.slug, contracts.reference, strict=True))
    before = dict(zip(contracts.slug, contracts.successor, strict=True))[slug]
    # What is stored is there to be left as it is, wherever that contract is.
    others = [one for one in dict.fromkeys([*named, before]) if one and one != slug]
    successor = form.choice("successor", "Successor", others, before, names=named)
    in_pounds = None if own.value_pence is None else own.value_pence / 100
    value = form.number("value", "Value in pounds", in_pounds, _MOST_POUNDS, pence=True)
    reason = form.text("contract_reason", "Reason: which document says so", "", LONGEST_REASON)
    if form.saved("Save the contract"):
        # Pounds from the field are floats, which must not become a fraction of a penny.
        pence = None if value is None else round(value * 100)
        change = ContractChange(ContractDates(**days), successor, pence)
        with replies.refusal_shown():
            actions.change_contract(person, row["slug"], change, reason)
            form.done(f"{plain(named[slug])} is saved.")


def draw_place(person: Person, row: Mapping[str, Any]) -> None:
    """An authority, or a ward of one, in which it is, is to be, or is no more."""
    areas = {area.code: area.name for area in gazetteer().authorities}
    # Nothing is chosen at first: one press must not write a place that nobody meant.
    code = st.selectbox(
        "Authority",
        list(areas),
        index=None,
        key=f"cover_area_{row['slug']}",
        format_func=areas.__getitem__,
        placeholder="Choose one",
    )
    if not code:
        return
    area = gazetteer().authority(code)
    ward_set = gazetteer().ward_set(area, today()) if area else None
    wards = {"": "All of it", **{ward.code: ward.name for ward in (ward_set.wards if ward_set else ())}}
    key = f"cover_ward_{row['slug']}_{code}"
    ward = st.selectbox("Ward", list(wards), key=key, format_func=wards.__getitem__) or ""
    places = loaders.bought().places.get(row["slug"], ())
    same = [one for one in places if (one.area_code, one.ward_code) == (code, ward)]
    now = same[0] if same else ServicePlace(code, ward)
    form = service_form(f"cover_{code}{ward}", {**asdict(now), "slug": row["slug"]})
    with st.container(horizontal=True):
        planned = form.day("planned", "Planned for", now.planned)
        actual = form.day("actual", "Live since", now.actual)
        ended = form.day("ended", "Ended on", now.ended)
    late = form.text("place_late", "Why it is late, or ended", now.reason, LONGEST_SAID)
    reason = form.text("place_reason", "Reason: who said so, or which document", "", LONGEST_REASON)
    if form.saved("Save where it is"):
        with replies.refusal_shown():
            written = ServicePlace(code, ward, planned, actual, ended, late)
            actions.cover(person, row["slug"], written, reason)
            form.done(f"{plain(row['name'])} is saved for {plain(areas[code])}.")
    if same and form.pressed("Take it out: it was written by mistake"):
        with replies.refusal_shown():
            actions.take_out_place(person, row["slug"], code, ward, reason)
            form.done(f"{plain(row['name'])} is taken out of {plain(areas[code])}.")
