"""A fund's ideas as a list with filters, and its file."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.ideas.fund import hub_names, shown, untold_of_own, wards
from probation_commission.ui.ideas.opened import open_idea
from probation_commission.ui.parts import click, filters, page
from probation_commission.views.markdown import plain

_READ = (Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, Topic.DIRECTORY)
_FUNDS = 24
TO = "panel members, leads and admins"
_LISTED, _TIMES = "ideas@listed", "ideas@times"


def draw(person: Person, fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """The ideas that the filters leave, with their money, and the file of them."""
    if not ideas:
        page.empty("A partner sends in an idea; it then appears here.")
        return
    left = _filtered(ideas)
    st.caption(f"{len(left)} of {len(ideas)} ideas. Choose a row to open the idea.")
    table = _table(fund, untold_of_own(person), today())
    table = table[table["Idea"].isin([one.id for one in left])].reset_index(drop=True)
    _draw_rows(table)
    _draw_moved(fund)
    _draw_file(fund, table)


def _draw_moved(fund: Fund) -> None:
    """Those that were sent on to another fund, by reference and title (decision 293)."""
    names = {one.slug: one.name for one in loaders.funds()}
    for kept_there in loaders.moved_on(fund.slug):
        there = plain(names[kept_there.idea.fund])
        st.caption(f"{kept_there.reference}, “{plain(kept_there.idea.title)}”, was sent on to {there}.")


def _filtered(ideas: Sequence[KeptIdea]) -> list[KeptIdea]:
    """Those of the column, pathway and words that somebody chose."""
    with st.container(horizontal=True, key="idea-filters"):
        columns = {"": "Every stage", **{one.value: filters.first_upper(one) for one in analysis.BoardColumn}}
        column = filters.choice("Stage", list(columns), "stage", words=columns, width=190)
        there = sorted({one.idea.pathway for one in ideas if one.idea.pathway})
        pathway = filters.choice(
            "Pathway", ["", *there], "pathway_of_idea", words={"": "Every pathway"}, width=290
        )
        told = {"": "Told or not", "no": "Not told yet"}
        untold = filters.choice("Partner", list(told), "told", words=told, width=160)
    return [
        one
        for one in ideas
        if (not column or analysis.board_column(one) == column)
        and (not pathway or one.idea.pathway == pathway)
        and (not untold or one.waits_to_be_told)
    ]


@kept(*_READ, entries=_FUNDS)
def _table(fund: Fund, untold: frozenset[int], _today: date) -> pd.DataFrame:
    names = {ward.code: ward.name for ward in wards(fund)}
    return analysis.table(shown(fund, untold), names, hub_names(fund))


def _draw_rows(table: pd.DataFrame) -> None:
    st.session_state[_LISTED] = [int(number) for number in table["Idea"]]
    money = {
        name: st.column_config.NumberColumn(name, format="£%,.2f")
        for name in ("Asked for (£)", "Award (£)", "£ a person")
    }
    st.dataframe(
        table,
        lazy=False,
        hide_index=True,
        placeholder="–",
        column_config=money,
        alt="Every idea with organisation, stage and money; a row that is chosen opens the idea",
        on_select=_choose_row,
        selection_mode="single-row",
        key=_key(),
    )


def _draw_file(fund: Fund, table: pd.DataFrame) -> None:
    """Where it comes from, and the download."""
    page.source(
        f"Fund: {fund.title}, for {fund.for_whom}.",
        f"Source: {fund.source}.",
        "– means not said, or no award.",
        viewers=TO,
    )
    about = {
        "What": f"Ideas sent in to {fund.title}",
        "Fund": f"{fund.for_whom}. Source: {fund.source}",
        "Who may see this": TO,
        "Empty cell": "not said, or no award",
    }
    page.download(
        table,
        about,
        name=f"ideas_{fund.slug}",
        needs=Permission.SEE_IDEAS,
        illustrative=fund.illustrative,
    )


def _key() -> str:
    # Another key for the next one: a table that comes back would have the same row chosen still.
    return f"ideas-list-{st.session_state.get(_TIMES, 0)}"


@click("Choosing this idea")
def _choose_row() -> None:
    rows = st.session_state[_key()].selection.rows
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    if rows:
        open_idea(st.session_state[_LISTED][rows[0]])
