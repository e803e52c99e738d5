"""One opened idea, in the place of the view: what was typed, where it lands, scores, decision, history."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.analysis import ideas as analysis
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas import award, decide, idea, need, scoring, sending_on, telling
from probation_commission.ui.ideas.fund import with_name
from probation_commission.ui.ideas.opened import SECTION, close_idea, take_focus
from probation_commission.ui.parts import part, replies
from probation_commission.views import ideas_words as words
from probation_commission.views.markdown import plain


def draw(person: Person, fund: Fund, kept: KeptIdea, ideas: Sequence[KeptIdea]) -> None:
    """The idea, for whom nothing binds to it; `kept` and `ideas` as this person is shown them."""
    with st.container(key=SECTION):
        _draw_head(kept)
        replies.draw(telling.OUTCOME, icons=False)
        # With the name also where the fund hides it: on the question of a conflict alone.
        if scoring.may_open(person, fund, with_name(kept)):
            _draw_opened(person, fund, kept, ideas)
    take_focus()


def _draw_head(kept: KeptIdea) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button("Close", icon=":material/arrow_back:", on_click=close_idea, args=(kept.id,))
        st.header(plain(kept.idea.title), anchor=False)
    reference = f"{plain(kept.reference)}; " if kept.reference else ""
    told = " Its partner is not told yet." if kept.waits_to_be_told else ""
    whose = plain(kept.idea.organisation)
    st.markdown(f"{reference}{whose}; **{kept.stage.label}**; {words.money(kept)}.{told}")


def _draw_opened(person: Person, fund: Fund, kept: KeptIdea, ideas: Sequence[KeptIdea]) -> None:
    answers_side, decision_side = st.columns([3, 2], gap="large")
    with answers_side:
        with part("What was typed"):
            idea.draw_alike(person, kept, ideas)
            idea.draw(kept, fund, {one.id: one.text for one in loaders.fund_setup(fund.slug).questions})
        with part("Where it would land"):
            need.draw(person, fund, kept)
        with part("Its scores"):
            scoring.draw(person, fund, kept)
    with decision_side:
        with part("The decision"):
            telling.draw_one(person, fund, kept)
            decide.draw(person, fund, kept, analysis.pot(fund, ideas))
            sending_on.draw(person, fund, kept)
        with part("Its money"):
            award.draw(person, fund, kept)
        with part("Its history"):
            st.subheader("History", anchor=False)
            # Whoever is of its organisation reads what that was told.
            of_own = kept.is_of(person)
            moves = actions.history(person, kept.id) if of_own else loaders.idea_moves(kept.id)
            idea.draw_history(moves, hidden=words.hides_name(fund, kept))
