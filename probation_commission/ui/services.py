"""The parts of the services page."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis.services import real
from probation_commission.domain.places import Authority
from probation_commission.geography.partnership import partnership
from probation_commission.ui.data import loaders, released
from probation_commission.ui.parts import filters, page
from probation_commission.views import services as views

ANY = "any"
_WORDS = {ANY: "Any"}


def filtered(services: pd.DataFrame) -> pd.DataFrame:
    """The services that match the choices above the list."""
    chosen = services
    with st.container(horizontal=True):
        for column, label in {"area": "Area served", "pathway": "Pathway", "status": "Status"}.items():
            options = [ANY, *sorted(services[column].unique())]
            value = filters.choice(label, options, f"service_{column}", words=_WORDS)
            chosen = chosen if value == ANY else chosen[chosen[column] == value]
    return chosen


def of_area(area: Authority) -> pd.DataFrame:
    """The services that serve an authority."""
    here, services = partnership(), loaders.services()
    # A home area is served by what is commissioned for the whole of it or for its region (decision 90).
    served = (*here.service_areas, area.name) if area.code in here.home else (area.name,)
    return services[services.area.isin(served)]


def returned() -> dict[str, date]:
    """The last month for which there is a return of each service, by its slug."""
    returns = released.service_returns()
    return dict(returns.groupby("subject").month.max())


def finding(services: pd.DataFrame) -> str:
    """What these services come to, in sentences."""
    return views.finding(services, returned())


def draw_chart(services: pd.DataFrame) -> None:
    """How many services each pathway has, by status."""
    if len(counted := real(services)):
        page.chart(views.pathway_chart(counted), alt="Services by pathway and status; the table has the same")


def draw_table(services: pd.DataFrame) -> None:
    """The list with its sources and the download."""
    st.header("All services that match")
    if services.empty:
        page.empty("None known here. Set a choice back to “Any”.")
        return
    table = views.table(services, returned())
    st.dataframe(table, hide_index=True, alt="Services with provider, funder, pathway, for whom and status")
    page.source(
        "Source: named in each row. “Not confirmed”: named in a source of that date, and not confirmed since."
    )
    page.download(
        table,
        {"What": "Commissioned services and partners"},
        name="services",
        illustrative=bool(services.illustrative.any()),
    )
