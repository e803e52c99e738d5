"""What a person may do with one opened idea: next steps, and decisions, which show first what they do."""

from contextlib import nullcontext

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.analysis.ideas import Pot
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.days import today
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import MOVES, NEEDS_REASON, OF_ITS_OWNER, KeptIdea, Stage, may_move
from probation_commission.domain.money import pounds
from probation_commission.ui.ideas.scoring import deciders
from probation_commission.ui.ideas.telling import OUTCOME
from probation_commission.ui.parts import click, kept_text, replies
from probation_commission.ui.who import acting
from probation_commission.views import idea_letters, ideas
from probation_commission.views.markdown import plain

BUTTONS = {
    Stage.ELIGIBLE: "Eligible",
    Stage.INELIGIBLE: "Not eligible",
    Stage.SCORING: "Have it scored",
    Stage.SHORTLISTED: "Shortlist",
    Stage.MORE_NEEDED: "Ask for more",
    Stage.DEFERRED: "Put off",
    Stage.AGREEMENT: "Agree",
    Stage.APPROVED: "Approve",
    Stage.DECLINED: "Decline",
    Stage.DELIVERING: "Mark as delivering",
    Stage.CLOSED: "End the project",
}
_ENDS = (
    "Its service ends in the directory today, so nobody is referred to it any more. What was paid stays "
    "in the books. This can’t be taken back."
)
_NOT_SENT = "Not saved yet: kept on this device until you decide."
_POUNDS = kept_text.NumberBounds(pence=True)
_PEOPLE = kept_text.NumberBounds(most=100_000)


def allowed(person: Person, kept: KeptIdea) -> list[Stage]:
    """The stages to which this person may move the idea from here."""
    return [
        to_stage
        # Read from the table that the action goes by, so that no button leads to a refusal (decision 20).
        for from_stage, to_stage in MOVES
        if from_stage is kept.stage and to_stage not in OF_ITS_OWNER and may_move(person, kept, to_stage)
    ]


def draw(person: Person, fund: Fund, kept: KeptIdea, pot: Pot) -> None:
    """The next steps, a button each, and the decisions."""
    to_stages = allowed(person, kept)
    steps = [stage for stage in to_stages if stage not in NEEDS_REASON]
    if steps:
        st.subheader("Next step", anchor=False)
        with st.container(horizontal=True):
            for stage in steps:
                _draw_step(kept, stage)
    draw_decision(person, fund, kept, pot)
    _draw_take_back(person, kept)


def _draw_step(kept: KeptIdea, stage: Stage) -> None:
    """Its button; for what can't be taken back, within what says what goes with it."""
    with st.popover(f"{BUTTONS[stage]} …") if stage is Stage.CLOSED else nullcontext():
        if stage is Stage.CLOSED:
            st.markdown(_ENDS)
        st.button(BUTTONS[stage], key=f"{stage}-{kept.id}", on_click=_move, args=(kept.id, stage))


def draw_decision(person: Person, fund: Fund, kept: KeptIdea, pot: Pot) -> None:
    """The decisions that this person may make of it: what is chosen, what it does, the one button for it."""
    decisions = [stage for stage in allowed(person, kept) if stage in NEEDS_REASON]
    if not decisions:
        return
    st.subheader("Decide", anchor=False)
    key = f"decision-{kept.id}"
    if st.session_state.get(key) not in decisions:
        st.session_state[key] = None
    stage = st.segmented_control("Decision", decisions, key=key, format_func=BUTTONS.__getitem__)
    if stage is None:
        st.caption("Choose one to see what it does. Nothing is done or sent by choosing.")
        return
    if stage is Stage.APPROVED:
        _draw_award(kept, pot)
    _draw_reason(kept)
    _draw_with(person, kept)
    _draw_effect(fund, kept, pot, stage)
    st.button(
        f"Make this decision: {BUTTONS[stage].lower()}",
        key=f"{stage}-{kept.id}",
        type="primary",
        on_click=_move,
        args=(kept.id, stage),
    )


def _draw_award(kept: KeptIdea, pot: Pot) -> None:
    asked = kept.idea.total_pence / 100
    # By idea: what was typed beside one is not put beside the next that is opened.
    st.session_state.setdefault(f"award-{kept.id}", asked)
    note = f"They ask for {pounds(kept.idea.total_pence)}; {pounds(pot.left)} is left in the pot."
    money, people = st.columns(2)
    with money:
        words = kept_text.Words("Award (£)", note, number=True)
        kept_text.number(f"award-{kept.id}", words, _POUNDS, stored=asked)
    with people:
        words = kept_text.Words("People a year", "How many its award is for; empty: not said.", number=True)
        kept_text.number(f"year-{kept.id}", words, _PEOPLE)
    words = kept_text.Words(
        "Condition, which the partner reads", "What the award depends on; empty: nothing.", line=_NOT_SENT
    )
    kept_text.field(f"condition-{kept.id}", words)


def _draw_reason(kept: KeptIdea) -> None:
    words = kept_text.Words("Reason, which the partner reads", kept_text.PRIVATE, height=110, line=_NOT_SENT)
    kept_text.field(f"reason-{kept.id}", words)


def _draw_with(person: Person, kept: KeptIdea) -> None:
    """With whom it is decided: those who assess or lead, but nobody whom something binds to it."""
    others = deciders(person, kept.id)
    if others:
        st.multiselect(
            "Decided with",
            others,
            key=f"with-{kept.id}",
            placeholder="Choose who decided with you",
            help="Whoever declared a conflict, or belongs to its organisation, is not among them.",
            persist_state="page",
        )


def _draw_effect(fund: Fund, kept: KeptIdea, pot: Pot, stage: Stage) -> None:
    """What the decision does: the award, what is left, the agreed target, and what the partner will read."""
    award = _award(kept.id) if stage is Stage.APPROVED else None
    st.markdown("**What this does**")
    if award is not None:
        for line in ideas.effect(kept, pot, award):
            st.markdown(f"- {line}")
        st.markdown(f"- {ideas.promise_words(actions.promise_of(kept, today()))}")
    written = idea_letters.letter(
        fund,
        kept,
        stage,
        reason=kept_text.typed(f"reason-{kept.id}"),
        award_pence=award,
        condition=kept_text.typed(f"condition-{kept.id}") if award is not None else "",
    )
    st.markdown(f"- {ideas.WHEN_TOLD[stage is Stage.MORE_NEEDED]}")
    with st.container(border=True):
        for line in ideas.letter_lines(written):
            st.markdown(line)


def _award(idea_id: int) -> int:
    # Pounds from the field are floats: 0.1 + 0.2 must not become a fraction of a penny.
    return round(round(kept_text.number_typed(f"award-{idea_id}") or 0, 2) * 100)


def _draw_take_back(person: Person, kept: KeptIdea) -> None:
    """A decision that its partner is not told of, taken back with its reason."""
    decides = person.may(Permission.DECIDE_IDEAS) and not (kept.is_of(person) or person.is_of_nobody)
    if not kept.waits_to_be_told or not decides:
        return
    money = f" {pounds(kept.award_pence)} goes back to the pot." if kept.award_pence else ""
    with st.expander("Take this decision back", key=f"take-back-fold-{kept.id}"):
        st.markdown(f"It goes back to where it stood, and the reason stays in its history.{money}")
        words = kept_text.Words("Why is it taken back?", kept_text.PRIVATE, height=80, line=_NOT_SENT)
        kept_text.field(f"back-{kept.id}", words)
        st.button("Take it back", key=f"take-back-{kept.id}", on_click=_take_back, args=(kept.id,))


@click("Taking this decision back")
def _take_back(number: int) -> None:
    with replies.refusal_kept(OUTCOME, lambda refusal: f"Not changed. {refusal}"):
        kept = actions.take_back(acting(), number, reason=kept_text.typed(f"back-{number}"))
        replies.keep(OUTCOME, plain(f"“{kept.idea.title}” is {kept.stage.label} again."))
        kept_text.clear(f"back-{number}")


@click("This step")
def _move(number: int, stage: Stage) -> None:
    approved = stage is Stage.APPROVED
    together: list[str] = st.session_state.get(f"with-{number}", []) if stage in NEEDS_REASON else []
    with replies.refusal_kept(OUTCOME, lambda refusal: f"Not changed. {refusal}"):
        people = kept_text.number_typed(f"year-{number}") if approved else None
        moved = actions.move(
            acting(),
            number,
            stage,
            reason=kept_text.typed(f"reason-{number}") if stage in NEEDS_REASON else "",
            award_pence=_award(number) if approved else None,
            condition=kept_text.typed(f"condition-{number}") if approved else "",
            expects_a_year=None if people is None else int(people),
            decided_with=tuple(together),
        )
        amount = f", {pounds(moved.award_pence)}" if approved and moved.award_pence else ""
        replies.keep(OUTCOME, plain(f"“{moved.idea.title}” is now {stage.label}{amount}."))
        # Only once it is done: a refused reason stays in its field.
        kept_text.clear(*(f"{name}-{number}" for name in ("reason", "award", "condition", "year")))
        st.session_state.pop(f"decision-{number}", None)
