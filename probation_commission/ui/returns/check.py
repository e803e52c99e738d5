"""The parts of the returns page: upload, what was understood, questions, accept."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.actions import returns as actions
from probation_commission.actions.returns import CheckedFile
from probation_commission.actions.versions import OvertakenError
from probation_commission.analysis.losses import Loss
from probation_commission.analysis.reconciliation import understood
from probation_commission.domain import referrals
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import day
from probation_commission.domain.returns import Check, Kind, Problem, Question, Return, ReturnKey, Verdict
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.publish.templates import service_return
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import IOM, REFERRALS
from probation_commission.ui.parts import page, replies
from probation_commission.ui.returns import history, layouts, opened, received
from probation_commission.ui.returns import upload as uploads
from probation_commission.ui.who import visitor
from probation_commission.views import losses
from probation_commission.views.checks import tally, where, words
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said_of_files

_OUTCOME = "return_accepted"
_MOST_PROBLEMS = 50
_MOST_RETURNS = 24
_MOST_OPTIONS = 8
_LIVE, _ENDED = "live", "ended"
_MONTHS_BACK = 24


def upload(person: Person) -> CheckedFile | None:
    """The uploaded file as it was understood; None while there is none."""
    file = st.file_uploader(
        "The file as it was sent, in any layout: an IOM cohort, or a service’s monthly return",
        help="A workbook (.xlsx, .ods, .xls, .xlsb) or a CSV. Where a layout is new, you are shown "
        "what each column seems to be, and can change it before the file is read.",
        key=uploads.field(),
        max_upload_size=20,
        on_change=uploads.changed,
    )
    checked = uploads.checked(person, file)
    if checked is None:
        opened.forget()
        return None
    return opened.as_opened(checked)


def offer_template() -> None:
    """The workbook for a service's monthly return, with today's services, areas and months in its lists."""
    st.caption(
        "No template is needed: any layout is read. These are for those who have no layout of their own."
    )
    st.download_button(
        "Service return template (xlsx)",
        data=page.given_to(visitor(), Permission.LOAD_RETURNS, _template),
        file_name="service_monthly_return.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
    )


def _template() -> bytes:
    services = loaders.services()
    running = services[(services.status != _ENDED) & ~services.illustrative.astype(bool)]
    names = [*running[running.status == _LIVE].name, *running[running.status != _LIVE].name]
    this_month = pd.Period(date.today(), freq="M")  # noqa: DTZ011 (the desk's day)
    months = [(this_month - back).start_time.date() for back in range(_MONTHS_BACK)]
    return service_return(names, [area.name for area in referrals.areas(gazetteer())], months)


def draw_check(person: Person, checked: CheckedFile) -> None:
    """What was understood, what does not add up, and the way to accept it."""
    reading = checked.reading
    uploads.draw_let_go(reading)
    if checked.loaded_before:
        words = actions.already_loaded(checked.loaded_before, checked.withdrawn)
        st.info(plain(words), icon=":material/content_copy:")
        history.offer_to_restore(checked)
    # What is hidden in the file or was left out of it is said before anybody looks at its columns.
    for note in reading.notes:
        st.info(plain(said_of_files(note)), icon=":material/bookmark:")
    if not layouts.draw(person, checked, uploads.sent()):
        return
    if reading.problems:
        _draw_problems(reading.problems, reading.unlisted)
        return
    answers = _draw_questions(reading.questions)
    settled, lost = uploads.settled(checked, answers)
    if settled.reading.problems:
        _draw_problems(settled.reading.problems, settled.reading.unlisted)
        return
    _draw_returns(settled)
    if checked.loaded_before:
        return
    _say_superseded(settled, lost)
    day_received = received.draw(settled.reading)
    keep_file = history.keep_file(settled.reading)
    open_questions = len(settled.reading.questions)
    count = len(reading.returns)
    label = "Accept this return" if count == 1 else f"Accept these {count} returns"
    if open_questions:
        which = "the question" if open_questions == 1 else f"the {open_questions} questions"
        st.warning(f"Answer {which} above first.", icon=":material/help:")
    waits = bool(open_questions) or not day_received.settled
    if st.button(label, type="primary", disabled=waits, icon=":material/check:"):
        _accept(person, checked, answers, day_received, keep_file=keep_file)


def _draw_problems(problems: Sequence[Problem], unlisted: int) -> None:
    count = len(problems) + unlisted
    st.error(
        f"This file can’t be accepted: {plural(count, 'problem')}. Nothing of it was kept.",
        icon=":material/block:",
    )
    page.problems(problems[:_MOST_PROBLEMS])
    if count > _MOST_PROBLEMS:
        st.caption(f"The first {_MOST_PROBLEMS} of {count:,} problems.")


def _draw_questions(questions: Sequence[Question]) -> dict[str, str]:
    answers = {}
    for question in questions:
        words = dict(question.options)
        with st.container(border=True):
            prompt = plain(f"{question.prompt} ({where(question.cells)})")
            # Every ward of a county is too many to read: one types to find it.
            if len(words) <= _MOST_OPTIONS:
                value = st.radio(prompt, list(words), None, words.__getitem__, key=question.key)
            else:
                value = st.selectbox(prompt, list(words), None, words.__getitem__, key=question.key)
        if value is not None:
            answers[question.key] = value
    return answers


def _draw_returns(checked: CheckedFile) -> None:
    st.header("What was understood")
    reconciled = checked.reconciliation
    if len(reconciled) == 1:
        _draw_return(*reconciled[0])
        return
    fails = [sum(line.verdict is Verdict.FAILS for line in lines) for _, lines in reconciled]
    st.markdown(
        f"{len(reconciled)} returns. {sum(map(bool, fails))} of them hold something that does not add up."
    )
    if len(reconciled) > _MOST_RETURNS:
        _draw_chosen(reconciled)
        return
    for (ret, lines), failing in zip(reconciled, fails, strict=True):
        with st.expander(f"{_name(ret)}: {failing} of {len(lines)} lines do not add up"):
            _draw_return(ret, lines)


def _draw_chosen(reconciled: Sequence[tuple[Return, Sequence[Check]]]) -> None:
    names = [_name(ret) for ret, _ in reconciled]
    chosen = st.selectbox("Show what was understood of", range(len(names)), format_func=names.__getitem__)
    _draw_return(*reconciled[chosen])


def _draw_return(ret: Return, lines: Sequence[Check]) -> None:
    st.markdown(f"**{ret.kind.label}, {_name(ret)}**")
    st.markdown("\n".join(f"- {plain(line)}" for line in understood(ret)))
    st.subheader("What adds up and what does not")
    draw_lines(lines)
    for note in ret.notes:
        st.caption(plain(note))


def _say_superseded(checked: CheckedFile, lost: Mapping[ReturnKey, Sequence[Loss]]) -> None:
    """Which returns in force this file would supersede, and what of theirs it does not hold."""
    if len(checked.supersedes) > _MOST_RETURNS:
        st.warning(
            f"There are returns for {len(checked.supersedes):,} of these areas and months already. Accepting "
            "these supersedes them; the earlier ones stay in the history.",
            icon=":material/history:",
        )
        _say_lost_of_many(checked, lost)
        return
    for ret in checked.reading.returns:
        if before := checked.in_force.get(ret.key):
            st.warning(
                f"There is a return for {_name(ret)} already ({plain(before.file_name)}, loaded by "
                f"{plain(before.accepted_by)} on {day(before.accepted_at)}). Accepting this one "
                "supersedes it; the earlier one stays in the history.",
                icon=":material/history:",
            )
            _say_lost(_name(ret), lost.get(ret.key, ()))


def _say_lost(name: str, lost: Sequence[Loss]) -> None:
    if lost:
        sentences = "\n".join(f"- {plain(losses.would_go(loss))}" for loss in lost)
        st.warning(f"**{name}: less than before.**\n\n{sentences}", icon=":material/trending_down:")


def _say_lost_of_many(checked: CheckedFile, lost: Mapping[ReturnKey, Sequence[Loss]]) -> None:
    """Of a file of very many returns: how many would lose something, and what of one that is chosen."""
    returns = [ret for ret in checked.reading.returns if ret.key in lost]
    if not returns:
        return
    st.warning(f"{plural(len(returns), 'return')} of these would hold less than before.")
    names = [_name(ret) for ret in returns]
    chosen = st.selectbox("Show what would go of", range(len(names)), format_func=names.__getitem__)
    _say_lost(names[chosen], lost[returns[chosen].key])


def _accept(
    person: Person,
    checked: CheckedFile,
    answers: dict[str, str],
    day_received: received.DayReceived,
    *,
    keep_file: bool,
) -> None:
    with replies.refusal_shown():
        try:
            actions.accept(
                person,
                checked,
                answers,
                received=day_received.of_each(checked.reading.returns),
                before_the_end=day_received.confirmed,
                keep_file=keep_file,
            )
        except OvertakenError as overtaken:
            opened.saw(checked, overtaken.in_force)
            raise
        st.session_state[_OUTCOME] = (_listed(checked), checked.reading.returns[-1])
        uploads.clear()
        st.rerun()


def draw_outcome() -> None:
    """Say once what was accepted, with the way to see it."""
    outcome = st.session_state.pop(_OUTCOME, None)
    if outcome:
        words, last = outcome
        st.success(f"Accepted: {words}.", icon=":material/check_circle:")
        month = f"{last.month:%Y-%m}"
        if last.kind is Kind.SERVICE:
            query = {"area": last.area.code, "service": last.subject, "to": month}
            st.page_link(REFERRALS.file, label="See the referrals", icon=REFERRALS.icon, query_params=query)
        else:
            query = {"area": last.area.code, "month": month}
            st.page_link(IOM.file, label="See it on the map", icon=IOM.icon, query_params=query)


def _listed(checked: CheckedFile) -> str:
    first, *others = checked.reading.returns
    return (
        _name(first) if not others else f"{len(others) + 1} returns from {plain(checked.reading.file_name)}"
    )


def _name(ret: Return) -> str:
    service = f"{loaders.service_names().get(ret.subject, ret.subject)}: " if ret.subject else ""
    return f"{service}{ret.area.name}, {ret.month:%B %Y}"


def draw_lines(lines: Sequence[Check]) -> None:
    """How many lines hold, and each of them."""
    st.markdown(tally(lines))
    for line in lines:
        st.markdown(f"- {words(line)}")
