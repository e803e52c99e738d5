"""The parts of the returns page: upload, what was understood, questions, accept, history."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.actions import returns as actions
from probation_commission.actions.refusals import RefusedError
from probation_commission.actions.returns import Checked
from probation_commission.analysis.understanding import span, understood
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain import referrals
from probation_commission.domain.access import Person
from probation_commission.domain.days import day
from probation_commission.domain.returns import Cell, Identity, Kind, Problem, Question, Return, Verdict
from probation_commission.intake.places import gazetteer
from probation_commission.publish.templates import service_return
from probation_commission.ui import filters, furniture, loaders
from probation_commission.ui.menu import IOM, REFERRALS

_OUTCOME = "return_accepted"
_UPLOADER = "return_uploader"
_BADGES = {
    Verdict.FAILS: ":red-badge[:material/close: does not add up]",
    Verdict.NOTE: ":orange-badge[:material/info: worth knowing]",
    Verdict.UNCHECKED: ":gray-badge[:material/help: cannot be checked]",
    Verdict.HOLDS: ":green-badge[:material/check: adds up]",
}
_MOST_PROBLEMS = 50
_MOST_CELLS = 6
_LIVE, _ENDED = "live", "ended"
_MONTHS_BACK = 24


def upload(person: Person) -> Checked | None:
    """The uploaded file as it was understood; None while there is none."""
    file = st.file_uploader(
        "A return: an IOM workbook as it was sent, a CSV with area, month, ward, rag, count, "
        "or a service’s monthly return",
        key=f"{_UPLOADER}_{st.session_state.get(_UPLOADER, 0)}",
        max_upload_size=20,
    )
    if file is None:
        return None
    with st.spinner("Reading and reconciling the file …"):
        return actions.check(person, file.getvalue(), file.name)


def offer_template() -> None:
    """The workbook for a service's monthly return, with today's services, areas and months in its lists."""
    st.download_button(
        "Service return template (xlsx)",
        data=_template,
        file_name="service_monthly_return.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption("For a service’s monthly return. A CSV with the same headings will do as well.")


def _template() -> bytes:
    services = loaders.services()
    running = services[services.status != _ENDED]
    names = [*running[running.status == _LIVE].name, *running[running.status != _LIVE].name]
    this_month = pd.Period(date.today(), freq="M")  # noqa: DTZ011 (the desk's day)
    months = [(this_month - back).start_time.date() for back in range(_MONTHS_BACK)]
    return service_return(names, [area.name for area in referrals.areas(gazetteer())], months)


def draw_check(person: Person, checked: Checked) -> None:
    """What was understood, what does not add up, and the way to accept it."""
    reading = checked.reading
    if checked.loaded_before:
        st.info(actions.already_loaded(checked.loaded_before), icon=":material/content_copy:")
    if reading.problems:
        _draw_problems(reading.problems)
        return
    answers = _draw_questions(reading.questions)
    settled = actions.answered(checked, answers)
    _draw_returns(settled)
    if checked.loaded_before:
        return
    _say_superseded(checked.supersedes)
    open_questions = len(settled.reading.questions)
    count = len(reading.returns)
    label = "Accept this return" if count == 1 else f"Accept these {count} returns"
    if open_questions:
        st.warning("Answer the question above first.", icon=":material/help:")
    if st.button(label, type="primary", disabled=bool(open_questions), icon=":material/check:"):
        _accept(person, checked, answers)


def _draw_problems(problems: Sequence[Problem]) -> None:
    count = len(problems)
    st.error(
        f"This file can’t be accepted: {count} problem{'' if count == 1 else 's'}. Nothing of it was kept.",
        icon=":material/block:",
    )
    table = pd.DataFrame(
        {
            "Where": [str(problem.cell) if problem.cell else "the file" for problem in problems],
            "What is wrong, and what to do": [problem.message for problem in problems],
        }
    )
    st.table(table.head(_MOST_PROBLEMS), hide_index=True, border="horizontal")
    if count > _MOST_PROBLEMS:
        st.caption(f"The first {_MOST_PROBLEMS} of {count} problems.")


def _draw_questions(questions: Sequence[Question]) -> dict[str, str]:
    answers = {}
    for question in questions:
        words = dict(question.options)
        cells = ", ".join(map(str, question.cells))
        with st.container(border=True):
            value = st.radio(
                f"{question.prompt} ({cells})",
                list(words),
                index=None,
                key=question.key,
                format_func=words.get,
            )
        if value is not None:
            answers[question.key] = value
    return answers


def _draw_returns(checked: Checked) -> None:
    st.header("What was understood")
    reconciled = checked.reconciliation
    if len(reconciled) == 1:
        _draw_return(*reconciled[0])
        return
    fails = [sum(line.verdict is Verdict.FAILS for line in lines) for _, lines in reconciled]
    st.markdown(
        f"{len(reconciled)} returns. {sum(map(bool, fails))} of them hold something that does not add up."
    )
    for (ret, lines), failing in zip(reconciled, fails, strict=True):
        with st.expander(f"{_name(ret)}: {failing} of {len(lines)} lines do not add up"):
            _draw_return(ret, lines)


def _draw_return(ret: Return, lines: Sequence[Identity]) -> None:
    st.markdown(f"**{ret.kind}, {_name(ret)}**")
    st.markdown("\n".join(f"- {_plain(line)}" for line in understood(ret)))
    st.subheader("What adds up and what does not")
    st.markdown(_tally(lines))
    for line in lines:
        _draw_line(line)
    for note in ret.notes:
        st.caption(_plain(note))


def _draw_line(line: Identity) -> None:
    where = f" :gray[({_plain(_where(line.cells))})]" if line.cells else ""
    details = "".join(f"\n    - {_plain(detail)}" for detail in line.detail)
    st.markdown(f"- {_BADGES[line.verdict]} {_plain(line.sentence)}{where}{details}")


def _where(cells: Sequence[Cell]) -> str:
    if len(cells) <= _MOST_CELLS:
        return ", ".join(map(str, cells))
    return f"{len(cells)} cells within {span(cells)}"


def _tally(lines: Sequence[Identity]) -> str:
    """`4 lines do not add up, 7 are worth knowing, …`."""
    count = Counter(line.verdict for line in lines)
    return (
        f"{count[Verdict.FAILS]} of {len(lines)} lines do not add up; {count[Verdict.NOTE]} are worth "
        "knowing, "
        f"{count[Verdict.UNCHECKED]} cannot be checked, {count[Verdict.HOLDS]} add up."
    )


def _plain(words: str) -> str:
    """The words with nothing in them that Markdown would take for its own."""
    return "".join(f"\\{sign}" if sign in r"\`*_{}[]<>()#+!|$~:" else sign for sign in words)


def _say_superseded(supersedes: Sequence[Return]) -> None:
    for ret in supersedes:
        st.warning(
            f"There is a return for {_name(ret)} already. Accepting this one supersedes it; "
            "the earlier one stays in the history.",
            icon=":material/history:",
        )


def _accept(person: Person, checked: Checked, answers: dict[str, str]) -> None:
    try:
        actions.accept(person, checked, answers)
    except RefusedError as refusal:
        st.error(str(refusal), icon=":material/block:")
        return
    st.session_state[_OUTCOME] = (_listed(checked), checked.reading.returns[-1])
    st.session_state[_UPLOADER] = st.session_state.get(_UPLOADER, 0) + 1
    st.rerun()


def draw_outcome() -> None:
    """Say once what was accepted, with the way to see it."""
    outcome = st.session_state.pop(_OUTCOME, None)
    if outcome:
        words, last = outcome
        st.success(f"Accepted: {words}.", icon=":material/check_circle:")
        month = f"{last.month:%Y-%m}"
        if last.kind is Kind.SERVICE:
            query = {"service": last.subject, "to": month}
            st.page_link(REFERRALS.file, label="See the referrals", icon=REFERRALS.icon, query_params=query)
        else:
            query = {"area": last.area.code, "month": month}
            st.page_link(IOM.file, label="See it on the map", icon=IOM.icon, query_params=query)


def draw_history() -> None:
    """Every return there was, current or superseded."""
    st.header("History")
    history = loaders.history()
    if history.empty:
        furniture.empty("No return has been loaded yet.")
        return
    table = pd.DataFrame(
        {
            "Return": history.kind.map(filters.first_upper),
            "Service": history.subject.map(loaders.service_names()).fillna(""),
            "Area": history.area_code.map(filters.area_name),
            "Month": [f"{month:%B %Y}" for month in history.month],
            "Standing": history.standing,
            "File": history.file_name,
            "Figures": history.figures,
            "Loaded by": history.accepted_by,
            "Loaded on": history.accepted_at.map(day),
            "Data": history.illustrative.map({True: "illustrative", False: "real"}),
            "SHA-256": history.sha256.str[:12],
        }
    )
    st.dataframe(table, hide_index=True, alt="Every return with its kind, month, file and standing")
    furniture.source("Source: the returns loaded here.", to=Audience.RESTRICTED)
    furniture.download(
        table,
        {"What": "Every return loaded, current or superseded"},
        name="returns",
        illustrative=bool(history.illustrative.any()),
    )


def _listed(checked: Checked) -> str:
    first, *others = checked.reading.returns
    return _name(first) if not others else f"{len(others) + 1} returns from {checked.reading.file_name}"


def _name(ret: Return) -> str:
    service = f"{loaders.service_names().get(ret.subject, ret.subject)}: " if ret.subject else ""
    return f"{service}{ret.area.name}, {ret.month:%B %Y}"
