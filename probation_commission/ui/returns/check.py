"""The parts of the returns page: upload, what was understood, questions, accept."""

from collections.abc import Mapping, Sequence

import streamlit as st

from probation_commission.actions import returns as actions
from probation_commission.actions.returns import CheckedFile
from probation_commission.actions.versions import OvertakenError
from probation_commission.analysis.losses import Loss
from probation_commission.analysis.reconciliation import understood
from probation_commission.domain.access import Person
from probation_commission.domain.days import day
from probation_commission.domain.needs import NeedsSource
from probation_commission.domain.returns import Check, Kind, Problem, Question, Return, ReturnKey, Verdict
from probation_commission.domain.trackers import KINDS as TRACKER_KINDS
from probation_commission.domain.words import plural
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import GAPS, IOM, REFERRALS
from probation_commission.ui.parts import page, replies
from probation_commission.ui.returns import history, layouts, opened, received, report
from probation_commission.ui.returns import upload as uploads
from probation_commission.views import losses
from probation_commission.views import report as views
from probation_commission.views.checks import tally, where, words
from probation_commission.views.markdown import plain
from probation_commission.views.terms import said_of_files

_OUTCOME = "return_accepted"
_MOST_PROBLEMS = 50
_MOST_RETURNS, _MOST_RENEWED = 24, 2
_MOST_OPTIONS = 8


def upload(person: Person) -> CheckedFile | None:
    """The uploaded file as it was understood; None while there is none."""
    file = st.file_uploader(
        "The file as it was sent, in any layout: a cohort, a service’s return, RaM’s report, a tracker or "
        "needs",
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
    said = report.draw(checked)
    if said is None:
        return
    checked = said
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
    # A report renews a dozen months at once, which is its way.
    if len(checked.supersedes) > (_MOST_RENEWED if checked.reading.report else _MOST_RETURNS):
        st.warning(
            f"There are returns for {len(checked.supersedes):,} of these areas and months already. Accepting "
            "these supersedes them; the earlier ones stay in the history.",
            icon=":material/history:",
        )
        _say_less(checked)
        _say_lost_of_many(checked, lost)
        return
    _say_less(checked)
    for ret in checked.supersedes:
        if before := checked.in_force.get(ret.key):
            st.warning(
                f"There is a return for {_name(ret)} already ({plain(before.file_name)}, loaded by "
                f"{plain(before.accepted_by)} on {day(before.accepted_at)}). Accepting this one "
                "supersedes it; the earlier one stays in the history.",
                icon=":material/history:",
            )
            _say_lost(_name(ret), lost.get(ret.key, ()))


def _say_less(checked: CheckedFile) -> None:
    """Which returns of this file know less than the one in force, which they leave in force."""
    superseding = {ret.key for ret in checked.supersedes}
    less = [
        ret for ret in checked.reading.returns if ret.key in checked.in_force and ret.key not in superseding
    ]
    if less:
        there = checked.in_force[less[0].key].reach
        knows = views.reach(partial=there.partial, as_of=there.as_of)
        more = f", and so for {len(less) - 1} more" if len(less) > 1 else ""
        st.info(
            f"For {plain(_name(less[0]))} the return in force knows more ({knows}){more}: it stays in force, "
            "and this one goes into the history.",
            icon=":material/history:",
        )


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
        if last.kind in TRACKER_KINDS:
            query = {"area": last.area.code, "view": "trackers"}
            st.page_link(REFERRALS.file, label="See the trackers", icon=REFERRALS.icon, query_params=query)
        elif last.kind in {Kind.SERVICE, Kind.RAM}:
            query = {"area": last.area.code, "service": last.subject, "to": month}
            if last.kind is Kind.RAM:
                query = {"service": last.subject, "view": "clocks"}
            st.page_link(REFERRALS.file, label="See the referrals", icon=REFERRALS.icon, query_params=query)
        elif last.kind is Kind.NEEDS:
            st.page_link(GAPS.file, label="See what is missing", icon=GAPS.icon)
        else:
            query = {"area": last.area.code, "month": month}
            st.page_link(IOM.file, label="See it on the map", icon=IOM.icon, query_params=query)


def _listed(checked: CheckedFile) -> str:
    first, *others = checked.reading.returns
    return (
        _name(first) if not others else f"{len(others) + 1} returns from {plain(checked.reading.file_name)}"
    )


def _name(ret: Return) -> str:
    of_needs = {str(source): source.label for source in NeedsSource}
    about = (of_needs if ret.kind is Kind.NEEDS else loaders.service_names()).get(ret.subject, ret.subject)
    service = f"{about}: " if about else ""
    part = " (a part)" if ret.partial else ""
    # A list of wanted persons makes two returns of a month.
    how_long = ", how long" if ret.kind is Kind.WANTED_DAYS else ""
    return f"{service}{ret.area.name}, {ret.month:%B %Y}{how_long}{part}"


def draw_lines(lines: Sequence[Check]) -> None:
    """How many lines hold, and each of them."""
    st.markdown(tally(lines))
    for line in lines:
        st.markdown(f"- {words(line)}")
