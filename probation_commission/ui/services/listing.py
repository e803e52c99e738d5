"""The choices of the services page, what they leave, and the list of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis.services import provider_of, real, serving
from probation_commission.domain.access import Permission
from probation_commission.domain.days import today
from probation_commission.domain.places import Authority
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.partnership import partnership
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders, released
from probation_commission.ui.parts import click, filters, page
from probation_commission.views import marks
from probation_commission.views import services as views
from probation_commission.views.markdown import plain

ANY = "any"
LIST, MAP, TIME, OPEN, REGISTER = "list", "map", "time", "open", "register"
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


def view_choice(*, loading: bool = False) -> str:
    """How the services are looked at; whoever may do it (`loading`) can also load a register."""
    views = VIEWS | ({REGISTER: "Load a register"} if loading else {})
    return filters.choice("Show", list(views), "view", words=views, buttons=True)


def chosen() -> ServicePicture:
    """The services that match the choices above the list."""
    services = _services_on(today())
    with st.container(horizontal=True, key="service-filters"):
        area = _area_chosen(services)
        rest = {
            column: filters.choice(
                label, [ANY, *sorted(services[_BY.get(column, column)].unique())], column, words=_WORDS
            )
            for column, label in {"pathway": "Pathway", "provider": "Provider", "status": "Status"}.items()
        }
    filters.draw_instead()
    return picture(ServiceChoice(area, **rest, day=today()))


_BY = {"provider": "provided_by"}
"""By which column a choice is, where its own has several spellings of one."""


@kept(Topic.DIRECTORY, entries=_PICTURES)
def _services_on(day: date) -> pd.DataFrame:
    """Every service as it stands on a day, with who provides it by one spelling."""
    services = loaders.services_on(day)
    return services.assign(provided_by=provider_of(services))


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
    services = _services_on(choice.day)
    if choice.area != ANY:
        services = _serving(services, choice.area)
    for column in ("pathway", "provider", "status"):
        value = getattr(choice, column)
        services = services if value == ANY else services[services[_BY.get(column, column)] == value]
    returned = _returned()
    ending, ends = _ending(choice.area, choice.day)
    return ServicePicture(
        choice,
        views.finding(services, returned),
        ends,
        ending,
        marks.some_of(services.illustrative, "service"),
        real(services)[["pathway", "status"]],
        services,
        views.table(services, returned),
    )


# Apart from the picture: whatever else is chosen, what ends in an area stays.
@kept(Topic.DIRECTORY, entries=_PICTURES)
def _ending(area: str, day: date) -> tuple[pd.DataFrame, str]:
    """What ends in the next twelve months of all that serve an area, and the same in a sentence."""
    services, bought = loaders.services_on(day), loaders.bought()
    here = list((services if area == ANY else _serving(services, area)).slug)
    return views.ending(bought, day, here), views.ending_finding(bought, day, here)


def picture_of(area: Authority) -> ServicePicture:
    """The services that serve an authority, today."""
    return picture(ServiceChoice(area.code, day=today()))


def _serving(services: pd.DataFrame, area: str) -> pd.DataFrame:
    known = _areas().get(area)
    if known is None:
        return serving(services, [area])
    return serving(services, partnership().around(known), gazetteer().parts(known.code))


def where_in_words(picture: ServicePicture) -> str:
    """The area that was chosen, or the partnership's name, and what else was: `Durham, Accommodation`."""
    choice = picture.choice
    area = _areas().get(choice.area)
    whole = partnership().name if choice.area == ANY else choice.area
    others = (choice.pathway, choice.provider, choice.status)
    return ", ".join([area.name if area else whole, *(one for one in others if one != ANY)])


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


def draw_list(picture: ServicePicture) -> None:
    """The services in a list beside the card: a line that is chosen opens it, and the address has it."""
    services = picture.services
    if services.empty:
        return
    st.session_state[_LISTED] = list(services.slug)
    st.dataframe(
        pd.DataFrame(
            {
                "Service": [
                    marks.tagged(name, made_up=bool(made_up))
                    for name, made_up in zip(services.name, services.illustrative, strict=True)
                ],
                "Status": services.status.to_numpy(),
            }
        ),
        column_config={
            "Service": st.column_config.TextColumn(width=240),
            "Status": st.column_config.TextColumn(width=100),
        },
        lazy=False,
        hide_index=True,
        on_select=_choose,
        selection_mode="single-row",
        alt="Services with status; choose a line to open its card",
        height=440,
        key=_list_key(),
    )


@click("Opening the card")
def _choose() -> None:
    rows = st.session_state[_list_key()].selection.rows
    if rows:
        st.session_state[SERVICE] = st.session_state[_LISTED][rows[0]]
    # Another key for the next list: one that comes back would have the same line chosen still.
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


_LISTED, _TIMES = "services@listed", "services@times"


def _list_key() -> str:
    return f"services-list-{st.session_state.get(_TIMES, 0)}"


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
