"""The question of a conflict of interest, with whose idea it is, before anything of the idea is shown."""

from collections.abc import Sequence

import streamlit as st

from probation_commission.actions import scoring as actions
from probation_commission.domain.access import Permission, Person
from probation_commission.domain.funds import Fund
from probation_commission.domain.ideas import KeptIdea
from probation_commission.domain.scoring import BEFORE_DECISION, LONGEST_CONFLICT, is_left_out
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas.scoring.known import OUTCOME, of_fund
from probation_commission.ui.parts import KeptForm, click, kept_text, one_of, replies
from probation_commission.ui.who import acting
from probation_commission.views.markdown import plain

_WHAT_IT_DOES = (
    "With a conflict you neither score this idea nor decide on it, and it does not open for you. That stands "
    "on the record, what binds you is read by those who decide, and you can’t lift it yourself."
)
_BOUND = "work for them, sit on their board, are paid by them, or would gain from it"
_RECUSED = (
    "You declared a conflict of interest in this idea, so it does not open for you, and you neither score it "
    "nor decide on it."
)


def may_open(person: Person, fund: Fund, kept: KeptIdea) -> bool:
    """Whether the person is shown the idea; else the question of a conflict, or that they are recused."""
    # Whoever is left out anyway decides nothing of it, and knows their own.
    if not person.may(Permission.ASSESS_IDEAS) or is_left_out(person, kept):
        return True
    if is_asked(person, fund, kept):
        replies.draw(OUTCOME)
        draw_question(kept)
        return False
    known = of_fund(person, fund.slug).get(kept.id)
    if known is None or known.conflict:
        st.info(_RECUSED, icon=":material/do_not_disturb_on:")
        return False
    return True


def is_asked(person: Person, fund: Fund, kept: KeptIdea) -> bool:
    """Whether the person has still to say whether anything binds them to it."""
    if not person.may(Permission.ASSESS_IDEAS) or is_left_out(person, kept):
        return False
    known = of_fund(person, fund.slug).get(kept.id)
    undeclared = known is not None and not known.conflict and not known.declared
    return undeclared and kept.stage in BEFORE_DECISION


def draw_questions(undeclared: Sequence[KeptIdea], then: str) -> None:
    """Of several at once: whose each is, one answer for all to which nothing binds, and one for each other.

    `then` says where they are shown afterwards.
    """
    if not undeclared:
        return
    # As they were sent in: a fund that hides names shows them on this question alone.
    named = {kept.id: kept for kept in loaders.ideas()}
    asked = [named.get(kept.id, kept) for kept in undeclared]
    st.subheader("First: does anything bind you?", anchor=False)
    st.markdown(f"Say whether you, or somebody close to you, {_BOUND}. {then}")
    st.markdown("\n".join(f"- {plain(kept.idea.organisation)}: “{plain(kept.idea.title)}”" for kept in asked))
    label = "Nothing binds me to any of them" if len(asked) > 1 else "Nothing binds me to them"
    numbers = tuple(kept.id for kept in asked)
    st.button(label, type="primary", on_click=_declare_nothing, args=numbers)
    words = {
        kept.id: f"{kept.reference or kept.id}: {kept.idea.title}, {kept.idea.organisation}" for kept in asked
    }
    with st.expander("Something binds me to one of them"):
        chosen = one_of.number("Which one", words, "conflict-with")
        if kept := next((one for one in asked if one.id == chosen), None):
            draw_conflict(kept)


def draw_question(kept: KeptIdea) -> None:
    """Whose idea it is, and the two answers."""
    st.subheader(f"Does anything bind you to {plain(kept.idea.organisation)}?", anchor=False)
    st.markdown(
        f"They sent in “{plain(kept.idea.title)}”. Before it opens, say whether you, or somebody close to "
        f"you, {_BOUND}."
    )
    st.button(
        "Nothing binds me: open it",
        type="primary",
        key=f"unbound-{kept.id}",
        on_click=_declare_nothing,
        args=(kept.id,),
    )
    draw_conflict(kept)


def draw_conflict(kept: KeptIdea) -> None:
    """The words of a conflict, with what declaring it does."""
    form = KeptForm("conflict", kept.id, "", OUTCOME)
    words = form.text("conflict", "Or write what binds you", "", LONGEST_CONFLICT, height=80)
    st.caption(f"{_WHAT_IT_DOES} {kept_text.PRIVATE}")
    if form.saved("I have a conflict of interest", "secondary"):
        if not words.strip():
            st.error("Write what binds you, in a few words.")
            return
        with replies.reasons_shown():
            actions.declare(acting(), kept.id, words)
            form.done(f"It is on the record. “{plain(kept.idea.title)}” does not open for you.")


@click("Opening this idea")
def _declare_nothing(*numbers: int) -> None:
    with replies.refusal_kept(OUTCOME):
        for number in numbers:
            actions.declare(acting(), number)
