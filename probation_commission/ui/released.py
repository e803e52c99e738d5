"""The figures that pages draw: what the store holds, as an audience may see it. The only way to them."""

from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.disclosure import counts, restricted
from probation_commission.disclosure.audiences import Audience, Rule
from probation_commission.disclosure.release import Release, releases
from probation_commission.disclosure.rules import rules
from probation_commission.ui import loaders


def iom(area_code: str, to: Audience) -> dict[date, Release]:
    """Every month of an area that has a return, by month; read only."""
    return _iom(area_code, to, rules().of(to), loaders.revision())


@st.cache_resource(max_entries=48, show_spinner="Working out what may be shown…")
def _iom(area_code: str, to: Audience, rule: Rule, _at: int) -> dict[date, Release]:
    figures = loaders.iom_figures(area_code)
    months = sorted(figures.month.unique()) if len(figures) else []
    return releases(figures, months, to, rule)


def sources(area_code: str, month: date, ward_code: str, to: Audience) -> pd.DataFrame:
    """Where a ward's figures stand; for leads and admins."""
    return restricted.sources(loaders.iom_figures(area_code), month, ward_code, to)


def besides(area_code: str, month: date, to: Audience) -> dict[str, pd.DataFrame]:
    """What a return holds besides the cohort; for leads and admins."""
    return restricted.besides(loaders.iom_figures(area_code), month, to)


def service_figures(to: Audience) -> pd.DataFrame:
    """The figures of the services' monthly returns."""
    return counts.rounded(loaders.service_figures(), to)


def who(to: Audience) -> str:
    """The audience with its rule, for every screen and file."""
    return rules().said(to)
