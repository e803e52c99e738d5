"""The forms with which leads manage a contract: parties, steps, issues, service levels; and its cost."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from probation_commission.actions import contracts as actions
from probation_commission.actions.contracts import LONGEST_REASON
from probation_commission.analysis.rows import known_day, rows_of
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Person
from probation_commission.domain.contracts import (
    LONGEST_ISSUE,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_PERIOD,
    LONGEST_SAID,
    ContractPart,
    Issue,
    MilestoneKind,
    ServiceLevel,
    Step,
)
from probation_commission.domain.days import today
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui import viewed
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import SERVICES
from probation_commission.ui.parts import page, replies
from probation_commission.ui.services.form import service_form
from probation_commission.views import services as views
from probation_commission.views.markdown import plain

Row = Mapping[str, Any]
_NEW = 0
_CHOOSE = {"": "Choose one"}
_REASON = "Reason: who said so, or which document"


def draw_parties(person: Person, row: Row) -> None:
    """Who is in the contract: one more, or the last day of one that has left."""
    parties = loaders.bought().parties
    own = parties[parties.contract == row["contract_slug"]]
    there = dict(zip(own.name, own.part, strict=True))
    for name, part in there.items():
        st.markdown(f"- {plain(name)}: {part}")
    left, joined = st.columns(2, gap="large")
    with joined:
        st.markdown("**One more**")
        form = service_form("party", {"slug": row["slug"]})
        known = [name for name in loaders.organisation_names() if name not in there]
        name = form.choice("party", "Organisation", known, "", names=_CHOOSE | {one: one for one in known})
        part = form.choice("part", "What it is", [*ContractPart], "", names=_CHOOSE)
        reason = form.text("party_reason", _REASON, "", LONGEST_REASON)
        if form.saved("Add it to the contract"):
            with replies.refusal_shown():
                actions.add_party(person, row["slug"], name, part, reason)
                form.done(f"{plain(name)} is in the contract.")
    with left:
        st.markdown("**One that has left**")
        form = service_form("leaving", {"slug": row["slug"]})
        name = form.choice("leaver", "Who", [*there], "", names=_CHOOSE | {one: one for one in there})
        last = form.day("last", "Its last day", today())
        reason = form.text("leaving_reason", _REASON, "", LONGEST_REASON)
        if form.saved("Write down that it left"):
            with replies.refusal_shown():
                actions.end_party(person, row["slug"], name, last, reason)
                form.done(f"{plain(name)} has left the contract.")


def draw_steps(person: Person, row: Row) -> None:
    """The steps of the mobilisation, one of them or a new one as a form."""
    milestones = loaders.bought().milestones
    steps = {
        int(one["id"]): Step(
            one["kind"],
            known_day(one["due"]),
            known_day(one["done"]),
            one["area_code"],
            one["place"],
            one["evidence"],
        )
        for one in rows_of(milestones[milestones.contract == row["contract_slug"]])
    }
    areas = {area.code: area.name for area in gazetteer().authorities}
    number, now = _chosen(row, "Step", steps, lambda one: _step_words(one, areas), Step(""))
    form = service_form("step", {**asdict(now), "slug": row["slug"], "number": number})
    with st.container(horizontal=True):
        kind = form.choice("kind", "Kind of step", [*MilestoneKind], now.kind, names=_CHOOSE)
        area = form.choice("area", "Area", list(areas), now.area_code, names={**areas, "": "All of them"})
        due = form.day("due", "Due", now.due)
        done = form.day("done", "Done", now.done)
    place = form.text("place", "What of it, where it is not all of it", now.place, LONGEST_NAME)
    evidence = form.text("evidence", "What shows that it is done", now.evidence, LONGEST_SAID)
    reason = form.text("step_reason", _REASON, "", LONGEST_REASON)
    if form.saved("Save the step"):
        with replies.refusal_shown():
            written = Step(kind, due, done, area, place, evidence)
            actions.put_step(person, row["slug"], written, reason, number or None)
            form.done("The step is saved.")


def _step_words(step: Step, areas: Mapping[str, str]) -> str:
    where = areas.get(step.area_code, step.area_code)
    day = step.done or step.due
    said = f"{'done' if step.done else 'due'} {day:%d/%m/%Y}" if day else ""
    return ", ".join(filter(None, (step.kind, where, step.place, said)))


def draw_issues(person: Person, row: Row) -> None:
    """The issues of the contract, and one of them or a new one as a form."""
    issues = actions.managed(person, row["slug"]).issues
    if issues:
        page.table(views.managed.issues(issues.values()))
    else:
        st.markdown("No issue was written down.")
    number, now = _chosen(row, "Issue", issues, lambda one: one.text[:60], Issue("", today()))
    form = service_form("issue", {**asdict(now), "slug": row["slug"], "number": number})
    text = form.text("issue", "What is to be settled", now.text, LONGEST_ISSUE, height=100)
    with st.container(horizontal=True):
        opened = form.day("opened", "Opened", now.opened)
        settled = form.day("settled", "Settled", now.settled)
    outcome = form.text("outcome", "How it was settled", now.outcome, LONGEST_NOTE)
    if form.saved("Save the issue"):
        with replies.refusal_shown():
            written = Issue(text, opened or today(), settled, outcome)
            actions.put_issue(person, row["slug"], written, number or None)
            form.done("The issue is saved.")


def draw_levels(person: Person, row: Row) -> None:
    """The service levels of the contract, and one of them or a new one as a form."""
    levels = actions.managed(person, row["slug"]).levels
    if levels:
        page.table(views.managed.levels(levels.values()))
    else:
        st.markdown("No service level was written down.")
    number, now = _chosen(row, "Service level", levels, lambda one: one.name, ServiceLevel("", "", "", ""))
    form = service_form("level", {**asdict(now), "slug": row["slug"], "number": number})
    name = form.text("level", "Name", now.name, LONGEST_NAME)
    measured = form.text("measured", "What is measured", now.measured, LONGEST_SAID)
    target = form.text("target", "Target, as the contract has it", now.target, LONGEST_NAME)
    period = form.text("period", "Over which period", now.period, LONGEST_PERIOD)
    reported = form.text("reported", "What was last reported", now.reported, LONGEST_NAME)
    reported_on = form.day("reported_on", "Reported on", now.reported_on)
    said_by = form.text("level_by", "Reported by: a post, never a name", now.said_by, LONGEST_SAID)
    if form.saved("Save the service level"):
        with replies.refusal_shown():
            written = ServiceLevel(name, measured, target, period, reported, reported_on, said_by)
            actions.put_level(person, row["slug"], written, number or None)
            form.done("The service level is saved.")


def draw_cost(person: Person, row: Row) -> None:
    """What each start and each outcome costs, with what it is worked out from."""
    costs = actions.costs(person, row["slug"])
    if any(one.count for one in costs):
        # They are divided by counts that are exact.
        viewed.note(person, Audience.RESTRICTED, SERVICES)
    page.table(views.managed.costs(costs))
    st.caption(views.managed.COST_MEANS)


def _chosen(
    row: Row,
    what: str,
    there: Mapping[int, Any],
    words: Callable[[Any], str],
    new: Any,  # noqa: ANN401
) -> tuple[int, Any]:
    """The number of the one that is to be changed, and it; 0 and a new one where none is chosen."""
    options = {_NEW: "A new one", **{number: words(one) for number, one in there.items()}}
    key = f"services_{what}_{row['slug']}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = _NEW
    number = st.selectbox(what, list(options), key=key, format_func=options.__getitem__)
    return number, there.get(number, new)
