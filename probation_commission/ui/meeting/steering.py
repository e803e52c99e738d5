"""What steers the meeting: back and on, which screen, area and month; on a wall without menu and header."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from probation_commission.domain.places import Authority
from probation_commission.ui.data import loaders
from probation_commission.ui.meeting.agenda import Screen
from probation_commission.ui.menu import OVERVIEW
from probation_commission.ui.parts import filters, page

_WALL = """<style>
[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"], [data-testid="stHeader"] { display: none; }
[data-testid="stMainBlockContainer"] { padding: 1rem 1.5rem 4rem; max-width: none; }
[data-testid="stVerticalBlock"] { gap: .5rem; }
[data-testid="stCaptionContainer"], .source { font-size: .9rem; }
@media (min-width: 641px) { /* a phone in somebody's hand is no wall */
  html { font-size: 28px; }
  [data-testid="stElementContainer"]:has([data-testid="stVegaLiteChart"]) { zoom: 1.85; width: 54%; }
  .st-key-agenda { position: fixed; bottom: 0; left: 0; right: 0; z-index: 10; }
}
[data-testid="stVegaLiteChart"], [data-testid="stFullScreenFrame"] { overflow: visible; }
.stApp iframe[data-testid="stCustomComponentV1"] { max-height: none; aspect-ratio: auto; height: 42vh; }
.st-key-agenda {
  padding: .4rem 1.5rem; background: #ffffff; border-top: 1px solid #8b9aa8;
}
.st-key-agenda [data-testid="stWidgetLabel"] { display: none; }
</style>"""


def frame() -> None:
    """No menu, no header, large type."""
    page.project(on=True)
    st.html(_WALL)


def steer(screens: Sequence[Screen]) -> tuple[Screen, Authority, date]:
    """Back and on, by button or arrow key, and the area and month of all screens."""
    with st.container(horizontal=True, vertical_alignment="center", key="agenda"):
        numbers = [str(number) for number in range(1, len(screens) + 1)]
        st.button("Back", shortcut="Left", on_click=_turn, args=(-1, len(screens)))
        st.button("On", shortcut="Right", type="primary", on_click=_turn, args=(1, len(screens)))
        titles = {n: f"{n} of {len(screens)}: {screens[int(n) - 1].title}" for n in numbers}
        number = filters.choice("Screen", numbers, "screen", words=titles, width=480)
        area = filters.area_choice(width=380)
        month = filters.month_choice(_months(area), width=340)
        if st.button("Leave the meeting", icon=":material/close:", type="tertiary"):
            st.switch_page(OVERVIEW.file)
    if month is None:
        page.heading("Meeting", filters.no_such_month(f"IOM return of {area.name}"))
        st.stop()
    return screens[int(number) - 1], area, month


def _turn(by: int, count: int) -> None:
    number = int(st.session_state.get("screen", "1")) + by
    st.session_state["screen"] = str(min(max(number, 1), count))


def _months(area: Authority) -> list[date]:
    months = loaders.iom_months()
    known = list(months[months.area_code == area.code].month)
    return known or [date.today().replace(day=1)]  # noqa: DTZ011 (the room's day)
