"""The week in one table, and places side by side."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from probation_commission.domain.days import today
from probation_commission.ui.data import loaders
from probation_commission.ui.parts import filters, page
from probation_commission.views import hubs as views
from probation_commission.views.markdown import plain

_WEEKS = {"0": "this week", "1": "next week", "2": "in two weeks"}


def draw_week() -> None:
    """Who is where when, of the places whose hours are known."""
    places, known = loaders.hubs(), loaders.openings()
    monday = today() - timedelta(days=today().weekday())
    which = filters.choice("Week", list(_WEEKS), "week", words=_WEEKS, buttons=True)
    shown = views.week(places, known, monday + timedelta(weeks=int(which)))
    if shown.empty:
        page.empty("No opening hours are known here. A lead writes them down under “Change”.")
        return
    _draw(shown, views.week_in_lines(shown))
    unknown = len(places) - len(shown)
    page.source(
        f"Hours as written down here, in local time, without bank holidays. Of {unknown} more places the "
        "hours are not known here."
    )


def draw_matrix() -> None:
    """Facilities and attendance side by side, with what the best have and others lack."""
    places, known = loaders.hubs(), loaders.openings()
    shown = views.known_of(places, known)
    st.markdown(plain(views.best_of(shown, known, len(places) - len(shown))))
    if shown.empty:
        return
    rows = views.matrix(shown, known)
    _draw(rows, rows[["Place", "Who attends", "Lacks"]])
    page.source("As written down here; “not known” is no “no”. What the inspection of 2016 asked for.")


def _draw(wide: pd.DataFrame, narrow: pd.DataFrame) -> None:
    """A table for a desk or a wall, and in its place one that a phone has room for."""
    st.html(_STYLE)
    with st.container(key="hubs-wide"):
        page.table(wide)
    with st.container(key="hubs-narrow"):
        page.table(narrow)


_STYLE = """<style>
@media (max-width: 800px) { .st-key-hubs-wide { display: none; } }
@media (min-width: 801px) { .st-key-hubs-narrow { display: none; } }
.st-key-hubs-narrow :is(th, td) * { overflow-wrap: anywhere; }
</style>"""
