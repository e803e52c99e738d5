"""Where a figure comes from, one click away from it on every screen."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from probation_commission.analysis import figures as figure_tables
from probation_commission.analysis import returns
from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.agreements import Agreement
from probation_commission.domain.days import day
from probation_commission.domain.returns import Verdict
from probation_commission.store.database import Topic
from probation_commission.ui.data import drawn, loaders, released
from probation_commission.ui.parts import filters
from probation_commission.views import checks
from probation_commission.views.markdown import plain

ASK = "Where does this come from?"
_FILE = ["file_name", "accepted_by", "accepted_at"]
_CELL = ["return_id", "sheet", "cell"]
_MOST_NAMED = 3
_MOST_CELLS = 100_000
"""More than twice as many would be no message that can be sent."""


def draw(figures: pd.DataFrame, audience: Audience, *, key: str, under: Sequence[Agreement] = ()) -> None:
    """The files behind the figures with every cell and how it is explained; for others who loaded them, when.

    `figures` as `disclosure.exact_figures.behind` gives them. Nobody but leads and admins is sent the name of
    a file, a cell or what is written there.
    """
    if figures.empty:
        return
    with st.popover(ASK, icon=":material/manage_search:", key=f"provenance-{key}"):
        of_these = figures[_CELL] if audience is Audience.RESTRICTED else figures
        _draw_content(of_these, audience, released.who(audience, under), _figures=figures)


# By the cells that are asked about; what else is in the figures is the store's (decision 173).
@drawn(*released.OF_SERVICES, Topic.ORGANISATIONS, entries=96)
def _draw_content(of_these: pd.DataFrame, audience: Audience, who: str, *, _figures: pd.DataFrame) -> None:
    del of_these
    if audience is Audience.RESTRICTED:
        _draw_files(_figures)
    else:
        _draw_loaded(_figures)
    st.caption(f"Who may see this: {who}.")
    if audience is not Audience.RESTRICTED:
        st.caption("Files, their cells and what is written in them are for leads and admins.")
        return
    _draw_explained(_figures)
    shown = _cells(_figures.head(_MOST_CELLS))
    st.dataframe(shown, lazy=False, hide_index=True, alt="Every cell behind the figures")
    if len(_figures) > _MOST_CELLS:
        st.caption(f"The first {_MOST_CELLS:,} of {len(_figures):,} cells.")


def _draw_files(figures: pd.DataFrame) -> None:
    for _, rows in figures.groupby(_FILE, sort=False):
        first = rows.iloc[0]
        who, when = plain(first.accepted_by), day(first.accepted_at)
        st.markdown(f"- {plain(first.file_name)}, loaded by {who} on {when}.{_versions(rows)}")


def _draw_loaded(figures: pd.DataFrame) -> None:
    for who, when in returns.loaded(figures):
        st.markdown(f"- Loaded by {plain(who)} on {when}.")


def _versions(rows: pd.DataFrame) -> str:
    """Which version of how many each return of a file is, where there are few."""
    ids = rows.return_id.unique()
    # A year of a service is one line for its file, not twelve.
    if len(ids) > _MOST_NAMED:
        return ""
    history = loaders.history().set_index("id")
    return "".join(
        f" {history.month[number]:%B %Y}: version {history.version[number]} of {history.versions[number]}."
        for number in ids
        if number in history.index
    )


def _draw_explained(figures: pd.DataFrame) -> None:
    lines = loaders.reconciliation(None)
    of_interest = (lines.verdict == Verdict.FAILS) | (lines.explained != "")
    asked = lines[lines.return_id.isin(figures.return_id) & of_interest]
    here = set(zip(figures.return_id, figure_tables.cell(figures), strict=True))
    pairs = zip(asked.return_id, asked.cells, strict=True)
    # A sum that fails is told at each figure that it rests on: "61 is not 52" at the 61 and at the rows.
    rests = [any((number, cell) in here for cell in cells) for number, cells in pairs]
    touched = asked[rests] if rests else asked
    if touched.empty:
        st.markdown("Nothing that rests on these cells fails to add up.")
        return
    for row in touched.to_dict("records"):
        st.markdown(f"- {checks.words(checks.line_of(row))}  \n{checks.explained(row)}")


def _cells(figures: pd.DataFrame) -> pd.DataFrame:
    table = figure_tables.table(figures)
    # One return has one month, area and file, which stand above the table already.
    if (figures.return_id == figures.return_id.iloc[0]).all():
        return table
    names = loaders.subject_names()
    table.insert(0, "Month", [f"{month:%B %Y}" for month in figures.month])
    table.insert(1, "About", figures.subject.map(names).fillna(""))
    return table.assign(Area=figures.area_code.map(filters.area_name), File=figures.file_name)


def draw_failing(lines: pd.DataFrame) -> None:
    """What does not add up behind the figures shown, each line with what explains it."""
    if lines.empty:
        return
    with st.expander(checks.said_of(lines), icon=":material/balance:"):
        for row in lines.to_dict("records"):
            st.markdown(f"- {checks.words(checks.line_of(row))}  \n{checks.explained(row)}")
