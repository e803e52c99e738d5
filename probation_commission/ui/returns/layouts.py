"""The mapping screen of the returns page: which column of a file is what, confirmed once for each sender."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import pandas as pd
import streamlit as st

from probation_commission.actions import layouts as actions
from probation_commission.actions import returns
from probation_commission.actions.returns import CheckedFile
from probation_commission.domain.access import Person
from probation_commission.domain.layouts import (
    FIELDS,
    KEPT_AS_WRITTEN,
    AreaMonth,
    Column,
    Doubts,
    FoundTable,
    Layout,
)
from probation_commission.domain.places import Authority
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.intake.files import Progress, silent
from probation_commission.ui.parts import click, replies
from probation_commission.ui.returns import opened
from probation_commission.views.markdown import plain

_GIVEN = "layouts_given"
_ACROSS = 4
_MONTHS_BACK = 36
_TO_CHECK = ":orange[:material/help:]"


def check(person: Person, content: bytes, name: str, progress: Progress = silent) -> CheckedFile:
    """The file as it is understood with what was said on this screen so far."""
    sender, area_month = _answer(sha256(content).hexdigest())
    return returns.check(person, content, name, sender=sender, area_month=area_month, progress=progress)


def said_so_far() -> object:
    """What was said on this screen of any file; not the same once something more is said."""
    return st.session_state.get(_GIVEN, {})


def draw(person: Person, checked: CheckedFile) -> bool:
    """Whether the file can be read on from here; what nobody has confirmed yet is asked."""
    doubts = checked.reading.doubts
    if doubts is None:
        return True
    # Until then there are no returns, and nothing can be accepted (decision 40).
    if not doubts.settled:
        _draw_new(person, checked, doubts)
        return False
    if doubts.tables:
        with st.expander("How the columns were read"):
            _draw_form(person, checked, doubts, doubts.tables, "Read it again like this")
    return True


def _draw_new(person: Person, checked: CheckedFile, doubts: Doubts) -> None:
    st.header("What is what in this file?")
    tables = [table for table in doubts.tables if table.signature in doubts.open_tables]
    if tables:
        st.markdown(
            "This layout is new here. Look once whether each column is what it seems to be; "
            f"columns marked {_TO_CHECK} need you most. Your answer is remembered for this sender."
        )
    else:
        st.markdown("The file itself does not say whose or which month’s it is. Please confirm.")
    if stated := [words for words in _stated(doubts) if words]:
        st.markdown(f"The file says that it counts **{', '.join(stated)}**.")
    if doubts.notes:
        changes = "\n".join(f"- {plain(note)}" for note in doubts.notes)
        st.warning(
            f"The layout is not the one this sender used before.\n{changes}", icon=":material/compare:"
        )
    _draw_form(person, checked, doubts, tables, "Read the file like this")


def _stated(doubts: Doubts) -> tuple[str, str]:
    """The area and the month that the file itself says, as far as it does."""
    area = doubts.area.name if doubts.area and not doubts.area_asked else ""
    return area, _month_name(doubts.month) if doubts.month and not doubts.month_asked else ""


def _draw_form(
    person: Person, checked: CheckedFile, doubts: Doubts, tables: Sequence[FoundTable], label: str
) -> None:
    sender, area, month = _draw_whose(checked, doubts, asked=bool(tables))
    chosen = [
        Layout.of(doubts.kind, table, _draw_table(checked, table, number))
        for number, table in enumerate(tables)
    ]
    if not st.button(label, type="primary", icon=":material/table_view:"):
        return
    lacking = ["Choose the area."] if doubts.area_asked and area is None else []
    lacking += ["Choose the month."] if doubts.month_asked and month is None else []
    if lacking:
        st.error(" ".join(lacking), icon=":material/block:")
        return
    with replies.refusal_shown():
        if chosen:
            actions.confirm(person, sender, chosen)
        _give(checked, actions.sender_name(sender), AreaMonth(area, month))
        st.rerun()


def _give(checked: CheckedFile, sender: str, area_month: AreaMonth) -> None:
    # Read anew, the file may be of another month: it is held against what is in force for that.
    opened.forget()
    # By the file’s hash: an answer is about exactly this file, never the next of the same name.
    given = st.session_state.get(_GIVEN, {})
    st.session_state[_GIVEN] = {**given, checked.reading.sha256: (sender, area_month)}


def _answer(sha256_of_file: str) -> tuple[str, AreaMonth]:
    """The sender, area and month that were said of exactly this file."""
    given: tuple[str, AreaMonth] = st.session_state.get(_GIVEN, {}).get(sha256_of_file, ("", AreaMonth()))
    return given


def _draw_whose(
    checked: CheckedFile, doubts: Doubts, *, asked: bool
) -> tuple[str, Authority | None, date | None]:
    """Who sends the file, and its area and month where it does not say them."""
    _, area_month = _answer(checked.reading.sha256)
    left, middle, right = st.columns(3)
    sender, area, month = checked.sender, area_month.area, area_month.month
    if asked:
        sender = left.text_input(
            "Who sends it",
            checked.sender or (doubts.area.name if doubts.area else ""),
            max_chars=actions.LONGEST_SENDER,
            key=_key(checked, "sender"),
            on_change=_sender_changed,
            args=(checked, area_month),
            help="The columns are remembered under this name.",
        )
    if doubts.area_asked:
        areas = list(gazetteer().authorities)
        index = areas.index(doubts.area) if doubts.area else None
        area = middle.selectbox(
            "Which area it counts", areas, index, format_func=_area_name, key=_key(checked, "area")
        )
    if doubts.month_asked:
        months = _months(doubts.month)
        index = months.index(doubts.month) if doubts.month else None
        month = right.selectbox(
            "Which month it counts", months, index, format_func=_month_name, key=_key(checked, "month")
        )
    return sender, area, month


@click("Looking for this sender’s layout")
def _sender_changed(checked: CheckedFile, area_month: AreaMonth) -> None:
    """What is remembered of the sender now named is looked up in the next run."""
    _give(checked, actions.sender_name(st.session_state[_key(checked, "sender")]), area_month)


def _key(checked: CheckedFile, what: str) -> str:
    return f"layout_{checked.reading.sha256[:12]}_{what}"


def _area_name(area: Authority) -> str:
    return area.name


def _month_name(month: date) -> str:
    return f"{month:%B %Y}"


def _months(guess: date | None) -> list[date]:
    this_month = pd.Period(date.today(), freq="M")  # noqa: DTZ011 (the desk's day)
    months = [(this_month - back).start_time.date() for back in range(_MONTHS_BACK)]
    # An old return is still one: its own month is added to the list.
    return months if guess is None or guess in months else [*months, guess]


def _draw_table(checked: CheckedFile, table: FoundTable, number: int) -> dict[str, str]:
    """A box for each column and the first rows as they would be read; returns the field of each column."""
    with st.container(border=True):
        st.markdown(f"**Table {number + 1}**, {plain(_where(table))}")
        fields: dict[str, str] = {}
        for first in range(0, len(table.columns), _ACROSS):
            across = st.columns(_ACROSS)
            for place, column in zip(across, table.columns[first : first + _ACROSS], strict=False):
                with place:
                    fields[column.key] = _draw_column(checked, table, column)
        _draw_preview(table, fields)
    return fields


def _draw_column(checked: CheckedFile, table: FoundTable, column: Column) -> str:
    names = [name for name in FIELDS if name not in KEPT_AS_WRITTEN or name == column.field]
    mark = f" {_TO_CHECK}" if column.doubt else ""
    field: str = st.selectbox(
        f"{column.letters}: “{plain(column.heading) or 'no heading'}”{mark}",
        names,
        names.index(column.field),
        format_func=lambda name: FIELDS[name],
        # The field is in the key: when another sender’s layout proposes another, the box must show that one.
        key=_key(checked, f"{table.signature}_{column.letters}_{column.field}"),
        help=column.doubt or None,
    )
    if column.doubt:
        st.caption(column.doubt)
    return field


def _draw_preview(table: FoundTable, fields: dict[str, str]) -> None:
    read = [column for column in table.columns if fields[column.key]]
    if not read:
        st.caption("Nothing of this table will be read.")
        return
    rows = max(len(column.sample) for column in read)
    frame = pd.DataFrame(
        {
            f"{column.letters}: {FIELDS[fields[column.key]]}": [
                *column.sample,
                *[""] * (rows - len(column.sample)),
            ]
            for column in read
        }
    )
    st.caption("The first rows as they would be read")
    st.table(frame, hide_index=True, border="horizontal")


def _where(table: FoundTable) -> str:
    more = len(table.where) - 1
    return table.where[0] + (f" and {more} more laid out like it" if more else "")
