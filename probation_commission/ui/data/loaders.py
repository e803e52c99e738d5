"""The frames from the store, kept until what they are read from is written about.

They are kept for all users, so nothing here depends on who looks but by the scope that is handed over.
"""

from datetime import date

import geopandas as gpd
import pandas as pd
import streamlit as st

from probation_commission.actions import areas as areas_actions
from probation_commission.actions import directory as directory_actions
from probation_commission.actions import reconciliation as reconciliation_actions
from probation_commission.analysis import events as events_analysis
from probation_commission.analysis import expected as expected_analysis
from probation_commission.analysis import figures, returns, versions
from probation_commission.analysis import hubs as hub_analysis
from probation_commission.analysis.events import Happened
from probation_commission.analysis.expected import ExpectedReturn
from probation_commission.analysis.returns import LateReturn, of_possible_months
from probation_commission.analysis.services import BoughtServices
from probation_commission.disclosure import hubs as hub_disclosure
from probation_commission.disclosure.rules import Rules, rules_of
from probation_commission.domain import trackers
from probation_commission.domain.access import Permission, Scope
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.areas import AddedArea
from probation_commission.domain.days import today
from probation_commission.domain.events import KeptEvent
from probation_commission.domain.expected import Expected, SenderKey
from probation_commission.domain.follow_ups import KeptFollowUp
from probation_commission.domain.funds import Fund, FundSetup
from probation_commission.domain.gaps import KeptOutside
from probation_commission.domain.hubs import Openings
from probation_commission.domain.ideas import KeptIdea, Move
from probation_commission.domain.keyed import KeyableService
from probation_commission.domain.ledger import LedgerEntry
from probation_commission.domain.localities import GroupingInForce
from probation_commission.domain.needs import NeedsSource
from probation_commission.domain.public_pages import PublicPage, PublishedPage
from probation_commission.domain.returns import Kind
from probation_commission.domain.travel import TravelMatrix
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.outlines import OutlineSet
from probation_commission.geography.partnership import partnership
from probation_commission.geography.regions import region_of
from probation_commission.store import agreements as agreements_store
from probation_commission.store import database, explanations, outcomes, public_pages
from probation_commission.store import directory as directory_store
from probation_commission.store import events as events_store
from probation_commission.store import expected as expected_store
from probation_commission.store import follow_ups as follow_ups_store
from probation_commission.store import funds as funds_store
from probation_commission.store import gaps as gaps_store
from probation_commission.store import hubs as hub_store
from probation_commission.store import ideas as ideas_store
from probation_commission.store import ledger as ledger_store
from probation_commission.store import links as links_store
from probation_commission.store import localities as localities_store
from probation_commission.store import organisations as organisations_store
from probation_commission.store import registers as registers_store
from probation_commission.store import returns as store
from probation_commission.store import rules as rules_store
from probation_commission.store import travel as travel_store
from probation_commission.store import versions as versions_store
from probation_commission.store.database import Topic
from probation_commission.ui.data.keeping import kept

LOADED = (Topic.RETURNS, Topic.ACCOUNTS)
"""What returns are read from: who loaded one is called as their account is."""
AREAS, RETURNS = 24, 24
"""As many areas and returns as are looked at together, a revision or two of each."""
_SCOPES = 24
_IDEAS = 128
"""As many applicants' organisations as look at once; everybody who sees outcomes is one."""
_MATRICES = 12
"""As many matrices of travel times as are looked at together."""
_FUNDS = 24
"""As many funds."""
_LINKS = 48
"""As many applicants by a link as look at once."""
_DAYS = 40
"""As many days as somebody moves through with the map of a roll-out."""
LINES = 1000
"""As many lines of reconciliation; a return has thirty."""


@kept(Topic.AREAS, Topic.ACCOUNTS)
def added_areas() -> tuple[AddedArea, ...]:
    """The authorities that were added, covered by this process too since whoever added them did."""
    return areas_actions.follow()


@kept(*LOADED, entries=AREAS)
def iom_figures(area_code: str) -> pd.DataFrame:
    """Every current IOM figure of an area."""
    return _figures(Kind.IOM, area_code)


@kept(*LOADED)
def iom_months() -> pd.DataFrame:
    """The months for which each area has a return, with provenance."""
    with database.read() as conn:
        months = store.months(conn, Kind.IOM)
    return of_possible_months(months, Kind.IOM, gazetteer()).reset_index(drop=True)


@kept(Topic.DIRECTORY)
def service_names() -> dict[str, str]:
    """The name of each service by its slug."""
    rows = services()
    return dict(zip(rows.slug, rows.name, strict=True))


@kept(Topic.DIRECTORY, Topic.ORGANISATIONS)
def subject_names() -> dict[str, str]:
    """What each subject of a return is called: services, organisations by number, sources; for leads."""
    with database.read() as conn:
        organisations = organisations_store.everyone(Scope.everything(), conn)
    sources = {str(source): source.label for source in NeedsSource}
    return {str(one.id): one.name for one in organisations} | sources | service_names()


@kept(Topic.ORGANISATIONS)
def organisation_names() -> list[str]:
    """The name of every organisation that is known, without those merged into another."""
    with database.read() as conn:
        known = organisations_store.everyone(Scope.of_all_who(Permission.MANAGE_ORGANISATIONS), conn)
        return [one.name for one in known]


@kept(*LOADED)
def tracker_figures() -> pd.DataFrame:
    """Every figure of the trackers' and the caseload's current returns, with kind and months."""
    with database.read() as conn:
        return store.of_kinds(conn, trackers.KINDS)


@kept(*LOADED)
def needs_figures() -> pd.DataFrame:
    """Every figure of the current returns of needs."""
    with database.read() as conn:
        return store.of_kinds(conn, [Kind.NEEDS])


@kept(*LOADED)
def unmet_figures() -> pd.DataFrame:
    """Every figure of unmet demand that is in force, with kind and months."""
    with database.read() as conn:
        return store.of_kinds(conn, (Kind.UNMET,))


@kept(*LOADED, entries=4)
def reconciliation(kind: Kind | None = Kind.IOM) -> pd.DataFrame:
    """What adds up and what does not in the current returns of a kind, or of all; how each is explained."""
    with database.read() as conn:
        return reconciliation_actions.in_force(conn, kind)


@kept(*LOADED, entries=RETURNS)
def figures_of(return_id: int) -> pd.DataFrame:
    """Every figure of one return, whatever its standing."""
    with database.read() as conn:
        return store.figures_of(conn, return_id)


@kept(*LOADED, entries=RETURNS)
def cells_of(return_id: int) -> pd.DataFrame:
    """Every cell of one return with what it says, as `analysis.figures.table` gives it."""
    return figures.table(figures_of(return_id))


@kept(*LOADED, entries=RETURNS)
def explanations_of(return_id: int) -> pd.DataFrame:
    """Every explanation of all versions of a return, newest first."""
    with database.read() as conn:
        return explanations.of_versions(conn, return_id)


@kept(*LOADED)
def standing_changes() -> pd.DataFrame:
    """Every withdrawal and restoration of a return, oldest first."""
    with database.read() as conn:
        return versions_store.changes(conn)


@kept(*LOADED, entries=RETURNS)
def notes(area_code: str, month: date) -> list[str]:
    """What else the month's return said."""
    with database.read() as conn:
        return store.notes(conn, Kind.IOM, area_code, month)


@kept(Topic.LOCALITIES)
def groupings() -> dict[str, list[GroupingInForce]]:
    """The groupings of all ward sets, real and made up, oldest first."""
    with database.read() as conn:
        return localities_store.in_force(conn)


@kept(Topic.RULES, Topic.ACCOUNTS)
def rules() -> Rules:
    """What may be shown to whom: every rule that was set."""
    with database.read() as conn:
        return rules_of(rules_store.rows(conn))


@kept(*LOADED)
def history() -> pd.DataFrame:
    """Every return there was, newest first, with which version of how many it is."""
    with database.read() as conn:
        return versions.numbered(store.history(conn))


@kept(*LOADED, Topic.EVENTS)
def late() -> list[LateReturn]:
    """The returns in force that came in late, oldest first."""
    return returns.late(history(), {key: one.day for key, one in said_of_senders().items()})


@kept(Topic.EVENTS)
def said_of_senders() -> dict[SenderKey, Expected]:
    """What somebody said of when a sender's returns are due, or whether they are expected."""
    with database.read() as conn:
        return expected_store.everything(conn)


@kept(*LOADED, Topic.EVENTS, entries=_DAYS)
def expected_returns(on: date) -> list[ExpectedReturn]:
    """Each sender's return of the last month that is over by that day; what is late first."""
    return expected_analysis.expected(history(), said_of_senders(), on)


@kept(Topic.DIRECTORY, Topic.AREAS)
def hubs() -> pd.DataFrame:
    """Every hub and office as it may be shown: of a confidential one not where it is."""
    with database.read() as conn:
        return directory_actions.shown_hubs(conn)


@kept(Topic.DIRECTORY, Topic.ORGANISATIONS)
def openings() -> dict[str, Openings]:
    """When each hub is open, by its slug; of the others nobody has said it."""
    with database.read() as conn:
        return hub_store.openings(conn)


@kept(Topic.DIRECTORY, Topic.AREAS)
def services_at_places() -> pd.DataFrame:
    """Which services are at which of the places that are shown: service, hub, since and until."""
    with database.read() as conn:
        every = hub_store.services_at(conn)
    return every[every.hub.isin(hubs().slug)].reset_index(drop=True)


@kept(Topic.DIRECTORY, Topic.AREAS, entries=_DAYS)
def pathways_at(day: date) -> dict[str, frozenset[str]]:
    """The pathways of the services that are at each place on a day, by the place's slug."""
    return hub_analysis.pathways_at(services_at_places(), services_on(day), day)


@kept(Topic.DIRECTORY, Topic.ACCOUNTS)
def travel_matrices() -> list[TravelMatrix]:
    """Every matrix of travel times that was loaded, the latest first."""
    with database.read() as conn:
        return travel_store.everything(conn)


@kept(Topic.DIRECTORY, Topic.AREAS, entries=_MATRICES)
def travel_times(number: int) -> pd.DataFrame:
    """The times of a matrix, to places on maps alone: none leads to a confidential one (decision 239)."""
    with database.read() as conn:
        times = travel_store.times(conn, number)
    return hub_disclosure.ways(times, hubs())


@kept(Topic.DIRECTORY)
def bought() -> BoughtServices:
    """Every service, with what it is bought under and where it is to be had, as its sources say."""
    with database.read() as conn:
        return directory_actions.bought(conn)


def bought_in(area_code: str) -> BoughtServices:
    """What is to be had in an area; of one that is known besides, what the national list has for it too."""
    return _bought_besides(area_code) if area_code in partnership().also else bought()


@kept(Topic.DIRECTORY, Topic.AREAS, entries=AREAS)
def _bought_besides(area_code: str) -> BoughtServices:
    # With the contracts of the other parts of its region, as where all of that is at home: one that names no
    # place in the area may be for it too.
    area, region = gazetteer().authority(area_code), region_of(area_code)
    around = [one.code for one in region.authorities] if region else []
    return directory_actions.bought_in(bought(), area, around) if area else bought()


@kept(Topic.EVENTS, Topic.ACCOUNTS)
def events() -> list[KeptEvent]:
    """Every event that was written down, those taken back too, the latest first."""
    with database.read() as conn:
        return events_store.everything(conn)


@kept(Topic.FOLLOW_UPS, Topic.ACCOUNTS)
def follow_ups() -> list[KeptFollowUp]:
    """Every action that was written down, those taken back too; for whoever may see actions."""
    with database.read() as conn:
        return follow_ups_store.everything(conn)


@kept(Topic.GAPS, Topic.ACCOUNTS)
def services_outside() -> list[KeptOutside]:
    """Every service outside that leads wrote down, those taken back too."""
    with database.read() as conn:
        return gaps_store.outside(conn)


@kept(Topic.EVENTS, Topic.DIRECTORY, Topic.ACCOUNTS)
def happened() -> list[Happened]:
    """What stands on charts: every event, and the days of contracts."""
    return events_analysis.happened(events(), bought())


@kept(Topic.DIRECTORY, Topic.ACCOUNTS)
def published_pages() -> dict[PublicPage, PublishedPage]:
    """The pages that need no sign-in, with since when and by whom."""
    with database.read() as conn:
        return public_pages.published(conn)


@kept(Topic.DIRECTORY)
def register_entries() -> pd.DataFrame:
    """On which contract registers each contract stands, the latest first."""
    with database.read() as conn:
        return registers_store.entries(conn)


@kept(Topic.DIRECTORY, entries=_DAYS)
def services_on(day: date) -> pd.DataFrame:
    """Every service as it stands on a day."""
    return bought().as_of(day)


def services() -> pd.DataFrame:
    """Every service as it stands today."""
    return services_on(today())


@kept(*LOADED, Topic.DIRECTORY, Topic.ORGANISATIONS, entries=_SCOPES)
def keyable(scope: Scope) -> list[KeyableService]:
    """The services whose months somebody with this scope may key in."""
    with database.read() as conn:
        return directory_store.keyable(scope, conn)


@kept(*LOADED)
def service_figures() -> pd.DataFrame:
    """Every current figure of the services' monthly returns."""
    return _figures(Kind.SERVICE, None)


@kept(*LOADED)
def ram_figures() -> pd.DataFrame:
    """Every current figure of RaM's reports."""
    return _figures(Kind.RAM, None)


# Kept by whose they are: one scope for all who see outcomes, and one an applicant's organisation.
@kept(Topic.OUTCOMES, Topic.IDEAS, Topic.DIRECTORY, Topic.ACCOUNTS, Topic.ORGANISATIONS, entries=_SCOPES)
def promises(scope: Scope) -> pd.DataFrame:
    """The promises of partners that this scope is given."""
    with database.read() as conn:
        return outcomes.promises(scope, conn)


@kept(Topic.OUTCOMES, Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, entries=_SCOPES)
def results(scope: Scope) -> pd.DataFrame:
    """The results that partners keyed in."""
    with database.read() as conn:
        return outcomes.results(scope, conn)


@kept(Topic.OUTCOMES, Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, entries=_SCOPES)
def corrections(scope: Scope) -> pd.DataFrame:
    """The results that a lead corrected, with what the partner keyed in beside each."""
    with database.read() as conn:
        return outcomes.corrections(scope, conn)


@kept(Topic.IDEAS)
def funds() -> list[Fund]:
    """Every fund."""
    with database.read() as conn:
        return funds_store.funds(conn)


@kept(Topic.IDEAS, entries=_LINKS)
def fund_of_link(number: int) -> str:
    """The slug of the one fund that a link is for; empty where it is for all."""
    with database.read() as conn:
        return links_store.only_fund(conn, number)


@kept(Topic.IDEAS, Topic.ACCOUNTS, entries=_FUNDS)
def fund_setup(slug: str) -> FundSetup:
    """What the ideas of a fund are scored by and asked, and who scores them."""
    with database.read() as conn:
        return funds_store.setup(conn, slug)


@kept(Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS)
def ideas() -> list[KeptIdea]:
    """Every idea that was sent in, for whoever sees everybody's, the latest first; no drafts."""
    with database.read() as conn:
        return ideas_store.sent_in(Scope.of_all_who(Permission.SEE_IDEAS), conn)


@kept(Topic.IDEAS, Topic.ACCOUNTS, entries=_SCOPES)
def ledger(fund: str) -> list[LedgerEntry]:
    """The books of a fund, for whoever sees everybody's ideas, in the order they were written."""
    with database.read() as conn:
        return ledger_store.entries(Scope.of_all_who(Permission.SEE_IDEAS), conn, fund)


@kept(Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, entries=_FUNDS)
def moved_on(fund: str) -> list[KeptIdea]:
    """The ideas that were sent on from a fund, for whoever sees everybody's."""
    with database.read() as conn:
        return ideas_store.moved_on(Scope.of_all_who(Permission.SEE_IDEAS), conn, fund)


@kept(Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, entries=_IDEAS)
def idea_moves(idea_id: int) -> list[Move]:
    """The history of an idea that was sent in, oldest first, for whoever sees everybody's."""
    with database.read() as conn:
        return ideas_store.moves(Scope.of_all_who(Permission.SEE_IDEAS), conn, idea_id)


@kept(Topic.AGREEMENTS, entries=_SCOPES)
def agreements(organisation_id: int) -> list[Agreement]:
    """The agreements of which an organisation is a party, whatever became of each."""
    with database.read() as conn:
        return agreements_store.everyone(Scope(frozenset({organisation_id})), conn)


@kept(Topic.AGREEMENTS)
def every_agreement() -> list[Agreement]:
    """Every agreement, for whoever sees them all."""
    with database.read() as conn:
        return agreements_store.everyone(Scope.of_all_who(Permission.SEE_AGREEMENTS), conn)


@kept(Topic.AGREEMENTS, Topic.ORGANISATIONS)
def parties() -> dict[int, str]:
    """The name of every organisation that is a party of an agreement, by its number."""
    with database.read() as conn:
        return agreements_store.parties(Scope.of_all_who(Permission.SEE_AGREEMENTS), conn)


@kept(Topic.RETURNS)
def illustrative_loaded() -> bool:
    """Whether anything on any screen is made up."""
    with database.read() as conn:
        return store.illustrative_loaded(conn)


def _figures(kind: Kind, area_code: str | None) -> pd.DataFrame:
    with database.read() as conn:
        every = store.figures(conn, kind, area_code)
    return of_possible_months(every, kind, gazetteer()).reset_index(drop=True)


# Whoever gets the shapes of every ward changes nothing of them.
@st.cache_resource(max_entries=16, show_spinner=False)
def polygons(outline_set: OutlineSet) -> gpd.GeoDataFrame:
    """The wards of a set of outlines, indexed by ward code; read only."""
    return outlines.polygons(outline_set)
