"""The six screens of the meeting, drawn for the partnership, whoever opens them."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.services import WHO_SEES
from probation_commission.domain.iom import ALL
from probation_commission.domain.places import Authority
from probation_commission.geography.partnership import partnership
from probation_commission.ui import hubs, iom, outcomes, referrals, services
from probation_commission.ui.data import loaders, released
from probation_commission.ui.ideas import board, fund_of
from probation_commission.ui.parts import page
from probation_commission.views import hubs as hubs_words
from probation_commission.views import ideas_words, marks, outcomes_words

TO = Audience.PARTNERSHIP
"""Whoever opens it: on the wall everyone in the room sees it."""


def _source(*parts: str) -> None:
    who = released.who(TO)
    page.source(*parts, viewers=who)


def draw_hubs(area: Authority, _month: date) -> None:
    """Where the hubs and offices of the area are."""
    places = loaders.hubs()
    here = places[places.area_code == area.code]
    finding = hubs_words.finding(here, area.name)
    page.heading(f"Hubs and offices, {area.name}", finding, made_up=hubs.made_up(here))
    _source(f"Sources: {partnership().terms.hub_sources}.")
    hubs.draw_map(here, area.name)


def draw_iom(area: Authority, month: date) -> None:
    """Where its IOM cohort lives in the month."""
    if month not in released.iom(area.code, TO):
        page.heading("IOM by ward", f"No IOM return has been received for {area.name}.")
        return
    picture = iom.picture(area, month, ALL, TO)
    page.heading("IOM by ward", picture.finding, made_up=marks.of_months(month, {month} & picture.made_up))
    _source(picture.source)
    on_map, beside = st.columns([3, 2], gap="large")
    with on_map:
        iom.draw_wards(picture)
    with beside:
        iom.ward.draw(picture)
        iom.other.draw_beside(picture)


def draw_services(area: Authority, _month: date) -> None:
    """Which services serve it, by pathway."""
    known = services.of_area(area)
    page.heading(f"Services, {area.name}", services.finding(known))
    _source("Source: named with each service on its page.")
    services.draw_chart(known)


def draw_referrals(area: Authority, month: date) -> None:
    """What became of their referrals in the twelve months up to this one."""
    returns = released.service_returns()
    returns = returns[returns.subject.isin(services.of_area(area).slug)]
    first = (pd.Period(month, freq="M") - 11).start_time.date()
    picture = referrals.picture(returns, ALL, ALL, (first, month), TO)
    if picture.chosen.empty:
        nothing = f"No service of {area.name} has returned its referrals for the year to {month:%B %Y}."
        page.heading("Referrals", nothing)
        return
    page.heading("Referrals", picture.finding, made_up=picture.made_up)
    if picture.shows:
        referrals.draw_funnel(picture)
    page.source(picture.source, viewers=WHO_SEES)


def draw_ideas(area: Authority, _month: date) -> None:
    """What is left in its pot, and which ideas were sent in."""
    fund = fund_of(area)
    if fund is None:
        page.heading("Ideas and the pot", f"No fund is known for {area.name}.")
        return
    sent_in = analysis.of_fund(loaders.ideas(), fund)
    pot = analysis.pot(fund, sent_in)
    finding = f"{fund.name}: {ideas_words.finding(pot, sent_in)}"
    page.heading("Ideas and the pot", finding, made_up=ideas_words.made_up(fund))
    _source(f"Source: {fund.source}; ideas as their partners sent them in.")
    board.draw_pot(pot)
    if sent_in:
        st.table(ideas_words.on_the_wall(sent_in), hide_index=True, border="horizontal")


def draw_outcomes(_area: Authority, _month: date) -> None:
    """What partners promised, and what came."""
    promises = outcomes.rows(TO)
    finding = outcomes_words.finding(promises.verdict)
    page.heading("Outcomes", finding, made_up=marks.some_of(promises.illustrative, "promise"))
    if not promises.empty:
        outcomes.draw_short_table(promises)
    sources = "Sources: services' monthly returns; what partners keyed in."
    page.source(sources, outcomes_words.RULE, viewers=WHO_SEES)
