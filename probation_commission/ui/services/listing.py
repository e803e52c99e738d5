"""The choices of the services page, what they leave, and the list of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis.services import real, serving
from probation_commission.domain.access import Permission
from probation_commission.domain.days import today
from probation_commission.domain.places import Authority
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.parts import filters, page
from probation_commission.views import marks
from probation_commission.views import services as views
from probation_commission.views.markdown import plain

ANY = "any"
LIST, MAP, TIME, OPEN = "list", "map", "time", "open"
VIEWS = {LIST: "List", MAP: "Map", TIME: "Dates and successors", OPEN: "What’s available"}
SERVICE = "service"
_WORDS = {ANY: "Any"}
_PICTURES = 64
"""As many choices as are looked at together."""


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """What somebody chose above the list, and the day on which they look."""

    area: str = ANY
    pathway: str = ANY
    provider: str = ANY
    status: str = ANY
    day: date = date.min


@dataclass(frozen=True, slots=True)
class ServicePicture:
    """What is shown of some services: in words, as a chart and as a table."""

    choice: ServiceChoice
    finding: str
    ends: str
    ending: pd.DataFrame
    """What ends in the next twelve months of all that serve the area."""
    made_up: list[str]
    counted: pd.DataFrame
    """Pathway and status of each that is not made up."""
    services: pd.DataFrame
    table: pd.DataFrame


def view_choice() -> str:
    """How the services are looked at."""
    return filters.choice("Show", list(VIEWS), "view", words=VIEWS, buttons=True)


def chosen() -> ServicePicture:
    """The services that match the choices above the list."""
    services = loaders.services()
    with st.container(horizontal=True):
        area = _area_chosen(services)
        rest = {
            column: filters.choice(label, [ANY, *sorted(services[column].unique())], column, words=_WORDS)
            for column, label in {"pathway": "Pathway", "provider": "Provider", "status": "Status"}.items()
        }
    filters.draw_instead()
    return picture(ServiceChoice(area, **rest, day=today()))


def _area_chosen(services: pd.DataFrame) -> str:
    """The code or name of the area chosen, which is the area of every page, if one is; or any."""
    named = {area.name for area in _areas().values()}
    others = {name: name for name in sorted(set(services.area) - named)}
    words = _WORDS | {code: area.name for code, area in _areas().items()} | others
    return filters.area_box("Area served", list(words), whole=ANY, words=words)


def _areas() -> dict[str, Authority]:
    return {area.code: area for area in (*filters.areas(), *partnership().wholes)}


@kept(Topic.DIRECTORY, *loaders.LOADED, entries=_PICTURES)
def picture(choice: ServiceChoice) -> ServicePicture:
    """The services that serve an area, or the places that a source names so; as somebody chose."""
    services = loaders.services_on(choice.day)
    if choice.area != ANY:
        services = _serving(services, choice.area)
    here = list(services.slug)
    for column in ("pathway", "provider", "status"):
        value = getattr(choice, column)
        services = services if value == ANY else services[services[column] == value]
    returned, bought = _returned(), loaders.bought()
    ending = views.ending(bought, choice.day, here)
    return ServicePicture(
        choice,
        views.finding(services, returned),
        views.ending_finding(bought, choice.day, here),
        ending,
        marks.some_of(services.illustrative, "service"),
        real(services)[["pathway", "status"]],
        services,
        views.table(services, returned),
    )


def picture_of(area: Authority) -> ServicePicture:
    """The services that serve an authority, today."""
    return picture(ServiceChoice(area.code, day=today()))


def _serving(services: pd.DataFrame, area: str) -> pd.DataFrame:
    known = _areas().get(area)
    if known is None:
        return serving(services, [area])
    return serving(services, partnership().around(known), gazetteer().parts(known.code))


def of_area(area: Authority) -> pd.DataFrame:
    """The services that serve an authority."""
    return serving(loaders.services(), partnership().around(area), {area.code})


@kept(Topic.DIRECTORY, entries=_PICTURES)
def ends_of(area: Authority, day: date) -> str:
    """What ends for an authority in the twelve months from that day on, in a sentence."""
    return views.ending_finding(loaders.bought(), day, list(of_area(area).slug), unknown_too=False)


def _returned() -> dict[str, date]:
    """The last month for which there is a return of each service, by its slug."""
    returns = released.service_returns()
    return dict(returns.groupby("subject").month.max())


def draw_ends(picture: ServicePicture) -> None:
    """What ends in the next twelve months, first of all, in a sentence and as a list."""
    if not picture.ends:
        return
    st.header("What ends in the next twelve months")
    st.markdown(plain(picture.ends))
    if len(picture.ending):
        st.dataframe(
            picture.ending.assign(Ends=[f"{day:%Y-%m-%d}" for day in picture.ending.Ends]).rename(
                columns={"days": "In days"}
            ),
            lazy=False,
            hide_index=True,
            alt="Contracts that end in the next twelve months, the first one first",
        )


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


def one_chosen(slugs: Sequence[str]) -> str:
    """The slug of the service that somebody chose among these; empty for none."""
    names = loaders.service_names()
    words = {"": "Choose one", **{slug: names[slug] for slug in slugs}}
    return filters.choice("One service", list(words), SERVICE, words=words)
