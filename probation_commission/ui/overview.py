"""The parts of the overview page."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis import attention
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


def finding(area: Authority, person: Person, to: Audience) -> str:
    """The area in a sentence: its cohort, hubs and live services."""
    hubs = int((loaders.hubs().area_code == area.code).sum())
    return words.finding(area.name, _latest(area, person, to), hubs, services.of_area(area))


def _latest(area: Authority, person: Person, to: Audience) -> Release | None:
    months = released.iom(area.code, to) if person.may(IOM.permission) else {}
    return months[max(months)] if months else None


def is_illustrative(area: Authority, person: Person) -> bool:
    """Whether the area's figures are made up."""
    months = loaders.iom_months()
    return person.may(IOM.permission) and bool(months[months.area_code == area.code].illustrative.any())


def draw_attention(area: Authority, person: Person, to: Audience) -> None:
    """What should be looked at, each line with its link."""
    st.header("Needs attention")
    lines = _attention(area, person, to)
    for sentence, item in lines:
        if person.may(item.permission):
            st.page_link(item.file, label=sentence, icon=item.icon, query_params={"area": area.code})
        else:
            st.markdown(sentence)
    if not lines:
        st.markdown(f"Nothing in {area.name} is waiting.")


def _attention(area: Authority, person: Person, to: Audience) -> list[tuple[str, MenuItem]]:
    """What should be looked at, and where."""
    today = date.today()  # noqa: DTZ011 (the desk's day)
    known, months, hubs = services.of_area(area), loaders.iom_months(), loaders.hubs()
    rows = released.services(to)
    change = attention.greatest_change(
        rows[rows.subject.isin(known.slug)], released.service_returns(), gazetteer().wholes
    )
    found = [
        (RETURNS, words.returns_to_chase(area.name, months[months.area_code == area.code].month, today)),
        (REFERRALS, words.services_to_chase(known, released.service_returns(), today)),
        (SERVICES, words.contracts(known)),
        (REFERRALS, words.referrals(change, loaders.service_names(), filters.area_name)),
        (IDEAS, _ideas(area, person)),
        (RECONCILIATION, _sums_to_mend(area, to)),
        (HUBS, words.hubs_to_confirm(hubs[hubs.area_code == area.code])),
        (SERVICES, words.services_to_confirm(known)),
    ]
    return [(sentence, item) for item, sentences in found for sentence in sentences]


def _ideas(area: Authority, person: Person) -> list[str]:
    """How many ideas wait for a decision, for those who may see them."""
    return words.ideas_that_wait(fund_of(area), loaders.ideas()) if person.may(IDEAS.permission) else []


def _sums_to_mend(area: Authority, to: Audience) -> list[str]:
    lines = _failing(area, to)
    return [] if lines.empty else [f"{lines.month.iloc[0]:%B %Y}: {checks.said_of(lines)}."]


def _failing(area: Authority, to: Audience) -> pd.DataFrame:
    """What does not add up in the area's latest IOM return."""
    return checks.failing(attention.does_not_add_up(loaders.reconciliation(), area.code), to)


def draw_new(person: Person, to: Audience) -> None:
    """The latest files loaded; for others than leads the latest returns in force, without a file's name."""
    st.header("What is new")
    history = loaders.history() if person.may(IOM.permission) else pd.DataFrame()
    history = history if history.empty else history[history.standing != Standing.WITHDRAWN]
    new = words.new_files if to is Audience.RESTRICTED else words.new_returns
    lines = [] if history.empty else new(history, filters.area_name)
    if not lines:
        page.empty("No return has been loaded yet.")
    for line in lines:
        st.markdown(line)


def draw_cohort(area: Authority, person: Person, to: Audience) -> None:
    """The latest cohort by RAG, with the way to the map."""
    last = _latest(area, person, to)
    if last is None:
        return
    st.header(f"The IOM cohort of {area.name}, {last.month:%B %Y}")
    names = {ALL: "All", **{rag.value: f"{rag.letter} {rag.value.capitalize()}" for rag in Rag}}
    with st.container(horizontal=True):
        for column, name in names.items():
            st.metric(name, last.total(column).text, border=True)
    provenance.draw(released.behind_cohort(area.code, last.month, to), to, key="cohort")
    provenance.draw_failing(_failing(area, to))
    st.page_link(IOM.file, label="See where they live", icon=IOM.icon, query_params={"area": area.code})
