"""The board of a fund's ideas on one screen: six columns, a card an idea; what waits to be told."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.analysis.ideas import Pot
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import HOLDS_MONEY, KeptIdea
from probation_commission.domain.money import pounds
from probation_commission.ui.ideas import telling, ticked
from probation_commission.ui.ideas.opened import button_key, open_idea
from probation_commission.ui.parts import filters, page, replies
from probation_commission.views.ideas import pot_chart
from probation_commission.views.markdown import plain

_ROW = '.st-key-board > [data-testid="stLayoutWrapper"] > [data-testid="stHorizontalBlock"]'
_CARDS = f"""<style>
.st-key-board button {{ text-align: left; justify-content: flex-start; color: #1d5a96; padding: 0;
  min-height: 1.5rem; }}
.st-key-board button, .st-key-board button * {{ white-space: normal; height: auto; overflow: visible;
  text-overflow: clip; }}
.st-key-board button * {{ justify-content: flex-start; text-align: left; }}
.st-key-board button p {{ font-weight: 600; }}
.st-key-board button * {{ line-height: 1.25 !important; }}
.st-key-board [class*="st-key-open-"] {{ flex: 1 1 0; min-width: 0; }}
.st-key-board :is([data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] *) {{
  line-height: 1.3; margin: 0 !important; }}
.st-key-board [class*="st-key-card-"] {{ padding: .4rem .6rem .5rem; flex: none; }}
@media (min-width: 641px) {{
  /* The board has what the head of the page leaves of the window; what is more is scrolled in its column. */
  [data-testid="stMainBlockContainer"]:has(.st-key-board) {{ height: 100dvh; padding-bottom: .75rem;
    display: flex; flex-direction: column; }}
  [data-testid="stMainBlockContainer"] :is([data-testid="stVerticalBlock"],
    [data-testid="stLayoutWrapper"]):has(.st-key-board), .st-key-board {{
    display: flex; flex-direction: column; flex: 1 1 0 !important; min-height: 14rem; }}
  .st-key-board > [data-testid="stLayoutWrapper"] {{ flex: 1 1 0 !important; min-height: 0; }}
  {_ROW} {{ height: 100%; }}
  {_ROW} > [data-testid="stColumn"] {{ overflow-y: auto; max-height: 100%; padding-bottom: .25rem; }} }}
@media (min-width: 641px) and (max-width: 1200px) {{
  /* Six columns beside the menu would break words in two. */
  {_ROW} {{ flex-wrap: wrap; row-gap: .5rem; }}
  {_ROW} > [data-testid="stColumn"] {{ min-width: 30%; flex: 1 1 30%; height: calc(50% - .25rem); }} }}
</style>"""
NOT_TOLD = "Not told yet"


def draw(person: Person, fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """What waits to be told, and the ideas by column."""
    chosen = ticked.ticked(ideas)
    if not ideas:
        page.empty("A partner sends in an idea; it then appears here.")
        return
    waiting = telling.waiting_for(person, ideas)
    if telling.is_open(waiting):
        telling.draw_all(fund, waiting)
        return
    replies.draw(telling.OUTCOME, icons=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        telling.draw_button(waiting)
        ticked.draw_go(chosen)
    draw_board(ideas, chosen)


def draw_pot(pot: Pot, *, made_up: bool) -> None:
    """The pot as a bar; of a fund that is made up, hollow. Where nobody states it, that is said."""
    if not pot.is_stated:
        page.empty("It is not written down what this fund holds, so nothing is said to be left.")
        return
    words = f"{pounds(pot.awarded)} awarded, {pounds(pot.left)} left of {pounds(pot.amount)}"
    page.chart(pot_chart, pot.awarded, pot.left, made_up=made_up, alt=words)


def draw_board(ideas: Sequence[KeptIdea], chosen: Sequence[KeptIdea]) -> None:
    """The ideas in six columns; a click on a title opens the idea."""
    st.html(_CARDS)
    # A key becomes a class of the container, which the style above looks for.
    with st.container(key="board"):
        columns = st.columns(len(analysis.BoardColumn), gap="small")
    for column, (name, here) in zip(columns, analysis.by_column(ideas).items(), strict=True):
        with column:
            st.markdown(f"**{filters.first_upper(name)}** ({len(here) or 'none'})")
            for kept in here:
                _draw_card(kept, chosen)


def _draw_card(kept: KeptIdea, chosen: Sequence[KeptIdea]) -> None:
    title = plain(kept.idea.title)
    with st.container(border=True, gap="xxsmall", key=f"card-{kept.id}"):
        with st.container(horizontal=True, gap="small", vertical_alignment="top", wrap=False):
            ticked.draw_tick(kept, chosen, f"Compare {title}", hidden=True)
            st.button(title, key=button_key(kept.id), type="tertiary", on_click=open_idea, args=(kept.id,))
        # What an idea costs the pot, once it holds money; what it asks for before.
        pence = kept.award_pence or 0 if kept.stage in HOLDS_MONEY else kept.idea.total_pence
        stage = filters.first_upper(kept.stage.label)
        st.caption(f"**{stage}** · {pounds(pence)}  \n{plain(kept.idea.organisation)}")
        if kept.waits_to_be_told:
            st.caption(f":material/outgoing_mail: **{NOT_TOLD}**")
