"""The parts of the overview page."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis import attention
from probation_commission.analysis.hubs import on_map, real
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import Release
from probation_commission.domain.access import Person
from probation_commission.domain.iom import ALL, Rag
from probation_commission.domain.places import Authority
from probation_commission.domain.returns import Standing
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.ui import services
from probation_commission.ui.data import loaders, released
from probation_commission.ui.ideas import fund_of
from probation_commission.ui.menu import (
    HUBS,
    IDEAS,
    IOM,
    RECONCILIATION,
    REFERRALS,
    RETURNS,
    SERVICES,
    MenuItem,
)
from probation_commission.ui.parts import filters, page, provenance
from probation_commission.views import checks
from probation_commission.views import overview as words


def finding(area: Authority, person: Person, audience: Audience) -> str:
    """The area in a sentence: its cohort, hubs and live services."""
    hubs = len(on_map(_hubs_of(area)))
    return words.finding(area.name, _latest(area, person, audience), hubs, services.of_area(area))


def _hubs_of(area: Authority) -> pd.DataFrame:
    """The area's hubs and offices that are not made up."""
    places = loaders.hubs()
    return real(places[places.area_code == area.code])


def _latest(area: Authority, person: Person, audience: Audience) -> Release | None:
    # Everybody sees the overview; what they may not see on its own page they are not told here.
    months = released.iom(area.code, audience) if person.may(IOM.permission) else {}
    return months[max(months)] if months else None


def made_up(area: Authority, person: Person, audience: Audience) -> list[str]:
    """The cohort, where the month shown is made up; what is new says so line by line."""
    last = _latest(area, person, audience)
    return [words.cohort_title(area.name, last.month)] if last and _is_made_up(area, last) else []


def _is_made_up(area: Authority, release: Release) -> bool:
    months = loaders.iom_months()
    of_month = months[(months.area_code == area.code) & (months.month == release.month)]
    return bool(of_month.illustrative.any())


def draw_attention(area: Authority, person: Person, audience: Audience) -> None:
    """What should be looked at, each line with its link."""
    st.header("Needs attention")
    lines = _attention(area, person, audience)
    for sentence, item in lines:
        # A line without a link still says what waits; a link to "Not for this role" helps nobody.
        if person.may(item.permission):
            st.page_link(item.file, label=sentence, icon=item.icon, query_params={"area": area.code})
        else:
            st.markdown(sentence)
    if not lines:
        st.markdown(f"Nothing in {area.name} is waiting.")


def _attention(area: Authority, person: Person, audience: Audience) -> list[tuple[str, MenuItem]]:
    """What should be looked at, and where."""
    today = date.today()  # noqa: DTZ011 (the desk's day)
    services_here, months = services.of_area(area), loaders.iom_months()
    rows = released.services(audience)
    change = attention.greatest_change(
        rows[rows.subject.isin(services_here.slug)], released.service_returns(), gazetteer().wholes
    )
    lines = [
        (RETURNS, words.returns_to_chase(area.name, months[months.area_code == area.code].month, today)),
        (REFERRALS, words.services_to_chase(services_here, released.service_returns(), today)),
        (SERVICES, words.contracts(services_here)),
        (REFERRALS, words.referrals(change, loaders.service_names(), filters.area_name)),
        (IDEAS, _ideas(area, person)),
        (RECONCILIATION, _sums_to_mend(area, audience)),
        (HUBS, words.hubs_to_confirm(_hubs_of(area))),
        (SERVICES, words.services_to_confirm(services_here)),
    ]
    return [(sentence, item) for item, sentences in lines for sentence in sentences]


def _ideas(area: Authority, person: Person) -> list[str]:
    """How many ideas wait for a decision, for those who may see them."""
    return words.ideas_that_wait(fund_of(area), loaders.ideas()) if person.may(IDEAS.permission) else []


def _sums_to_mend(area: Authority, audience: Audience) -> list[str]:
    lines = _failing(area, audience)
    return [] if lines.empty else [f"{lines.month.iloc[0]:%B %Y}: {checks.said_of(lines)}."]


def _failing(area: Authority, audience: Audience) -> pd.DataFrame:
    """What does not add up in the area's latest IOM return."""
    return checks.failing(attention.does_not_add_up(loaders.reconciliation(), area.code), audience)


def draw_new(person: Person, audience: Audience) -> None:
    """The latest files loaded; for others than leads the latest returns in force, without a file's name."""
    st.header("What is new")
    history = loaders.history() if person.may(IOM.permission) else pd.DataFrame()
    # A withdrawn return counts nowhere and is no news (decision 59).
    history = history if history.empty else history[history.standing != Standing.WITHDRAWN]
    # Others than leads are told who loaded what is in force and when, not the file’s name (decision 71).
    new = words.new_files if audience is Audience.RESTRICTED else words.new_returns
    lines = [] if history.empty else new(history, filters.area_name)
    if not lines:
        page.empty("No return has been loaded yet.")
    for line in lines:
        st.markdown(line)


def draw_cohort(area: Authority, person: Person, audience: Audience) -> None:
    """The latest cohort by RAG, with the way to the map."""
    last = _latest(area, person, audience)
    if last is None:
        return
    mark = " (made up)" if _is_made_up(area, last) else ""
    st.header(filters.first_upper(words.cohort_title(area.name, last.month)) + mark)
    names = {ALL: "All", **{rag.value: f"{rag.letter} {rag.value.capitalize()}" for rag in Rag}}
    with st.container(horizontal=True):
        for column, name in names.items():
            st.metric(name, last.total(column).text, border=True)
    provenance.draw(released.behind_cohort(area.code, last.month, audience), audience, key="cohort")
    provenance.draw_failing(_failing(area, audience))
    st.page_link(IOM.file, label="See where they live", icon=IOM.icon, query_params={"area": area.code})
