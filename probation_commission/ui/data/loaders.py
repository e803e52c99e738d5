"""The frames from the store, cached until the next write.

The cache is shared by all users, so nothing here depends on who looks. `at_revision` is that of the store.
"""

from datetime import date

import geopandas as gpd
import pandas as pd
import streamlit as st

from probation_commission.actions import reconciliation as reconciliation_actions
from probation_commission.analysis import versions
from probation_commission.analysis.returns import of_possible_months
from probation_commission.disclosure.rules import Rules, rules_of
from probation_commission.domain.ideas import Fund, KeptIdea
from probation_commission.domain.localities import GroupingInForce
from probation_commission.domain.returns import Kind
from probation_commission.geography import outlines
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.geography.outlines import OutlineSet
from probation_commission.store import database, directory, explanations, outcomes
from probation_commission.store import ideas as ideas_store
from probation_commission.store import localities as localities_store
from probation_commission.store import returns as store
from probation_commission.store import rules as rules_store
from probation_commission.store import versions as versions_store


def revision() -> int:
    """The number that grows with each write: one small query a rerun."""
    with database.read() as conn:
        return database.revision_number(conn)


def iom_figures(area_code: str) -> pd.DataFrame:
    """Every current IOM figure of an area."""
    return _figures(Kind.IOM, area_code, revision())


def iom_months() -> pd.DataFrame:
    """The months for which each area has a return, with provenance."""
    return _months(Kind.IOM, revision())


def service_names() -> dict[str, str]:
    """The name of each service by its slug."""
    rows = services()
    return dict(zip(rows.slug, rows.name, strict=True))


def reconciliation(kind: Kind | None = Kind.IOM) -> pd.DataFrame:
    """What adds up and what does not in the current returns of a kind, or of all; how each is explained."""
    return _reconciliation(kind, revision())


def figures_of(return_id: int) -> pd.DataFrame:
    """Every figure of one return, whatever its standing."""
    return _figures_of(return_id, revision())


# Not cached: these are read on a lead's pages alone, and are a row or two.


def explanations_of(return_id: int) -> pd.DataFrame:
    """Every explanation of all versions of a return, newest first."""
    with database.read() as conn:
        return explanations.of_versions(conn, return_id)


def standing_changes() -> pd.DataFrame:
    """Every withdrawal and restoration of a return, oldest first."""
    with database.read() as conn:
        return versions_store.changes(conn)


def notes(area_code: str, month: date) -> list[str]:
    """What else the month's return said."""
    with database.read() as conn:
        return store.notes(conn, Kind.IOM, area_code, month)


def groupings() -> dict[str, list[GroupingInForce]]:
    """The groupings of all ward sets, real and made up, oldest first."""
    return _groupings(revision())


def rules() -> Rules:
    """What may be shown to whom: every rule that was set."""
    return _rules(revision())


def history() -> pd.DataFrame:
    """Every return there was, newest first, with which version of how many it is."""
    return _history(revision())


def hubs() -> pd.DataFrame:
    """Every hub and office."""
    return _hubs(revision())


def services() -> pd.DataFrame:
    """Every service."""
    return _services(revision())


def service_figures() -> pd.DataFrame:
    """Every current figure of the services' monthly returns."""
    return _figures(Kind.SERVICE, None, revision())


def promises() -> pd.DataFrame:
    """Every promise of a partner."""
    return _promises(revision())


def results() -> pd.DataFrame:
    """Every result that a partner keyed in."""
    return _results(revision())


def corrections() -> pd.DataFrame:
    """Every result that a lead corrected, with what the partner keyed in beside it."""
    return _corrections(revision())


def funds() -> list[Fund]:
    """Every fund."""
    return _funds(revision())


def ideas() -> list[KeptIdea]:
    """Every idea that was sent in, the latest first; no drafts."""
    return _ideas(revision())


def illustrative_loaded() -> bool:
    """Whether anything on any screen is made up."""
    with database.read() as conn:
        return store.illustrative_loaded(conn)


# `at_revision` is read by nobody: being in the key, it makes one person’s upload show for all, on every app
# server (decision 4). A name that began with "_" would be left out of the key. Entries: a revision or two of
# each frame, and of areas and returns as many as are looked at together.


@st.cache_data(max_entries=24, show_spinner=False)
def _figures(kind: Kind, area_code: str | None, at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        figures = store.figures(conn, kind, area_code)
    return of_possible_months(figures, kind, gazetteer()).reset_index(drop=True)


@st.cache_data(max_entries=2, show_spinner=False)
def _months(kind: Kind, at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        months = store.months(conn, kind)
    return of_possible_months(months, kind, gazetteer()).reset_index(drop=True)


@st.cache_data(max_entries=24, show_spinner=False)
def _figures_of(return_id: int, at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        return store.figures_of(conn, return_id)


@st.cache_data(max_entries=4, show_spinner=False)
def _reconciliation(kind: Kind | None, at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        return reconciliation_actions.in_force(conn, kind)


@st.cache_data(max_entries=2, show_spinner=False)
def _groupings(at_revision: int) -> dict[str, list[GroupingInForce]]:
    with database.read() as conn:
        return localities_store.in_force(conn)


@st.cache_data(max_entries=2, show_spinner=False)
def _rules(at_revision: int) -> Rules:
    with database.read() as conn:
        return rules_of(rules_store.rows(conn))


@st.cache_data(max_entries=2, show_spinner=False)
def _history(at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        return versions.numbered(store.history(conn))


@st.cache_data(max_entries=2, show_spinner=False)
def _hubs(at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        return directory.hubs(conn)


@st.cache_data(max_entries=2, show_spinner=False)
def _services(at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        return directory.services(conn)


@st.cache_data(max_entries=2, show_spinner=False)
def _promises(at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        return outcomes.promises(conn)


@st.cache_data(max_entries=2, show_spinner=False)
def _results(at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        return outcomes.results(conn)


@st.cache_data(max_entries=2, show_spinner=False)
def _corrections(at_revision: int) -> pd.DataFrame:
    with database.read() as conn:
        return outcomes.corrections(conn)


@st.cache_data(max_entries=2, show_spinner=False)
def _funds(at_revision: int) -> list[Fund]:
    with database.read() as conn:
        return ideas_store.funds(conn)


@st.cache_data(max_entries=2, show_spinner=False)
def _ideas(at_revision: int) -> list[KeptIdea]:
    with database.read() as conn:
        return ideas_store.sent_in(conn)


# `cache_data` would pickle the shapes of every ward at each rerun; whoever gets them changes nothing.
@st.cache_resource(max_entries=16, show_spinner=False)
def polygons(outline_set: OutlineSet) -> gpd.GeoDataFrame:
    """The wards of a set of outlines, indexed by ward code; read only."""
    return outlines.polygons(outline_set)
