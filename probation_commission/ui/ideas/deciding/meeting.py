"""The meeting on one page: who is bound to what, the ideas against the pot, each decision, the minutes."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.analysis import ideas as idea_analysis
from probation_commission.analysis import scoring as analysis
from probation_commission.analysis.ideas import Pot
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import DECISIONS, HOLDS_MONEY, KeptIdea
from probation_commission.domain.scoring import is_left_out
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas import decide, scoring
from probation_commission.ui.ideas.deciding import advice, minutes
from probation_commission.ui.parts import one_of, page, replies
from probation_commission.views import deciding as views
from probation_commission.views import scoring as scoring_views
from probation_commission.views.markdown import plain


def draw(person: Person, fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """The ideas ranked against the pot, the decisions, and the minutes."""
    st.header("Decision meeting, a private session", anchor=False)
    st.caption(views.PRIVATE)
    for place in (scoring.OUTCOME, "idea-outcome"):
        replies.draw(place)
    seen = scoring.of_fund(person, fund.slug)
    competing = [kept for kept in ideas if kept.stage in analysis.COMPETING]
    open_to = [kept for kept in competing if kept.id in seen and not is_left_out(person, kept)]
    undeclared = [kept for kept in open_to if not seen[kept.id].declared]
    mine = [kept for kept in open_to if seen[kept.id].declared and not seen[kept.id].conflict]
    scoring.draw_questions(undeclared, "They join the list below once you have said so.")
    _say_left_out(len(competing) - len(undeclared) - len(mine))
    pot = idea_analysis.pot(fund, ideas)
    left = None if fund.amount_pence is None else pot.left
    rows = analysis.ranked(mine, analysis.totals([*seen.values()], loaders.fund_setup(fund.slug).criteria))
    _draw_ranking(fund, rows, left)
    _draw_decision(person, fund, rows, pot)
    _draw_decided(ideas)
    minutes.draw(person, fund, ideas)


def _say_left_out(count: int) -> None:
    if count:
        st.info(f"You are left out of {count} more here, and they are not in this list.")


def _draw_ranking(fund: Fund, rows: Sequence[analysis.Ranked], left: int | None) -> None:
    st.subheader("Ideas by score", anchor=False)
    st.markdown(plain(views.finding(rows, left)))
    if not rows:
        return
    titles = {one.kept.id: one.kept.idea.title for one in rows}
    # With the number: a box takes two of one title for the same.
    words = {one.kept.id: _called(one.kept) for one in rows}
    must = st.multiselect(
        "Must-haves",
        list(titles),
        key=f"must-{fund.slug}",
        format_func=words.__getitem__,
        placeholder="None: choose those that are funded whatever else is",
        persist_state="page",
    )
    page.table(views.table(rows, left, must))
    if left is not None:
        advice.draw(rows, left, must, titles)


def _draw_decision(person: Person, fund: Fund, rows: Sequence[analysis.Ranked], pot: Pot) -> None:
    if not rows:
        return
    st.subheader("Decide on one", anchor=False)
    by_number = {one.kept.id: one for one in rows}
    words = {
        number: f"{_called(one.kept)} ({scoring_views.out_of_100(one.score)})"
        for number, one in by_number.items()
    }
    if one := by_number.get(one_of.number("Idea", words, f"deciding-{fund.slug}") or 0):
        decide.draw_decision(person, fund, one.kept, pot)


def _called(kept: KeptIdea) -> str:
    return f"{kept.reference or kept.id}: {kept.idea.title}"


def _draw_decided(ideas: Sequence[KeptIdea]) -> None:
    decided = [kept for kept in ideas if kept.stage in DECISIONS | HOLDS_MONEY]
    st.subheader("Decided", anchor=False)
    if decided:
        page.table(views.decided(decided))
    else:
        page.empty("Nothing yet. Choose an idea above to decide on it.")
