"""A month of a service keyed in: choose which, fill in the counts, see what adds up, save."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from probation_commission.actions import keyed_returns as actions
from probation_commission.actions.keyed_returns import OpenMonth, PlannedMonth
from probation_commission.actions.refusals import RefusedError
from probation_commission.domain.access import Person
from probation_commission.domain.days import today
from probation_commission.domain.keyed import MOST, KeyableService, KeyedMonth, missing, months_open
from probation_commission.domain.receipts import ended_on
from probation_commission.domain.referrals import (
    COUNT_LABELS,
    EVERY_COUNT,
    OF_THE_REFERRAL,
    REASON_GROUPS,
    Activity,
    Level,
    Queue,
    ReferralStage,
)
from probation_commission.domain.returns import Kind, Standing
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import click, filters, kept_text, page, replies
from probation_commission.ui.who import acting
from probation_commission.views import checks, marks
from probation_commission.views.markdown import plain
from probation_commission.views.referrals import keyed as views

FINDING = views.FINDING
_KEPT, _SERVICE = "keyed_in", "of-service"
_BOUNDS = kept_text.NumberBounds(MOST)
_WIDTH = 520
"""Pixels at most: one column, as on a phone."""
_REFERRALS = (
    *(ReferralStage.RECEIVED, Queue.ACCEPTED, Queue.DECLINED, ReferralStage.STARTED, Queue.WAITING),
    *(ReferralStage.COMPLETED, ReferralStage.ENDED_EARLY),
)
_SHORT: dict[str, str] = {reason: COUNT_LABELS[reason].partition(": ")[2] for reason in REASON_GROUPS} | {
    Level.ACHIEVED: "outcome achieved",
    Level.PARTLY: "outcome partly achieved",
    Level.NOT_ACHIEVED: "outcome not achieved",
}
"""What a field is called under its heading."""


def made_up(person: Person) -> list[str]:
    """How many of the services that they can key in are made up, for the mark at the page's top."""
    return marks.some_of([one.illustrative for one in loaders.keyable(person.scope)], "service")


def draw_form(person: Person) -> None:
    """Which month of which service, its counts, and what was kept by the last click."""
    services = {one.slug: one for one in loaders.keyable(person.scope)}
    if not services:
        page.empty(views.NOBODY_S)
        return
    with st.container(width=_WIDTH):
        _draw_month(person, services)


def _draw_month(person: Person, services: dict[str, KeyableService]) -> None:
    names = {slug: one.name for slug, one in services.items()}
    service = services[filters.choice("Service", list(names), _SERVICE, words=names)]
    areas = {area.code: area.name for area in service.areas(gazetteer())}
    area = next(iter(areas))
    if len(areas) > 1:
        area = filters.choice("Area that it counts", list(areas), "of-area", words=areas)
    on = today()
    months = {f"{month:%Y-%m}": month for month in months_open(on)}
    words = {key: _month_named(month, on) for key, month in months.items()}
    month = months[filters.choice("Month", list(months), "of-month", words=words)]
    subject = (service.slug, area, month)
    opened = actions.opened(person, KeyedMonth(*subject, {}))
    st.header(plain(f"{service.name}, {month:%B %Y}{marks.tag([service.illustrative])}"))
    st.caption(f"{areas[area]}. {views.HOW}")
    form = _form(subject)
    _fill(form, opened.there)
    _draw_fields(form, service, opened.there)
    counts = {
        name: int(count) for name in EVERY_COUNT if (count := st.session_state[_key(form, name)]) is not None
    }
    _draw_check(opened, KeyedMonth(*subject, counts))


def _month_named(month: date, on: date) -> str:
    return f"{month:%B %Y}" + ("" if ended_on(month) < on else " (not over yet)")


def _form(subject: tuple[str, str, date]) -> str:
    service, area, month = subject
    return f"keyed-{service}-{area}-{month:%Y-%m}"


def _key(form: str, name: str) -> str:
    return f"{form}.{EVERY_COUNT.index(name)}"


def _fill(form: str, there: Mapping[str, int]) -> None:
    """The fields as what is in force has them, but for those that somebody has changed here."""
    filled = st.session_state.get(_filled(form), {})
    for name in EVERY_COUNT:
        key, now = _key(form, name), there.get(name)
        # Somebody else saved meanwhile: what was left alone here may not take that back (decision 267).
        if key not in st.session_state or (filled.get(name) != now and _untouched(key, filled.get(name))):
            st.session_state[key] = now
    st.session_state[_filled(form)] = dict(there)


def _filled(form: str) -> str:
    """Where it stands what the fields were filled with."""
    return f"{form}.filled"


def _untouched(key: str, filled: int | None) -> bool:
    return kept_text.number_typed(key) == filled and not kept_text.problem(key, _BOUNDS)


def _draw_fields(form: str, service: KeyableService, there: Mapping[str, int]) -> None:
    st.subheader("Referrals")
    _draw_group(form, _REFERRALS, there)
    with _more("Why they ended early", form, (*REASON_GROUPS, *OF_THE_REFERRAL)):
        st.caption("The first five add up to all that ended early; the last two are among the first.")
        _draw_group(form, (*REASON_GROUPS, *OF_THE_REFERRAL), there)
    st.subheader("Outcomes of those whose service ended")
    _draw_group(form, tuple(Level), there)
    if service.desired:
        with _more("Outcomes by what was desired", form, service.desired):
            _draw_group(form, service.desired, there)
    with _more("What the service did besides", form, tuple(Activity)):
        _draw_group(form, tuple(Activity), there)


def _more(label: str, form: str, names: Sequence[str]) -> st.delta_generator.DeltaGenerator:
    """Fields that many services have no use for: open where something stands in one."""
    given = any(st.session_state.get(_key(form, name)) is not None for name in names)
    return st.expander(label, expanded=given)


def _draw_group(form: str, names: Sequence[str], there: Mapping[str, int]) -> None:
    for name in names:
        words = _SHORT.get(name, COUNT_LABELS[name])
        label = f"{words[:1].upper()}{words[1:]}"
        stored = there.get(name)
        kept_text.number(
            _key(form, name), kept_text.Words(label, number=True), _BOUNDS, stored=stored, form=form
        )


def _draw_check(opened: OpenMonth, keyed: KeyedMonth) -> None:
    """What would be kept, what of it does not add up, and the button."""
    plan = opened.planned(keyed.counts)
    changes = views.changes(opened.there, keyed.counts)
    if before := _came(plan):
        lines = "".join(f"\n- {plain(line)}" for line in changes)
        same = f"This is in force, {before}. Change a count to save it anew."
        words = f"**Saving replaces** what was {plain(before)}:\n{lines}" if changes else plain(same)
        st.info(words, icon=":material/history:")
    for sentence in filter(None, (views.stays(plan.kept), views.goes(plan.dropped))):
        st.caption(plain(sentence))
    if keyed.counts:
        # Of a form there is no cell to name.
        told = [checks.words(replace(line, cells=())) for line in plan.lines]
        st.markdown("\n".join(f"- {line}" for line in told))
    on = today()
    so_far = f"{_form((keyed.service, keyed.area, keyed.month))}.so_far"
    if ended_on(keyed.month) >= on:
        st.checkbox(f"These are the counts of {keyed.month:%B %Y} so far; it is not over yet", key=so_far)
    st.button(
        f"Save {keyed.month:%B %Y}",
        type="primary",
        icon=":material/save:",
        width="stretch",
        key=f"save-{_form((keyed.service, keyed.area, keyed.month))}",
        on_click=_save,
        args=(keyed.service, keyed.area, keyed.month, plan.before.id if plan.before else None),
    )
    # Where whoever clicked looks, on a phone a long way from the top.
    replies.draw(_KEPT)


def _came(plan: PlannedMonth) -> str:
    """How what is in force came in; "" where nothing is."""
    before = plan.before
    return views.came(before.file_name, before.accepted_at, before.accepted_by) if before else ""


@click("Saving this month")
def _save(service: str, area: str, month: date, over: int | None) -> None:
    form = _form((service, area, month))
    keys = {name: _key(form, name) for name in EVERY_COUNT}
    with replies.refusal_kept(_KEPT):
        typed = {name: kept_text.number_typed(key) for name, key in keys.items()}
        if wrong := list(_unreadable(keys)):
            raise RefusedError(*wrong)
        counts = {name: int(count) for name, count in typed.items() if count is not None}
        keyed = KeyedMonth(service, area, month, counts)
        so_far = bool(st.session_state.get(f"{form}.so_far"))
        plan = actions.key_in(acting(), keyed, over=over, so_far=so_far)
        kept_text.clear(*keys.values())
        for key in keys.values():
            st.session_state.pop(key, None)
        st.session_state.pop(_filled(form), None)
        name = loaders.service_names().get(service, service)
        said = views.receipt(name, plan.ret.area.name, month, len(counts), _came(plan))
        replies.keep(_KEPT, plain(said))


def _unreadable(keys: dict[str, str]) -> Iterator[str]:
    for name, key in keys.items():
        if wrong := kept_text.problem(key, _BOUNDS):
            words = COUNT_LABELS[name]
            yield f"{words[:1].upper()}{words[1:]}: {wrong}"


def draw_missing(person: Person) -> None:
    """Which months that are over have no return, of the services that have returned anything."""
    services = {one.slug: one for one in loaders.keyable(person.scope)}
    if not services:
        return
    history = loaders.history()
    current = history[(history.kind == Kind.SERVICE) & (history.standing == Standing.CURRENT)]
    mine = current[current.subject.isin(list(services))]
    # What is chosen in the form stands first.
    chosen = st.session_state.get(_SERVICE, "")
    on, lacking = today(), {}
    by_return = [*mine.groupby(["subject", "area_code"])]
    for (slug, code), rows in sorted(by_return, key=lambda one: one[0][0] != chosen):
        name = f"{services[str(slug)].name}, {filters.area_name(str(code))}"
        lacking[name] = missing(frozenset(rows.month), on)
    returned = set(mine.subject)
    never = {slug: one.name for slug, one in services.items() if slug not in returned}
    st.header("Months without a return")
    if first := never.pop(chosen, ""):
        st.markdown(plain(views.never_returned([first])))
    if lines := views.still_missing(lacking):
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
    elif lacking:
        st.markdown("Of the services that have returned any, every month that is over is here.")
    if never:
        st.markdown(plain(views.never_returned(sorted(never.values()), others=bool(first))))
