"""What the sheets of an authority's places are made of, as one audience may see it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from probation_commission.actions import directory
from probation_commission.actions.acting import reading
from probation_commission.analysis.returns import of_possible_months
from probation_commission.analysis.services import BoughtServices
from probation_commission.disclosure.audiences import Audience
from probation_commission.disclosure.release import Release, ground, releases
from probation_commission.disclosure.rules import Rules, rules_of
from probation_commission.disclosure.services import ReleaseTerms, published
from probation_commission.domain.access import Permission, Person, Scope
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.funds import Fund
from probation_commission.domain.hubs import Openings
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.iom import ALL
from probation_commission.domain.localities import GroupingsInForce, latest
from probation_commission.domain.places import Authority
from probation_commission.domain.returns import Kind
from probation_commission.geography.centres import on_grid
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.settings import settings
from probation_commission.store import database, ideas, localities, returns, rules
from probation_commission.store import funds as funds_store
from probation_commission.store import hubs as hub_store
from probation_commission.views.iom import CohortPicture, LocalityPicture
from probation_commission.views.place_sheets import counts as rows


@dataclass(frozen=True, eq=False)
class ShownOfArea:
    """All that a sheet of one of an authority's places is made of, as an audience may see it."""

    area: Authority
    audience: Audience
    who: str
    """The audience with its rule, in a sentence."""
    cohort: LocalityPicture | None
    """The latest month that has a return, of all nominals; None without a return, or where none is shown."""
    places: pd.DataFrame
    """Those that are on the map, with easting and northing."""
    hubs: pd.DataFrame
    """All places, as they may be shown."""
    openings: Mapping[str, Openings]
    bought: BoughtServices
    at_places: pd.DataFrame
    """Which services are at which places."""
    counts: pd.DataFrame
    """What is shown of services' returns, a `disclosure.services.ShownCount` each."""
    invented: frozenset[str]
    """The slugs of the services whose returns are made up."""
    funds: Sequence[Fund]
    ideas: Sequence[KeptIdea]
    """Those that are shown."""
    sums: bool
    """Whether it is shown what they cost."""
    groupings: GroupingsInForce
    """The localities of each ward set."""
    unmet: pd.DataFrame | None
    """What is shown of unmet demand, a `disclosure.unmet.ShownUnmet` each; None: it is not shown."""


def cohort_of(
    area: Authority,
    months: Mapping[date, Release],
    files: pd.DataFrame,
    groupings: GroupingsInForce,
    agreements: tuple[Agreement, ...] = (),
) -> LocalityPicture | None:
    """The latest month of an authority's cohort, by its localities; None where none is shown.

    `files`: month, accepted_at and illustrative of every return of the authority.
    """
    ward_set = gazetteer().ward_set(area, max(months)) if months else None
    if ward_set is None:
        return None
    month = max(months)
    file: pd.Series[Any] = files[files.month == month].iloc[0]
    made_up = frozenset(files.month[files.illustrative.astype(bool)])
    picture = CohortPicture(area, ward_set, month, ALL, months, file, made_up=made_up, agreements=agreements)
    return LocalityPicture(picture, latest(groupings, ward_set.key, made_up=picture.illustrative))


def for_anybody(person: Person, areas: Collection[Authority], today: date) -> list[ShownOfArea]:
    """What anybody may see of each of these authorities: what the public's files have and nothing else.

    Raises `NotAllowedError`.
    """
    with reading(person, Permission.SEE_PICTURE) as (conn, _):
        in_force = rules_of(rules.rows(conn))
        hubs, bought = directory.shown_hubs(conn), directory.bought(conn)
        service_figures = _possible(returns.figures(conn, Kind.SERVICE), Kind.SERVICE)
        history = returns.history(conn)
        terms = ReleaseTerms(Audience.PUBLIC, today, in_force, settings().secret)
        ever = history[history.kind == Kind.SERVICE]
        counts = published(service_figures, bought.as_of(today), terms, ever)
        sent_in = ideas.sent_in(Scope.of_all_who(Permission.SEE_IDEAS), conn)
        groupings = localities.in_force(conn)
        marked = service_figures.illustrative.astype(bool)
        placed, openings, at_places = on_grid(hubs), hub_store.openings(conn), hub_store.services_at(conn)
        funds = funds_store.funds(conn)
        return [
            ShownOfArea(
                area,
                Audience.PUBLIC,
                in_force.sentence(Audience.PUBLIC),
                _cohort(conn, area, in_force, groupings),
                placed,
                hubs,
                openings,
                directory.bought_in(bought, area),
                at_places,
                counts,
                frozenset(service_figures.subject[marked]),
                funds,
                rows.awarded(sent_in),
                sums=False,
                groupings=groupings,
                unmet=None,
            )
            for area in areas
        ]


def _cohort(
    conn: database.Connection, area: Authority, in_force: Rules, groupings: GroupingsInForce
) -> LocalityPicture | None:
    figures = _possible(returns.figures(conn, Kind.IOM, area.code), Kind.IOM)
    if figures.empty:
        return None
    months = releases(
        figures, Audience.PUBLIC, in_force, ground(area.code, groupings, figures), settings().secret
    )
    files = figures[["month", "accepted_at", "illustrative"]].drop_duplicates("month")
    return cohort_of(area, months, files, groupings)


def _possible(figures: pd.DataFrame, kind: Kind) -> pd.DataFrame:
    return of_possible_months(figures, kind, gazetteer()).reset_index(drop=True)
