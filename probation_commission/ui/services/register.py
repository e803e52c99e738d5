"""The view that loads a contract register: a file, what its columns are, which rows, what that would do."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from probation_commission.actions import registers as actions
from probation_commission.actions.registers import OpenedRegister, RegisterChoice, RegisterPlan
from probation_commission.domain.access import NotAllowedError, Permission, Person
from probation_commission.domain.registers import LONGEST_PUBLISHER, RegisterField, RegisterRow
from probation_commission.domain.registers import found as found_in_row
from probation_commission.domain.words import plural
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import click, kept_text, page, replies, uploads
from probation_commission.ui.who import seen_as_partnership
from probation_commission.views.markdown import plain
from probation_commission.views.services import register as words

FIELD = "register_file"
OUTCOME = "register_outcome"
FINDING = (
    "Contracts from a register that a council publishes, or from Contracts Finder: choose its file, tick "
    "what is for people on probation, see what would change, and load it."
)
_READ = (
    "Read are the columns of title, supplier, reference, Open Contracting ID, buyer, start, end, review, "
    "extension and value, whatever they are headed; description, CPV and ProClass are searched and not kept. "
    "Columns of contact names, e-mail addresses and telephone numbers are let go of."
)
_NOT_LOADED = "Not loaded yet: kept on this device until you load it."
_SHOWN = 20
"""Rows that are drawn at once; a search finds the others."""
_PREFIX = "register_of_"


def may_load(person: Person) -> bool:
    """Whether the view is offered: to leads, on no wall and not while they see it as the partnership does."""
    return person.may(Permission.EDIT_DIRECTORY) and not (page.projected() or seen_as_partnership(person))


def draw(person: Person) -> None:
    """All of the view."""
    replies.draw(OUTCOME)
    st.caption(_READ)
    file = _file()
    if file is None:
        return
    register = _opened(person, file)
    if register.reading.problems:
        page.problems(register.reading.problems)
        return
    _draw_read(register)
    _draw_columns(register, file.file_id)
    if register.reading.missing:
        return
    publisher, as_of, area = _about(person, register, file.file_id)
    ticked = _draw_rows(register, file.file_id)
    if ticked:
        _draw_plan(person, register, file, (publisher, as_of, area, ticked))


def draw_standing(contract: str, *, taken: bool) -> None:
    """On which registers a contract stands; with what was `taken` of each."""
    for one in words.standing(loaders.register_entries(), contract):
        more = f" Taken of it: {one['taken']}." if taken and one["taken"] else ""
        st.caption(plain(f"{one['where']}.{more}"))


def _file() -> uploads.FileOfPage | None:
    """The file that is chosen, or was before the page was loaded anew (decision 157)."""
    chosen = st.file_uploader(
        "Contract register: CSV, xlsx or ods, as it is published",
        key=_file_key(),
        max_upload_size=20,
        on_change=_changed,
    )
    file = chosen or uploads.kept(FIELD)
    if file is None:
        uploads.say_gone(FIELD)
        return None
    uploads.keep(FIELD, file, _answers(file))
    if chosen is None:
        uploads.draw_kept(file, _set_aside)
    return file


def _file_key() -> str:
    return f"{FIELD}_{st.session_state.get(f'{FIELD}_number', 0)}"


@click("Taking the file")
def _changed() -> None:
    if st.session_state.get(_file_key()) is None:
        uploads.forget(FIELD)


@click("Setting the file aside")
def _set_aside() -> None:
    uploads.forget(FIELD)
    st.session_state[f"{FIELD}_number"] = st.session_state.get(f"{FIELD}_number", 0) + 1


def _answers(file: uploads.FileOfPage) -> dict[str, object]:
    """What is answered so far, kept with the file for a page that is loaded anew."""
    own = f"{_PREFIX}{file.file_id}"
    answers = {str(key): value for key, value in st.session_state.items() if str(key).startswith(own)}
    plain_ones = (str, date, dict, type(None))
    return {key: one for key, one in answers.items() if isinstance(one, plain_ones)}


def _key(file_id: str, what: str) -> str:
    return f"{_PREFIX}{file_id}_{what}"


def _opened(person: Person, file: uploads.FileOfPage) -> OpenedRegister:
    """What is read of the file, once for what was said of its columns."""
    said = _said_columns(file.file_id)
    known = st.session_state.get("register_opened")
    if known is None or known[0] != (file.file_id, said):
        with st.spinner("Reading the register…"):
            known = ((file.file_id, said), actions.opened(person, file.getvalue(), said))
        st.session_state["register_opened"] = known
    register: OpenedRegister = known[1]
    return register


def _said_columns(file_id: str) -> dict[str, str] | None:
    """The column of each field as somebody chose it; None while nobody has."""
    chosen = st.session_state.get(_key(file_id, "columns"))
    return dict(chosen) if chosen else None


def _draw_read(register: OpenedRegister) -> None:
    st.markdown(plain(words.read_words(register.reading, len(register.offered))))
    for line in (words.dropped_words(register.reading), *register.reading.notes):
        if line:
            st.caption(plain(line))


def _draw_columns(register: OpenedRegister, file_id: str) -> None:
    reading = register.reading
    asked = [*reading.missing, *(one for one in RegisterField if one in reading.doubtful)]
    if reading.missing:
        names = " and which the ".join(one.label.lower() for one in reading.missing)
        st.warning(f"Say which column is the {names}.", icon=":material/help:")
    elif asked:
        names = ", ".join(one.label.lower() for one in asked)
        st.warning(f"Several columns may be meant: look at {names}.", icon=":material/help:")
    with st.expander("Which column is what", expanded=bool(asked)), st.container(horizontal=True):
        options = ["", *reading.headings]
        for one in RegisterField:
            st.selectbox(
                one.label,
                options,
                index=options.index(reading.fields.get(one, "")),
                key=_key(file_id, f"column_{one}"),
                format_func=lambda key: plain(reading.headings.get(key, "Not in this file")),
                on_change=_say_column,
                args=(file_id, str(one), dict(reading.fields)),
                width=260,
            )


@click("Taking the column")
def _say_column(file_id: str, field: str, fields: dict[str, str]) -> None:
    before = {**{str(one): "" for one in RegisterField}, **fields}
    column = st.session_state[_key(file_id, f"column_{field}")]
    st.session_state[_key(file_id, "columns")] = {**before, field: column}


def _about(person: Person, register: OpenedRegister, file_id: str) -> tuple[str, date | None, str]:
    """Who publishes it, of which day it is, and for which authority."""
    st.header("Whose register it is")
    buyers = {row.buyer for row in register.reading.rows if row.buyer}
    proposed = register.publisher or (buyers.pop() if len(buyers) == 1 else "")
    key = _key(file_id, "publisher")
    st.session_state.setdefault(key, proposed)
    fields = kept_text.Words("Who publishes it", longest=LONGEST_PUBLISHER, line=_NOT_LOADED)
    kept_text.field(key, fields, stored=proposed)
    with st.container(horizontal=True):
        day_key = _key(file_id, "as_of")
        st.session_state.setdefault(day_key, None)
        as_of = st.date_input("Published on", key=day_key, format="DD/MM/YYYY", width=180)
        names = {
            one.code: one.name
            for one in gazetteer().authorities
            if person.scope.covers(gazetteer().parts(one.code))
        }
        area = st.selectbox(
            "Its contracts are for",
            list(names),
            index=None,
            key=_key(file_id, "area"),
            format_func=lambda code: names.get(code, code),
            placeholder="Choose an authority",
            width=300,
        )
    return kept_text.typed(key), as_of if isinstance(as_of, date) else None, area or ""


def _draw_rows(register: OpenedRegister, file_id: str) -> dict[str, str]:
    """The rows to tick; of those that are the pathway by their key, empty where none is chosen."""
    st.header("Which of its contracts are for people on probation")
    key = _key(file_id, "search")
    kept_text.field(key, kept_text.Words("Search title, supplier, reference, description and codes"))
    text = kept_text.typed(key)
    rows = register.rows
    ticked: dict[str, str] = st.session_state.setdefault(_key(file_id, "ticked"), {})
    of_use = [
        row for name, row in rows.items() if (found_in_row(row, text) if text else name in register.offered)
    ]
    _say_how_many(of_use, text)
    shown = of_use[:_SHOWN]
    shown += [rows[name] for name in ticked if name in rows and rows[name] not in shown]
    for row in shown:
        _draw_row(row, register.offered.get(row.key, ()), ticked, file_id)
    # What was chosen below in the click that began this run counts.
    state = st.session_state
    return {name: state.get(_key(file_id, f"pathway_{name}")) or "" for name in ticked if name in rows}


def _say_how_many(of_use: Sequence[RegisterRow], text: str) -> None:
    if not of_use:
        words_of = "No row has these words." if text else "No row says so by its words, codes or supplier."
        page.empty(f"{words_of} Search for a word of its title or for its supplier.")
        return
    what = "with these words" if text else "that may be: nothing is ticked until you tick it"
    more = f" The first {_SHOWN} are shown; search for the others." if len(of_use) > _SHOWN else ""
    st.caption(f"{plural(len(of_use), 'row')} {what}. Tick no row whose supplier is a person.{more}")


def _draw_row(row: RegisterRow, why: tuple[str, ...], ticked: dict[str, str], file_id: str) -> None:
    key = _key(file_id, f"tick_{row.key}")
    st.session_state.setdefault(key, row.key in ticked)
    st.checkbox(plain(words.line(row)), key=key, on_change=_tick, args=(file_id, row.key))
    if lines := words.beside(row, why):
        st.caption(plain(lines))


@click("Ticking the row")
def _tick(file_id: str, row: str) -> None:
    ticked = dict(st.session_state.get(_key(file_id, "ticked"), {}))
    ticked.pop(row, None)
    if st.session_state[_key(file_id, f"tick_{row}")]:
        ticked[row] = ""
    st.session_state[_key(file_id, "ticked")] = ticked


def _draw_plan(
    person: Person,
    register: OpenedRegister,
    file: uploads.FileOfPage,
    said: tuple[str, date | None, str, dict[str, str]],
) -> None:
    st.header("What loading would do")
    choice = RegisterChoice(*said)
    if not choice.area_code:
        page.empty("Choose the authority that these contracts are for, above.")
        return
    try:
        plan = actions.planned(person, register, choice)
    except NotAllowedError as refusal:
        st.warning(plain(str(refusal)), icon=":material/lock:")
        return
    _draw_new(plan, file.file_id)
    _draw_changed(plan)
    if plan.problems:
        lines = "\n".join(f"- {plain(problem)}" for problem in plan.problems)
        st.warning(f"Before this can be loaded:\n\n{lines}", icon=":material/report:")
    label = f"Load {plural(len(plan.planned), 'contract')}"
    if st.button(label, type="primary", icon=":material/save:", disabled=bool(plan.problems)):
        _load(person, register, file, (choice, plan.mark))


def _draw_new(plan: RegisterPlan, file_id: str) -> None:
    """The contracts that are new here, each with the pathway to choose."""
    new = [one for one in plan.planned if one.held is None and not one.problems]
    if new:
        st.markdown(f"**New here: {plural(len(new), 'contract')}**")
    options = actions.pathways(loaders.services().pathway)
    for one in new:
        st.markdown(f"- {plain(words.new_words(one))}")
        st.selectbox(
            f"Pathway of row {one.row.key}",
            options,
            index=None,
            key=_key(file_id, f"pathway_{one.row.key}"),
            placeholder="Choose a pathway",
            width=340,
        )


def _draw_changed(plan: RegisterPlan) -> None:
    here = [one for one in plan.planned if one.held and not one.problems]
    if not here:
        return
    st.markdown(f"**Here already: {plural(len(here), 'contract')}**")
    table = words.differences(here)
    if len(table):
        page.table(table)
    same = [one.held.reference for one in here if one.held and not one.differences]
    if same:
        st.markdown(f"As the register has it: {plain(', '.join(same))}.")


def _load(
    person: Person, register: OpenedRegister, file: uploads.FileOfPage, said: tuple[RegisterChoice, str]
) -> None:
    choice, mark = said
    fields = {**{str(one): "" for one in RegisterField}, **register.reading.fields}
    with replies.reasons_shown():
        done = actions.load(person, (file.name, file.getvalue()), fields, choice, mark)
        kept_text.clear(_key(file.file_id, "publisher"), _key(file.file_id, "search"))
        st.session_state.pop("register_opened", None)
        _set_aside()
        replies.keep(OUTCOME, plain(f"{done} Each is on its card, under Services."))
        st.rerun()
