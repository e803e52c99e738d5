"""The forms with which leads change a service, its contract, and where it is to be had."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from zlib import crc32

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
from probation_commission.ui.parts import filters, kept_text, replies
from probation_commission.views.markdown import plain

OUTCOME = "services_outcome"
_NOT_SAVED = "Not saved yet: kept on this device until you save it."
_MOST_WEEKS, _MOST_POUNDS = 104, 1_000_000_000
_YES_NO: Mapping[bool | None, str] = {None: "Not known", True: "Yes", False: "No"}
_SERVICE, _CONTRACT, _PLACE = "The service", "Its contract", "Where it is"


def draw(person: Person, row: Mapping[str, Any], own: OwnNotes) -> None:
    """What to change, and the form for it."""
    parts = [_SERVICE, *([_CONTRACT] if row["contract_slug"] else []), _PLACE]
    part = st.segmented_control("Change", parts, default=_SERVICE, key=f"service_part_{row['slug']}")
    if part == _CONTRACT:
        _draw_contract(person, row, own)
    elif part == _PLACE:
        _draw_place(person, row)
    else:
        _draw_service(person, row, own)


def _draw_service(person: Person, row: Mapping[str, Any], own: OwnNotes) -> None:
    form = _Form("service", row, own)
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


def _draw_contract(person: Person, row: Mapping[str, Any], own: OwnNotes) -> None:
    bought = loaders.bought()
    slug = row["contract_slug"]
    now, contracts = bought.dates[slug], bought.contracts
    form = _Form("contract", {**asdict(now), "slug": row["slug"]}, own)
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


def _draw_place(person: Person, row: Mapping[str, Any]) -> None:
    areas = {area.code: area.name for area in gazetteer().authorities}
    key = f"cover_area_{row['slug']}"
    code = st.selectbox("Authority", list(areas), key=key, format_func=areas.__getitem__) or ""
    area = gazetteer().authority(code)
    ward_set = gazetteer().ward_set(area, today()) if area else None
    wards = {"": "All of it", **{ward.code: ward.name for ward in (ward_set.wards if ward_set else ())}}
    key = f"cover_ward_{row['slug']}_{code}"
    ward = st.selectbox("Ward", list(wards), key=key, format_func=wards.__getitem__) or ""
    places = loaders.bought().places.get(row["slug"], ())
    same = [one for one in places if (one.area_code, one.ward_code) == (code, ward)]
    now = same[0] if same else ServicePlace(code, ward)
    form = _Form("cover", {**asdict(now), "slug": row["slug"]}, None)
    with st.container(horizontal=True):
        planned = form.day("planned", "Planned for", now.planned)
        actual = form.day("actual", "Live since", now.actual)
        ended = form.day("ended", "Ended on", now.ended)
    reason = form.text("place_reason", "Why it is late, or ended", now.reason, LONGEST_SAID)
    if form.saved("Save where it is"):
        with replies.refusal_shown():
            written = ServicePlace(code, ward, planned, actual, ended, reason)
            actions.cover(person, row["slug"], written)
            form.done(f"{plain(row['name'])} is saved for {plain(areas.get(code, ''))}.")


class _Form:
    """The fields of one form; with what is stored in their keys, so that nothing is written over unseen."""

    def __init__(self, form: str, stored: Mapping[str, Any], own: OwnNotes | None) -> None:
        known = {name: str(value) for name, value in stored.items() if name not in {"covers", "room"}}
        self._name = f"{form}_{stored['slug']}_{crc32(repr((sorted(known.items()), own)).encode())}"
        self._texts: list[str] = []
        self._choices: list[str] = []

    def _key(self, field: str, now: object, kind: list[str]) -> str:
        key = f"services_{field}_{self._name}"
        st.session_state.setdefault(key, now)
        kind.append(key)
        return key

    def text(self, field: str, label: str, now: str, longest: int, *, height: int | None = None) -> str:
        key = self._key(field, now, self._texts)
        words = kept_text.Words(label, longest=longest, line=_NOT_SAVED, height=height)
        kept_text.field(key, words, stored=now)
        return kept_text.typed(key)

    def number(
        self, field: str, label: str, now: float | None, most: int, *, pence: bool = False
    ) -> float | int | None:
        key = self._key(field, now, self._texts)
        words = kept_text.Words(label, line=_NOT_SAVED, number=True)
        bounds = kept_text.NumberBounds(most=most, pence=pence)
        kept_text.number(key, words, bounds, stored=now)
        return kept_text.number_typed(key)

    def choice(
        self,
        field: str,
        label: str,
        options: Sequence[str],
        now: str,
        *,
        names: Mapping[str, str] | None = None,
    ) -> str:
        values = ["", *map(str, options)]
        key = self._key(field, now if now in values else "", self._choices)

        def said(value: str) -> str:
            return (names or {}).get(value) or filters.first_upper(value) or "Not known"

        return st.selectbox(label, values, key=key, format_func=said, width=210) or ""

    def yes_no(self, field: str, label: str, now: object) -> bool | None:
        stored = None if known_number(now) is None else bool(now)
        key = self._key(field, stored, self._choices)
        return st.selectbox(label, list(_YES_NO), key=key, format_func=_YES_NO.__getitem__, width=210)

    def day(self, field: str, label: str, now: date | None) -> date | None:
        key = self._key(field, now, self._choices)
        return st.date_input(label, key=key, value=None, format="DD/MM/YYYY", width=180)

    def saved(self, label: str) -> bool:
        """The button, after the choices are kept as typed texts are."""
        kept_text.choices(f"services_choices_{self._name}", *self._choices)
        return st.button(label, type="primary", icon=":material/save:", key=f"services_save_{self._name}")

    def done(self, words: str) -> None:
        """What is said of it, and everything typed let go of."""
        kept_text.clear(*self._texts, *self._choices, f"services_choices_{self._name}")
        replies.keep(OUTCOME, words)
        st.rerun()
