"""How an opened idea is scored: whose scores are in, how far apart they are, why, and what was agreed."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import scoring as actions
from probation_commission.analysis import scoring as analysis
from probation_commission.domain.access import OF_NOBODY, Permission, Person
from probation_commission.domain.days import day
from probation_commission.domain.funds import Criterion, Fund
from probation_commission.domain.ideas import KeptIdea, Stage
from probation_commission.domain.scoring import LONGEST_MODERATION, SCORES_TO_COME, ScoringSeen, is_left_out
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas.scoring import own
from probation_commission.ui.ideas.scoring.conflict import draw_conflict
from probation_commission.ui.ideas.scoring.known import OUTCOME, of_fund
from probation_commission.ui.parts import KeptForm, kept_text, page, replies
from probation_commission.ui.who import acting
from probation_commission.views import scoring as views
from probation_commission.views.markdown import plain

_ITS_OWN = "This idea is your own, or your organisation’s, so its scores are not shown to you."


def draw(person: Person, fund: Fund, kept: KeptIdea) -> None:
    """The person's own scores, and those of others once theirs are in."""
    if not person.may(Permission.ASSESS_IDEAS):
        return
    st.subheader("Scores", anchor=False)
    replies.draw(OUTCOME)
    if is_left_out(person, kept):
        st.caption(_ITS_OWN if kept.is_of(person) else OF_NOBODY)
        return
    criteria, seen = loaders.fund_setup(fund.slug).criteria, of_fund(person, fund.slug).get(kept.id)
    if seen is None:
        return
    if not criteria:
        st.caption("This fund has no criteria. A lead writes them in the view “The fund”.")
    elif seen.scores or kept.stage in SCORES_TO_COME:
        _draw_known(person, kept, seen, criteria)
    else:
        st.caption("Nobody scored it.")
    with st.expander("Something binds me to them after all"):
        draw_conflict(kept)


def _draw_known(person: Person, kept: KeptIdea, seen: ScoringSeen, criteria: Sequence[Criterion]) -> None:
    if kept.stage is Stage.SCORING or seen.scores:
        st.markdown(plain(" ".join(views.who_is_in(seen))))
    else:
        st.caption("It is scored once it stands at “being scored”.")
    if seen.shown and seen.scores:
        _draw_scores(seen, criteria)
        _draw_notes(person, kept, seen)
    elif seen.may_score and seen.put_in:
        st.caption("What others gave is shown once your scores are in.")
    elif seen.put_in:
        st.caption("What they gave is shown once all are in, or scoring is over.")
    if seen.may_score:
        own.draw(kept, seen, criteria)
    elif kept.stage is Stage.SCORING:
        st.caption("This fund names others to score its ideas.")


def _draw_scores(seen: ScoringSeen, criteria: Sequence[Criterion]) -> None:
    spreads = analysis.spreads(seen.scores, criteria)
    st.markdown(views.finding(analysis.mean_total(seen.scores, criteria), spreads, seen))
    page.chart(views.spread_chart, spreads, alt=views.in_short(spreads))
    with st.expander("Every score with its reason"):
        for one in seen.scores:
            st.markdown(f"**{plain(one.who)}**, {views.out_of_100(analysis.total(one, criteria))}")
            st.markdown(views.reasons(one, criteria))
    if seen.earlier:
        with st.expander(f"Scores that do not count any more ({len(seen.earlier)})"):
            for one in seen.earlier:
                when = f", put in on {day(one.in_at)}" if one.in_at else ""
                st.markdown(f"**{plain(one.who)}**{when}")
                st.markdown(views.reasons(one, criteria))


def _draw_notes(person: Person, kept: KeptIdea, seen: ScoringSeen) -> None:
    """What was agreed when it was talked about, and for leads the form to write it."""
    for note in seen.notes:
        st.markdown(f"Moderation: {views.note(note)}")
    if not person.may(Permission.DECIDE_IDEAS):
        return
    with st.expander("Write a moderation note"):
        form = KeptForm("moderation", kept.id, len(seen.notes), OUTCOME)
        text = form.text("moderation", "What those who scored agreed on", "", LONGEST_MODERATION, height=100)
        st.caption(f"Those who assess and decide read it. {kept_text.PRIVATE}")
        if form.saved("Save the note", "secondary"):
            with replies.reasons_shown():
                actions.moderate(acting(), kept.id, text)
                form.done("The note is saved.")
