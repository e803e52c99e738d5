"""The minutes of the meeting as a file, made of what this person may know when they ask for it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from probation_commission.actions import ideas as idea_actions
from probation_commission.analysis import ideas as idea_analysis
from probation_commission.analysis import scoring as analysis
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import day_of, today
from probation_commission.domain.funds import Criterion, Fund
from probation_commission.domain.ideas import KeptIdea, Move
from probation_commission.domain.money import pounds
from probation_commission.domain.scoring import BEFORE_DECISION, ScoringSeen, is_left_out
from probation_commission.geography.partnership import partnership
from probation_commission.publish import minutes
from probation_commission.publish.sheets import as_pdf
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas.scoring import deciders, of_fund
from probation_commission.ui.parts import page
from probation_commission.ui.who import Visitor, visitor
from probation_commission.views import deciding as views
from probation_commission.views import scoring as scoring_views

_LEFT_OUT = "whoever asked for these minutes was left out of it"


def draw(person: Person, fund: Fund, ideas: Sequence[KeptIdea]) -> None:
    """Which day, who was there, and the file."""
    st.subheader("Minutes", anchor=False)
    names = [person.name, *deciders(person)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.date_input(
            "The meeting was on", value=today(), max_value=today(), format="DD/MM/YYYY", width=180
        )
        there = st.multiselect(
            "Who was there",
            names,
            default=[person.name],
            key=f"present-{fund.slug}",
            placeholder="Choose who was there",
            persist_state="page",
            width=420,
        )
    made = partial(_file, visitor(), fund, on, tuple(there), tuple(ideas))
    st.download_button(
        "Minutes of this meeting (pdf)",
        data=page.given_to(visitor(), Permission.DECIDE_IDEAS, made),
        file_name=minutes.file_name(fund, on),
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        **page.words_for(Permission.DECIDE_IDEAS),
    )
    st.caption(
        "What was decided that day with its reasons, what was not decided, conflicts, and what is left. A "
        "decision that its partner does not know of is marked “not sent yet”."
    )


def _file(
    seat: Visitor,
    fund: Fund,
    on: date,
    there: tuple[str, ...],
    ideas: tuple[KeptIdea, ...],
) -> bytes:
    person, criteria = seat.now(), loaders.fund_setup(fund.slug).criteria
    # Asked anew: they may have declared a conflict since the page was drawn.
    seen = of_fund(person, fund.slug)
    told = [_minuted(person, kept, seen.get(kept.id), criteria, on) for kept in ideas]
    pot = idea_analysis.pot(fund, ideas)
    left = (
        "What the fund holds is not written down."
        if fund.amount_pence is None
        else f"{pounds(pot.left)} of {pounds(pot.amount)} is left after all decisions so far."
    )
    meeting = minutes.Meeting(on, there, tuple(one for one in told if one), left)
    return as_pdf(minutes.sheet(fund, meeting, partnership().name))


def _minuted(
    person: Person, kept: KeptIdea, known: ScoringSeen | None, criteria: Sequence[Criterion], on: date
) -> minutes.MinutedIdea | None:
    """What the minutes of that day say of an idea; nothing where it was decided on another day."""
    if known is None or known.conflict or is_left_out(person, kept):
        left_out = kept.stage in analysis.COMPETING or _decided(person, kept, on) is not None
        return minutes.MinutedIdea(kept.idea.title, "", _LEFT_OUT, "") if left_out else None
    step = _decided(person, kept, on)
    if step is None and kept.stage not in analysis.COMPETING:
        return None
    decision = views.decision(kept) if step else "not decided"
    return minutes.MinutedIdea(
        _called(kept), _scores(known, criteria), decision, _why(kept, step), left_out=known.recused
    )


def _decided(person: Person, kept: KeptIdea, on: date) -> Move | None:
    step = views.decision_of(idea_actions.history(person, kept.id))
    return step if step and day_of(step.at) == on else None


def _called(kept: KeptIdea) -> str:
    # The organisation stands as this person is shown it, or not at all.
    whose = f", {kept.idea.organisation}" if kept.stage not in BEFORE_DECISION else ""
    return f"{kept.idea.title}{whose}"


def _scores(known: ScoringSeen, criteria: Sequence[Criterion]) -> str:
    mean = analysis.mean_total(known.scores, criteria)
    in_short = scoring_views.on_paper(analysis.spreads(known.scores, criteria))
    return f"{scoring_views.out_of_100(mean)}{f'. {in_short}' if in_short else ''}"


def _why(kept: KeptIdea, step: Move | None) -> str:
    if step is None:
        return ""
    with_whom = f" Decided by {step.who}" + (
        f" with {', '.join(step.decided_with)}." if step.decided_with else "."
    )
    condition = f" Condition: {kept.condition}" if kept.condition else ""
    return f"{step.reason}{condition}{with_whom}"
