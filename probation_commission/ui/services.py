"""The parts of the services page."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis.services import real, serving
from probation_commission.domain.access import Permission
from probation_commission.domain.places import Authority
from probation_commission.geography.partnership import partnership
from probation_commission.ui.data import loaders, released
from probation_commission.ui.parts import filters, page
from probation_commission.views import services as views

ANY = "any"
_WORDS = {ANY: "Any"}


def filtered(services: pd.DataFrame) -> pd.DataFrame:
    """The services that match the choices above the list."""
    with st.container(horizontal=True):
        chosen = _of_area_chosen(services)
        for column, label in {"pathway": "Pathway", "status": "Status"}.items():
            options = [ANY, *sorted(services[column].unique())]
            value = filters.choice(label, options, f"service_{column}", words=_WORDS)
            chosen = chosen if value == ANY else chosen[chosen[column] == value]
    filters.draw_instead()
    return chosen


def _of_area_chosen(services: pd.DataFrame) -> pd.DataFrame:
    """The services that serve the area chosen, which is the area of every page, if one is."""
    areas = {area.code: area for area in (*filters.areas(), *partnership().wholes)}
    named = {area.name for area in areas.values()}
    others = {name: name for name in sorted(set(services.area) - named)}
    words = _WORDS | {code: area.name for code, area in areas.items()} | others
    value = filters.area_box("Area served", list(words), whole=ANY, words=words)
    if value == ANY:
        return services
    return serving(services, partnership().around(areas[value]) if value in areas else [value])


def of_area(area: Authority) -> pd.DataFrame:
    """The services that serve an authority."""
    return serving(loaders.services(), partnership().around(area))


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
        page.chart(views.pathway_chart, counted, alt="Services by pathway and status; the table has the same")


def draw_table(services: pd.DataFrame) -> None:
    """The list with its sources and the download."""
    st.header("All services that match")
    if services.empty:
        page.empty("None known here. Set a choice back to “Any”.")
        return
    table = views.table(services, returned())
    st.dataframe(
        table, lazy=False, hide_index=True, alt="Services with provider, funder, pathway, for whom and status"
    )
    page.source(
        "Source: named in each row. “Not confirmed”: named in a source of that date, and not confirmed since."
    )
    page.download(
        table,
        {"What": "Commissioned services and partners"},
        name="services",
        needs=Permission.SEE_PICTURE,
        illustrative=bool(services.illustrative.any()),
    )
