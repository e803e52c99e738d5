"""The form in which somebody scores an idea: words to choose from, and why, for each criterion."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import scoring as actions
from probation_commission.domain.funds import Criterion
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.scoring import LONGEST_WHY, CriterionScore, ScoringSeen
from probation_commission.ui.ideas.scoring.known import OUTCOME
from probation_commission.ui.parts import KeptForm, kept_text, replies
from probation_commission.ui.who import acting
from probation_commission.views import scoring as views
from probation_commission.views.markdown import plain

_HIDDEN = "Yours alone until you put them in; those of others are shown to you then."
_READ_BY = f"Those who assess and decide read the reasons. {kept_text.PRIVATE}"


def draw(kept: KeptIdea, seen: ScoringSeen, criteria: Sequence[Criterion]) -> None:
    """The person's scores as far as they have come; of those that are in, folded, to change them."""
    if seen.own is None or seen.draft is not None:
        st.markdown("**Your scores**")
        _draw_form(kept, seen, criteria)
        return
    with st.expander("Your scores are in. Change them"):
        _draw_form(kept, seen, criteria)


def _draw_form(kept: KeptIdea, seen: ScoringSeen, criteria: Sequence[Criterion]) -> None:
    latest = seen.draft or seen.own
    stored = latest.scores if latest else ()
    form = KeptForm("scores", kept.id, stored, OUTCOME)
    by_number = {one.criterion_id: one for one in stored}
    st.caption(f"{_HIDDEN} {_READ_BY}")
    given = [_draw_criterion(form, one, by_number.get(one.id)) for one in criteria]
    with st.container(horizontal=True):
        put_in = form.pressed("Put in my scores", icon=":material/send:", kind="primary")
        as_draft = form.saved("Keep as a draft", "secondary")
    with replies.reasons_shown():
        if put_in:
            actions.put_in(acting(), kept.id, given)
            form.done("Your scores are in.")
        if as_draft:
            actions.keep(acting(), kept.id, given)
            form.done("Kept as a draft. Nobody sees it until you put it in.")


def _draw_criterion(form: KeptForm, criterion: Criterion, stored: CriterionScore | None) -> CriterionScore:
    now = "" if stored is None or stored.points is None else str(stored.points)
    words = views.choices(criterion)
    with st.container(border=True):
        label = f"{plain(criterion.text)} (weight {criterion.weight})"
        chosen = form.radio(f"points{criterion.id}", label, words, now)
        why = form.text(
            f"why{criterion.id}",
            "Why, in a sentence or two",
            stored.why if stored else "",
            LONGEST_WHY,
            height=80,
        )
    return CriterionScore(criterion.id, int(chosen) if chosen else None, why)
