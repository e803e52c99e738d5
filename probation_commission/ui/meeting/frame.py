"""The frame that stays on a projector's wall: title, picture and foot, above one bar; sizes and keys.

What the window leaves is known to the browser alone: sizes are in `views/meeting/browser/wall.css`, keys in
`keys.js` beside it (decisions 92 and 93).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from probation_commission.disclosure.sight import Sight
from probation_commission.domain.days import today
from probation_commission.domain.places import Authority
from probation_commission.ui.data import loaders
from probation_commission.ui.menu import OVERVIEW
from probation_commission.ui.parts import click, filters, page
from probation_commission.views import marks
from probation_commission.views.markdown import plain
from probation_commission.views.meeting import LOOK, SCRIPT_URL
from probation_commission.views.terms import said

MADE_UP = "Made up: do not quote"
FOR_WHOM = "Who may see this: everyone signed in."
FOR_MEMBERS = "Who may see this: the agreement’s parties alone."


@dataclass(frozen=True, slots=True)
class Screen:
    """One item of the agenda."""

    title: str
    draw: Callable[[Authority, date, Sight], None]


def wall() -> DeltaGenerator:
    """The wall, of one screen at a time, without menu and header."""
    page.project(on=True)
    st.html(LOOK)
    return st.container(key="wall")


def head(finding: str, *, made_up: Sequence[str] = ()) -> None:
    """The finding, whose first sentence is the title, with a mark where figures are made up."""
    first, stop, rest = finding.partition(". ")
    with st.container(key="wall-head"):
        if made_up:
            _paragraph("mark", MADE_UP)
        elif loaders.illustrative_loaded():
            _paragraph("mark slim", marks.NONE_HERE)
        st.title(plain(said(first + stop.strip())), anchor=False)
        if rest:
            _paragraph("finding", said(rest))


def picture() -> DeltaGenerator:
    """The room of a screen's chart or table: all that head, foot and bar leave."""
    return st.container(key="wall-picture")


def strip() -> DeltaGenerator:
    """A strip of it, for a chart of one bar."""
    return st.container(key="wall-strip")


def table(rows: pd.DataFrame, *, most: int, rest_on: str) -> None:
    """As many rows as every wall has room for, and how many more are on the page of that name."""
    page.table(rows.head(most))
    if (more := len(rows) - most) > 0:
        st.caption(f"And {more} more, on the page {rest_on}.")


def map_with_facts() -> tuple[DeltaGenerator, DeltaGenerator]:
    """The same room for a map, and for the facts that float over it."""
    with picture():
        return st.container(key="wall-map"), st.container(key="wall-facts")


def lines(title: str, words: Iterable[str]) -> None:
    """Facts of a line each, under their title."""
    st.header(said(title), anchor=False)
    items = "".join(f"<li>{escape(said(line))}</li>" for line in words)
    st.html(f"<ul>{items}</ul>")


def foot(source: str, *, exact: bool = False) -> None:
    """The one line of where it comes from and who may see it."""
    whom = FOR_MEMBERS if exact else FOR_WHOM
    with st.container(key="wall-foot"):
        _paragraph("source", " ".join(filter(None, (source, whom, filters.instead()))))


def line(words: str) -> None:
    """A line of words outside of the screens."""
    _paragraph("source", said(words))


def nothing(why: str) -> None:
    """A screen that has no picture, and why."""
    head(why)
    foot("")


def bar(screens: Sequence[Screen], way_in: Callable[[], None]) -> tuple[Screen, Authority, date | None]:
    """Back and on, by button or key, and the screen, area and month; None for a month that is not there.

    `way_in` draws what leads to exact counts, where something does.
    """
    count = len(screens)
    with st.container(horizontal=True, vertical_alignment="center", key="agenda"):
        _turning("first", "First screen", -count, count, icon=":material/first_page:")
        _turning("back", "Back", -1, count)
        _turning("on", "On", 1, count)
        _turning("last", "Last screen", count, count, icon=":material/last_page:")
        numbers = [str(number) for number in range(1, count + 1)]
        titles = {number: f"{number} of {count}: {screens[int(number) - 1].title}" for number in numbers}
        number = filters.choice("Screen", numbers, "screen", words=titles)
        area = filters.area_choice()
        month = filters.month_choice(_months(area))
        way_in()
        if st.button("Leave the meeting", icon=":material/close:", key="leave", type="tertiary"):
            st.switch_page(OVERVIEW.file)
        st.html(f'<script src="{SCRIPT_URL}"></script>', unsafe_allow_javascript=True)
    return screens[int(number) - 1], area, month


def _turning(key: str, label: str, by: int, count: int, *, icon: str | None = None) -> None:
    """A button that `keys.js` knows by its key."""
    st.button(
        label,
        key=key,
        icon=icon,
        type="primary" if key == "on" else "secondary",
        on_click=_turn,
        args=(by, count),
    )


@click("Turning to that screen")
def _turn(by: int, count: int) -> None:
    number = int(st.session_state.get("screen", "1")) + by
    st.session_state["screen"] = str(min(max(number, 1), count))


def _months(area: Authority) -> list[date]:
    months = loaders.iom_months()
    known = list(months[months.area_code == area.code].month)
    return known or [today().replace(day=1)]


def _paragraph(kind: str, words: str) -> None:
    st.html(f'<p class="{kind}">{escape(words)}</p>')
