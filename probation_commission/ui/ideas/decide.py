"""One idea of the board: all that was typed, its history, and what this person may do with it."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.analysis.ideas import Pot
from probation_commission.domain.access import OF_NOBODY, Permission, Person
from probation_commission.domain.ideas import MOVES, NEEDS_REASON, Fund, KeptIdea, Stage, may_move
from probation_commission.domain.money import pounds
from probation_commission.ui.ideas import idea
from probation_commission.ui.parts import click, filters, kept_text, replies
from probation_commission.ui.who import acting
from probation_commission.views.ideas_words import money
from probation_commission.views.markdown import plain
from probation_commission.views.opened import into_view

BUTTONS = {
    Stage.SHORTLISTED: "Shortlist",
    Stage.APPROVED: "Approve",
    Stage.DECLINED: "Decline",
    Stage.DELIVERING: "Mark as delivering",
    Stage.CLOSED: "Close",
}
_NOT_SENT = "Not saved yet: kept on this device until you decide."
_OUTCOME = "idea-outcome"
_POUNDS = kept_text.NumberBounds(pence=True)
_SECTION, _TO_SHOW, _CLICKS = "one-idea", "idea-to-show", "idea-clicks"


def draw(person: Person, fund: Fund, ideas: Sequence[KeptIdea], pot: Pot) -> None:
    """One idea with all that was typed, its history, and what this person may do with it."""
    with st.container(key=_SECTION):
        _draw_chosen(person, fund, ideas, pot)
        if _TO_SHOW in st.session_state:
            # Once: at every other rerun the page stays where whoever reads it has scrolled.
            script = into_view(_SECTION, st.session_state.pop(_TO_SHOW))
            st.html(script, unsafe_allow_javascript=True)


def bring_into_view() -> None:
    """Let the next run end with this section at the top of the view."""
    click_number = st.session_state.get(_CLICKS, 0) + 1
    st.session_state[_CLICKS] = st.session_state[_TO_SHOW] = click_number


def _draw_chosen(person: Person, fund: Fund, ideas: Sequence[KeptIdea], pot: Pot) -> None:
    by_number = {str(kept.id): kept for kept in ideas}
    words = {"": "Choose an idea", **{key: f"{key}: {kept.idea.title}" for key, kept in by_number.items()}}
    st.header("One idea")
    replies.draw(_OUTCOME, icons=False)
    chosen = filters.choice("Idea", list(words), "idea", words=words)
    if not chosen:
        return
    kept = by_number[chosen]
    st.markdown(f"### {plain(kept.idea.title)}")
    st.markdown(f"{plain(kept.idea.organisation)}; **{kept.stage}**; {money(kept)}.")
    answers_side, decision_side = st.columns([3, 2], gap="large")
    with answers_side:
        idea.draw(kept, fund)
    with decision_side:
        _draw_moves(person, kept, pot)
        st.markdown("**History**")
        idea.draw_history(actions.history(person, kept.id))


def _draw_moves(person: Person, kept: KeptIdea, pot: Pot) -> None:
    allowed = _allowed(person, kept)
    if not allowed:
        if person.is_of_nobody and person.may(Permission.ASSESS_IDEAS):
            st.caption(OF_NOBODY)
        return
    st.markdown("**Decide**" if NEEDS_REASON.intersection(allowed) else "**Next step**")
    # By idea: what was typed beside one is not put beside the next that is opened.
    award, reason = f"award-{kept.id}", f"reason-{kept.id}"
    if Stage.APPROVED in allowed:
        _draw_award(kept, pot, award)
    if NEEDS_REASON.intersection(allowed):
        words = kept_text.Words(
            "Reason, which the partner reads", kept_text.PRIVATE, height=110, line=_NOT_SENT
        )
        kept_text.field(reason, words)
    with st.container(horizontal=True):
        for stage in allowed:
            st.button(
                BUTTONS[stage],
                key=f"{stage}-{kept.id}",
                type="primary" if stage is Stage.APPROVED else "secondary",
                on_click=_move,
                args=(kept.id, stage),
            )


def _allowed(person: Person, kept: KeptIdea) -> list[Stage]:
    """The stages to which this person may move the idea from here."""
    return [
        to_stage
        # Read from the table that the action goes by, so that no button leads to a refusal (decision 20).
        for from_stage, to_stage in MOVES
        if from_stage is kept.stage and to_stage in BUTTONS and may_move(person, kept, to_stage)
    ]


def _draw_award(kept: KeptIdea, pot: Pot, key: str) -> None:
    st.session_state.setdefault(key, kept.idea.total_pence / 100)
    note = f"They ask for {pounds(kept.idea.total_pence)}; {pounds(pot.left)} is left in the pot."
    kept_text.number(
        key, kept_text.Words("Award (£)", note, number=True), _POUNDS, stored=kept.idea.total_pence / 100
    )


@click("This step")
def _move(number: int, stage: Stage) -> None:
    # Pounds from the field are floats: 0.1 + 0.2 must not become a fraction of a penny.
    award = round(kept_text.number_typed(f"award-{number}") or 0, 2)
    reason = kept_text.typed(f"reason-{number}") if stage in NEEDS_REASON else ""
    with replies.refusal_kept(_OUTCOME, lambda refusal: f"Not changed. {refusal}"):
        moved = actions.move(acting(), number, stage, reason=reason, award_pence=round(award * 100))
        amount = f", {pounds(moved.award_pence)}" if stage is Stage.APPROVED and moved.award_pence else ""
        replies.keep(_OUTCOME, plain(f"“{moved.idea.title}” is now {stage}{amount}."))
        # Only once it is done: a refused reason stays in its field.
        kept_text.clear(f"reason-{number}", f"award-{number}")
