"""The parts of the services page."""

import pandas as pd
import streamlit as st

from probation_commission.domain.places import Authority
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import filters, page
from probation_commission.views.services import pathway_chart

ANY = "any"
_WORDS = {ANY: "Any"}
COLUMNS = {
    "name": "Service",
    "data": "Data",
    "provider": "Provider",
    "funder": "Funder",
    "contract": "Contract",
    "pathway": "Pathway",
    "for_whom": "For whom",
    "area": "Area",
    "status": "Status",
    "expects_a_year": "People a year",
    "as_of": "As of",
    "note": "Note",
    "source": "Source",
}


def filtered(services: pd.DataFrame) -> pd.DataFrame:
    """The services that match the choices above the list."""
    chosen = services
    with st.container(horizontal=True):
        for column, label in {"area": "Area served", "pathway": "Pathway", "status": "Status"}.items():
            options = [ANY, *sorted(services[column].unique())]
            value = filters.choice(label, options, f"service_{column}", words=_WORDS)
            chosen = chosen if value == ANY else chosen[chosen[column] == value]
    return chosen


_HOME = ("County Durham & Darlington", "North East")
_AREAS = dict.fromkeys(filters.HOME_AREAS, _HOME)


def of_area(area: Authority) -> pd.DataFrame:
    """The services that serve an authority."""
    services = loaders.services()
    return services[services.area.isin(_AREAS.get(area.code, (area.name,)))]


def real(services: pd.DataFrame) -> pd.DataFrame:
    """Those that are not made up: only they are counted."""
    return services[~services.illustrative.astype(bool)]


def finding(known: pd.DataFrame) -> str:
    """How many, how many of them live, and how many pathways they span; of those that are not made up."""
    services = real(known)
    live = services[services.status == "live"]
    if known.empty:
        return "No service matches these choices."
    invented = len(known) - len(services)
    if services.empty:
        return "Only illustrative services match these choices."
    pathways = services.pathway.nunique()
    return (
        f"{len(live)} of {len(services)} services are live; they span {pathways} "
        f"pathway{'' if pathways == 1 else 's'}. "
        "The rest are rolling out, to be procured, ended or not confirmed."
        + (
            f" {invented} more {'is' if invented == 1 else 'are'} illustrative and not counted."
            if invented
            else ""
        )
    )


def draw_chart(services: pd.DataFrame) -> None:
    """How many services each pathway has, by status."""
    if len(counted := real(services)):
        page.chart(pathway_chart(counted), alt="Services by pathway and status; the table has the same")


def draw_table(services: pd.DataFrame) -> None:
    """The list with its sources and the download."""
    st.header("All services that match")
    if services.empty:
        page.empty("Nothing matches. Set a choice back to “Any”.")
        return
    marks = services.illustrative.map({True: "illustrative", False: "real"})
    table = services.assign(data=marks)[list(COLUMNS)].rename(columns=COLUMNS)
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
