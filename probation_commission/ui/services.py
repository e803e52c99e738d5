"""The parts of the services page."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis.services import real, serving
from probation_commission.domain.access import Permission
from probation_commission.domain.places import Authority
from probation_commission.geography.partnership import partnership
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.parts import filters, page
from probation_commission.views import marks
from probation_commission.views import services as views

ANY = "any"
_WORDS = {ANY: "Any"}
_PICTURES = 64
"""As many choices as are looked at together."""


@dataclass(frozen=True, slots=True)
class ServicePicture:
    """What is shown of some services: in words, as a chart and as a table."""

    finding: str
    made_up: list[str]
    counted: pd.DataFrame
    """Pathway and status of each that is not made up."""
    table: pd.DataFrame


def chosen() -> ServicePicture:
    """The services that match the choices above the list."""
    services = loaders.services()
    with st.container(horizontal=True):
        area = _area_chosen(services)
        pathway, status = (
            filters.choice(
                label, [ANY, *sorted(services[column].unique())], f"service_{column}", words=_WORDS
            )
            for column, label in {"pathway": "Pathway", "status": "Status"}.items()
        )
    filters.draw_instead()
    return picture(area, pathway, status)


def _area_chosen(services: pd.DataFrame) -> str:
    """The code or name of the area chosen, which is the area of every page, if one is; or any."""
    named = {area.name for area in _areas().values()}
    others = {name: name for name in sorted(set(services.area) - named)}
    words = _WORDS | {code: area.name for code, area in _areas().items()} | others
    return filters.area_box("Area served", list(words), whole=ANY, words=words)


def _areas() -> dict[str, Authority]:
    return {area.code: area for area in (*filters.areas(), *partnership().wholes)}


@kept(Topic.DIRECTORY, *loaders.LOADED, entries=_PICTURES)
def picture(area: str = ANY, pathway: str = ANY, status: str = ANY) -> ServicePicture:
    """The services that serve an area, or the places that a source names so; of a pathway, of a status."""
    services = loaders.services()
    if area != ANY:
        known = _areas().get(area)
        services = serving(services, partnership().around(known) if known else [area])
    for column, value in {"pathway": pathway, "status": status}.items():
        services = services if value == ANY else services[services[column] == value]
    returned = _returned()
    return ServicePicture(
        views.finding(services, returned),
        marks.some_of(services.illustrative, "service"),
        real(services)[["pathway", "status"]],
        views.table(services, returned),
    )


def of_area(area: Authority) -> pd.DataFrame:
    """The services that serve an authority."""
    return serving(loaders.services(), partnership().around(area))


def _returned() -> dict[str, date]:
    """The last month for which there is a return of each service, by its slug."""
    returns = released.service_returns()
    return dict(returns.groupby("subject").month.max())


def draw_chart(picture: ServicePicture) -> None:
    """How many services each pathway has, by status."""
    if len(picture.counted):
        alt = "Services by pathway and status; the table has the same"
        page.chart(views.pathway_chart, picture.counted, alt=alt)


def draw_table(picture: ServicePicture) -> None:
    """The list with its sources and the download."""
    st.header("All services that match")
    if picture.table.empty:
        page.empty("None known here. Set a choice back to “Any”.")
        return
    st.dataframe(
        picture.table,
        lazy=False,
        hide_index=True,
        alt="Services with provider, funder, pathway, for whom and status",
    )
    page.source(
        "Source: named in each row. “Not confirmed”: named in a source of that date, and not confirmed since."
    )
    page.download(
        picture.table,
        {"What": "Commissioned services and partners"},
        name="services",
        needs=Permission.SEE_PICTURE,
        illustrative=bool(picture.made_up),
    )
