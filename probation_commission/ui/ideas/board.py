"""The board of a fund's ideas: the pot, the ideas by stage, on the map and in a table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.analysis.ideas import Pot
from probation_commission.domain.access import Permission
from probation_commission.domain.days import today
from probation_commission.domain.ideas import HOLDS_MONEY, Fund, IdeaReach, KeptIdea
from probation_commission.domain.money import pounds
from probation_commission.geography import outlines
from probation_commission.geography.outlines import OutlineSet
from probation_commission.settings import settings
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept, loaders
from probation_commission.ui.ideas import decide
from probation_commission.ui.ideas.fund import hub_names, ward_set, wards
from probation_commission.ui.parts import click, filters, maps, page
from probation_commission.views.ideas import pot_chart
from probation_commission.views.ideas_words import BOARD
from probation_commission.views.maps import hub_map, legend_html, place_entries, place_markers
from probation_commission.views.markdown import plain

_READ = (Topic.IDEAS, Topic.ACCOUNTS, Topic.ORGANISATIONS, Topic.DIRECTORY)
_FUNDS = 24
TO = "panel members, leads and admins"
_CARDS = """<style>
.st-key-board button { text-align: left; justify-content: flex-start; color: #1d5a96; }
.st-key-board button p { font-weight: 600; }
/* Six columns beside the menu would break words in two. */
@media (max-width: 1200px) {
  .st-key-board [data-testid="stHorizontalBlock"] { flex-wrap: wrap; }
  .st-key-board [data-testid="stColumn"] { min-width: 30%; } }
/* Streamlit's bar lies over the top of the page. */
.st-key-one-idea { scroll-margin-top: 3.75rem; }
</style>"""


def draw_pot(pot: Pot, *, made_up: bool) -> None:
    """The pot as a bar; of a fund that is made up, hollow."""
    words = f"{pounds(pot.awarded)} awarded, {pounds(pot.left)} left of {pounds(pot.amount)}"
    page.chart(pot_chart, pot.awarded, pot.left, made_up=made_up, alt=words)


def draw_board(ideas: Sequence[KeptIdea]) -> None:
    """The ideas by stage, a column each; a click on a title opens the idea."""
    st.header("By stage")
    st.html(_CARDS)
    # A key becomes a class of the container, which the style above looks for.
    with st.container(key="board"):
        columns = st.columns(len(BOARD), gap="small")
    for column, stage in zip(columns, BOARD, strict=True):
        here = [kept for kept in ideas if kept.stage is stage]
        with column:
            st.markdown(f"**{filters.first_upper(stage)}** ({len(here) or 'none'})")
            for kept in here:
                _draw_card(kept)


def _draw_card(kept: KeptIdea) -> None:
    with st.container(border=True, gap="small"):
        st.button(
            plain(kept.idea.title),
            key=f"open-{kept.id}",
            type="tertiary",
            on_click=_choose,
            args=(kept.id,),
            help="Open this idea below",
        )
        # What an idea costs the pot, once it holds money; what it asks for before.
        pence = kept.award_pence or 0 if kept.stage in HOLDS_MONEY else kept.idea.total_pence
        st.caption(f"{plain(kept.idea.organisation)}  \n{pounds(pence)}")


@click("Opening this idea")
def _choose(idea_id: int) -> None:
    st.session_state["idea"] = str(idea_id)
    decide.bring_into_view()


def draw_map(fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """Where the ideas would land; those for the whole area are listed beside."""
    st.header("Where they would land")
    outline_set = _outlines(fund)
    # An idea for the whole area has no point on the map; it is named below, so that nothing seems missing.
    everywhere = [kept for kept in ideas if kept.idea.where is IdeaReach.AREA]
    if outline_set is None:
        page.empty("There are no outlines for this area. The table says where each idea would land.")
        return
    markers, kinds = _landing(fund, outline_set)
    area = filters.area_name(fund.area_code)
    base = hub_map(outline_set, title=f"Map: ideas for {area}, by stage", tiles_url=settings().tiles_url)
    maps.place_map(base, markers, key="ideas-map")
    middle = "A ward’s marker stands in its middle."
    st.html(legend_html("Ideas by stage", place_entries(kinds), note=middle, source=outline_set.source))
    titles = ", ".join(f"“{plain(kept.idea.title)}” ({kept.stage})" for kept in everywhere)
    if everywhere:
        st.markdown(f"For the whole of {area}, so not on the map: {titles}.")


def _outlines(fund: Fund) -> OutlineSet | None:
    in_force = ward_set(fund)
    return outlines.current_sets().get(in_force.key) if in_force else None


@kept(*_READ, entries=_FUNDS)
def _landing(fund: Fund, outline_set: OutlineSet) -> tuple[dict[str, Any], list[str]]:
    """The markers of its ideas, and the stages that they are at."""
    ideas = analysis.of_fund(loaders.ideas(), fund)
    rows = analysis.landing(ideas, _middles(outline_set), loaders.hubs())
    note = "Made-up ideas" if fund.illustrative else ""
    return place_markers(rows, note=note), [stage.value for stage in BOARD if stage in set(rows.kind)]


def _middles(outline_set: OutlineSet) -> pd.DataFrame:
    shapes = loaders.polygons(outline_set)
    # A centroid may lie outside a bent ward; this point never does.
    inside = shapes.geometry.representative_point()
    return pd.DataFrame({"name": shapes["name"], "lat": inside.y, "lon": inside.x}, index=shapes.index)


@kept(*_READ, entries=_FUNDS)
def _table(fund: Fund, _today: date) -> pd.DataFrame:
    names = {ward.code: ward.name for ward in wards(fund)}
    return analysis.table(analysis.of_fund(loaders.ideas(), fund), names, hub_names(fund))


def draw_table(fund: Fund) -> None:
    """Every idea, and the download."""
    st.header("All ideas")
    table = _table(fund, today())
    money_columns = {
        name: st.column_config.NumberColumn(name, format="£%,.2f") for name in ("Asked for (£)", "Award (£)")
    }
    st.dataframe(
        table,
        lazy=False,
        hide_index=True,
        placeholder="–",
        column_config=money_columns,
        alt="Every idea with organisation, stage and money",
    )
    page.source(
        f"Fund: {fund.title}, for {fund.for_whom}.",
        f"Source: {fund.source}.",
        "– means no award.",
        viewers=TO,
    )
    about = {
        "What": f"Ideas sent in to {fund.title}",
        "Fund": f"{fund.for_whom}. Source: {fund.source}",
        "Who may see this": TO,
        "Empty cell": "no award",
    }
    page.download(
        table,
        about,
        name=f"ideas_{fund.slug}",
        needs=Permission.SEE_IDEAS,
        illustrative=fund.illustrative,
    )
