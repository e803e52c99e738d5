"""The best set under the pot, as advice."""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from probation_commission.analysis.best_set import LEAST_COMPETING, BestSet, Competing, best_set
from probation_commission.analysis.scoring import Ranked
from probation_commission.store.database import Topic
from probation_commission.ui.data import kept
from probation_commission.ui.parts import page
from probation_commission.views import deciding as views
from probation_commission.views.markdown import plain

_TRIALS = 48
"""As many choices of must-haves as are tried in a meeting."""


def draw(rows: Sequence[Ranked], left: int, must: Collection[int], titles: Mapping[int, str]) -> None:
    """The advice, or why there is none."""
    if len(rows) < LEAST_COMPETING:
        st.caption(views.too_few(len(rows)))
        return
    st.markdown("**Advice: the best set under the pot, by score**")
    best = _advised(
        tuple(
            Competing(one.kept.id, one.kept.idea.total_pence, one.score, one.kept.id in must) for one in rows
        ),
        left,
    )
    lines = views.advice(best, left, titles)
    if best.over:
        st.warning(plain(lines[0]), icon=":material/warning:")
        return
    for line in lines:
        st.markdown(f"- {plain(line)}")
    st.caption("Advice alone: it knows scores and costs, whole awards, and nothing else.")
    with st.expander("The set, and what it leaves out"):
        page.table(views.left_out(best, titles))


@kept(Topic.IDEAS, entries=_TRIALS)
def _advised(ideas: tuple[Competing, ...], pot: int) -> BestSet:
    return best_set(ideas, pot)
