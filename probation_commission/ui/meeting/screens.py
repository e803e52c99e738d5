"""The six screens of the meeting, drawn for the room, whoever opens them."""

from datetime import date

import pandas as pd

from probation_commission.analysis import ideas as analysis
from probation_commission.disclosure.sight import Sight
from probation_commission.domain.days import day
from probation_commission.domain.iom import ALL
from probation_commission.domain.places import Authority
from probation_commission.domain.words import plural
from probation_commission.geography.partnership import partnership
from probation_commission.ui import hubs, iom, outcomes, referrals, services
from probation_commission.ui.data import loaders, released
from probation_commission.ui.ideas import board, fund_of
from probation_commission.ui.meeting import frame
from probation_commission.ui.menu import IDEAS, OUTCOMES
from probation_commission.views import ideas_words, marks, outcomes_words
from probation_commission.views.iom import beside
from probation_commission.views.referrals import words

_IDEAS, _PROMISES = 6, 5
"""How many lie on a wall at once: beside the pot an idea takes two lines, a promise three."""


def draw_hubs(area: Authority, _month: date, _sight: Sight) -> None:
    """Where the hubs and offices of the area are."""
    picture = hubs.picture(area_code=area.code)
    if picture.table.empty:
        frame.nothing(f"No hub or office in {area.name} is known here.")
        return
    frame.head(picture.finding, made_up=picture.made_up)
    on_map, over_it = frame.map_with_facts()
    with on_map:
        hubs.draw_map(picture, legend_in=over_it)
    frame.foot(f"Sources: {partnership().terms.hub_sources or picture.sources}.")


def draw_iom(area: Authority, month: date, sight: Sight) -> None:
    """Where its IOM cohort lives in the month."""
    if month not in released.iom(area.code, sight):
        frame.nothing(f"No IOM return has been received for {area.name}.")
        return
    picture = iom.picture(area, month, ALL, sight)
    frame.head(picture.finding_on_a_wall, made_up=marks.of_months(month, {month} & picture.made_up))
    on_map, over_it = frame.map_with_facts()
    with on_map:
        iom.draw_wards(picture, legend_in=over_it)
    with over_it:
        iom.ward.draw(picture)
        frame.lines("Not on a ward of the map", beside.lines(picture))
    source = f"Source: IOM return, {month:%B %Y}, loaded on {day(picture.file.accepted_at)}."
    frame.foot(source, exact=picture.exact)


def draw_services(area: Authority, _month: date, _sight: Sight) -> None:
    """Which services serve it, by pathway."""
    picture = services.picture_of(area)
    frame.head(picture.finding)
    with frame.picture():
        services.draw_chart(picture)
    frame.foot("Source: named with each service on its page.")


def draw_referrals(area: Authority, month: date, sight: Sight) -> None:
    """What became of their referrals in the twelve months up to this one."""
    first = (pd.Period(month, freq="M") - 11).start_time.date()
    here = services.of_area(area).slug
    asked = referrals.asked(ALL, ALL, (first, month), sight, here)
    picture = referrals.picture(asked)
    if picture.chosen.empty:
        frame.nothing(f"No service of {area.name} has returned its referrals for the year to {month:%B %Y}.")
        return
    frame.head(picture.finding, made_up=picture.made_up)
    if picture.shows:
        with frame.picture():
            referrals.draw_funnel(picture, about=words.FLOWS)
    count = plural(len(picture.chosen), "service monthly return")
    source = f"Source: {count}, the latest loaded on {day(picture.chosen.accepted_at.max())}."
    frame.foot(source, exact=bool(referrals.lifting(asked)))


def draw_ideas(area: Authority, _month: date, _sight: Sight) -> None:
    """What is left in its pot, and which ideas were sent in."""
    fund = fund_of(area)
    if fund is None:
        frame.nothing(f"No fund is known for {area.name}.")
        return
    # Whoever is in the room reads what partners were told (decision 292).
    told = [kept.as_told() for kept in analysis.of_fund(loaders.ideas(), fund)]
    sent_in = ideas_words.as_shown(fund, told)
    pot = analysis.pot(fund, sent_in)
    frame.head(f"{fund.name}: {ideas_words.finding(pot, sent_in)}", made_up=ideas_words.made_up(fund))
    with frame.picture():
        with frame.strip():
            board.draw_pot(pot, made_up=fund.illustrative)
        if sent_in:
            frame.table(ideas_words.on_the_wall(sent_in), most=_IDEAS, rest_on=IDEAS.title)
    frame.foot(f"Source: {fund.source}.")


def draw_outcomes(_area: Authority, _month: date, sight: Sight) -> None:
    """What partners promised, and what came."""
    promises = outcomes.rows(sight)
    finding = outcomes_words.finding(promises.verdict)
    frame.head(finding, made_up=marks.some_of(promises.illustrative, "promise"))
    if not promises.empty:
        with frame.picture():
            table = outcomes.table(sight)[["Partner", "Promised", "Delivered", "Verdict"]]
            frame.table(table, most=_PROMISES, rest_on=OUTCOMES.title)
    source = "Sources: services' monthly returns; what partners keyed in."
    frame.foot(source, exact=bool(outcomes.lifting(sight, promises)))
