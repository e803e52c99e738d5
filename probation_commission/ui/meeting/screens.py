"""The meeting view: six screens for a projector's wall, one at a time, for the partnership to see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.services import WHO_SEES
from probation_commission.domain.iom import ALL
from probation_commission.domain.places import Authority
from probation_commission.ui import hubs, iom, outcomes, referrals, services
from probation_commission.ui.data import loaders, released
from probation_commission.ui.ideas import board
from probation_commission.ui.menu import OVERVIEW
from probation_commission.ui.parts import filters, page
from probation_commission.views import outcomes_words

TO = Audience.PARTNERSHIP
"""Whoever opens it: on the wall everyone in the room sees it."""

_WALL = """<style>
html { font-size: 28px; }
[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"], [data-testid="stHeader"] { display: none; }
[data-testid="stMainBlockContainer"] { padding: 1rem 1.5rem 4rem; max-width: none; }
[data-testid="stVerticalBlock"] { gap: .5rem; }
[data-testid="stCaptionContainer"], .source { font-size: .9rem; }
[data-testid="stElementContainer"]:has([data-testid="stVegaLiteChart"]) {
  zoom: 1.85; width: 54%;
}
[data-testid="stVegaLiteChart"], [data-testid="stFullScreenFrame"] { overflow: visible; }
.stApp iframe[title="streamlit_folium.st_folium"] { max-height: none; aspect-ratio: auto; height: 42vh; }
.st-key-agenda {
  position: fixed; bottom: 0; left: 0; right: 0; z-index: 10; padding: .4rem 1.5rem;
  background: #ffffff; border-top: 1px solid #8b9aa8;
}
.st-key-agenda [data-testid="stWidgetLabel"] { display: none; }
</style>"""


@dataclass(frozen=True, slots=True)
class Screen:
    """One item of the agenda."""

    title: str
    draw: Callable[[Authority, date], None]


def frame() -> None:
    """No menu, no header, large type."""
    page.project(on=True)
    st.html(_WALL)


def steer(screens: tuple[Screen, ...]) -> tuple[Screen, Authority, date]:
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
    return screens[int(number) - 1], area, month


def _turn(by: int, count: int) -> None:
    number = int(st.session_state.get("screen", "1")) + by
    st.session_state["screen"] = str(min(max(number, 1), count))


def _months(area: Authority) -> list[date]:
    months = loaders.iom_months()
    known = list(months[months.area_code == area.code].month)
    return known or [date.today().replace(day=1)]  # noqa: DTZ011 (the room's day)


def _source(*parts: str) -> None:
    who = released.who(TO)
    page.source(*parts, to=who)


def _hubs(area: Authority, _month: date) -> None:
    places = loaders.hubs()
    here = places[places.area_code == area.code]
    page.heading(f"Hubs and offices, {area.name}", hubs.finding(here, area.name))
    _source("Sources: MoJ probation office list, scrutiny minutes, NHS trust news.")
    hubs.draw_map(here)


def _iom(area: Authority, month: date) -> None:
    if month not in released.iom(area.code, TO):
        page.heading("IOM by ward", f"No IOM return has been received for {area.name}.")
        return
    picture = iom.picture(area, month, ALL, TO)
    page.heading("IOM by ward", picture.finding, illustrative=picture.illustrative)
    _source(picture.source)
    on_map, beside = st.columns([3, 2], gap="large")
    with on_map:
        iom.draw_wards(picture)
    with beside:
        iom.ward.draw(picture)
        iom.other.draw_beside(picture)


def _services(area: Authority, _month: date) -> None:
    known = services.of_area(area)
    page.heading(f"Services, {area.name}", services.finding(known))
    _source("Source: named with each service on its page.")
    services.draw_chart(known)


def _referrals(area: Authority, month: date) -> None:
    here = set(services.of_area(area).slug)
    rows, returns = (
        frame[frame.subject.isin(here)] for frame in (released.services(TO), released.service_returns())
    )
    first = (pd.Period(month, freq="M") - 11).start_time.date()
    picture = referrals.Picture(rows, returns, referrals.ALL, referrals.ALL, first, month, TO)
    if picture.chosen.empty:
        nothing = f"No service of {area.name} has returned its referrals for the year to {month:%B %Y}."
        page.heading("Referrals", nothing)
        return
    page.heading("Referrals", picture.finding, illustrative=picture.illustrative)
    if picture.shows:
        picture.draw_funnel()
    page.source(picture.source, to=WHO_SEES)


def _ideas(area: Authority, _month: date) -> None:
    fund = board.fund_of(area)
    if fund is None:
        page.heading("Ideas and the pot", f"No fund is known for {area.name}.")
        return
    sent_in = analysis.of_fund(loaders.ideas(), fund)
    pot = analysis.pot(fund, sent_in)
    finding = f"{fund.name}: {board.finding(pot, sent_in)}"
    page.heading("Ideas and the pot", finding, illustrative=fund.illustrative)
    _source(f"Source: {fund.source}; ideas as their partners sent them in.")
    board.draw_pot(pot)
    if sent_in:
        st.table(board.on_the_wall(sent_in), hide_index=True, border="horizontal")


def _outcomes(_area: Authority, _month: date) -> None:
    promises = outcomes.rows(TO)
    finding = outcomes_words.finding(promises.verdict)
    illustrative = bool(promises.illustrative.any())
    page.heading("Outcomes", finding, illustrative=illustrative)
    if not promises.empty:
        outcomes.draw_short_table(promises)
    sources = "Sources: services' monthly returns; what partners keyed in."
    page.source(sources, outcomes.RULE, to=WHO_SEES)


SCREENS = (
    Screen("Hubs", _hubs),
    Screen("IOM by ward", _iom),
    Screen("Services", _services),
    Screen("Referrals", _referrals),
    Screen("Ideas and the pot", _ideas),
    Screen("Outcomes", _outcomes),
)
"""The standing agenda of the Safe Durham Partnership."""
