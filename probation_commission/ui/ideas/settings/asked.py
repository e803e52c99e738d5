"""What ideas are scored by and asked, one at a time, and who scores them."""

import streamlit as st

from probation_commission.actions import funds as actions
from probation_commission.domain import fund_terms as terms
from probation_commission.domain.access import Person
from probation_commission.domain.funds import (
    POINTS,
    USUAL_WEIGHT,
    USUAL_WORDS,
    Criterion,
    Fund,
    FundQuestion,
)
from probation_commission.ui.data import loaders
from probation_commission.ui.ideas.settings.outcome import OUTCOME
from probation_commission.ui.parts import KeptForm, page, replies
from probation_commission.views import funds_words as words

_NEW = 0


def draw_criteria(person: Person, fund: Fund) -> None:
    """The criteria as they are, and one of them, or a new one, with what each score means."""
    st.header("What ideas are scored by")
    criteria = loaders.fund_setup(fund.slug).criteria
    if criteria:
        page.table(words.criteria_table(criteria))
    names = {_NEW: "a new criterion", **{one.id: one.text for one in criteria}}
    number = _chosen("Criterion", names, f"fund_criterion_{fund.slug}")
    one = next((one for one in criteria if one.id == number), None)
    now = one or Criterion(_NEW, "", USUAL_WEIGHT, USUAL_WORDS)
    form = KeptForm("fund_criterion", f"{fund.slug}_{number}", one, OUTCOME)
    text = form.text("text", "What ideas are scored by", now.text, terms.LONGEST_CRITERION)
    weight = form.number("weight", "Weight: 2 counts twice as much as 1", now.weight, terms.MOST_WEIGHT)
    zero, first, second, third, fourth = (
        form.text(f"words{points}", f"What {points} means", now.words[points], terms.LONGEST_WORDS)
        for points in POINTS
    )
    st.caption(
        "Once ideas were scored by a criterion, other words make a new one, which is scored anew; the weight "
        "can be changed."
    )
    if form.saved("Save the criterion"):
        written = Criterion(now.id, text, int(weight or 0), (zero, first, second, third, fourth))
        with replies.reasons_shown():
            actions.put_criterion(person, fund.slug, written)
            form.done("The criterion is saved.")
    if one and _sure("Ideas are scored by it no more", f"fund_out_{one.id}"):
        with replies.reasons_shown():
            actions.take_out_criterion(person, fund.slug, one.id)
            form.done("The criterion is taken out. What was scored by it is kept.")


def draw_questions(person: Person, fund: Fund) -> None:
    """The fund's own questions, one at a time."""
    st.header("Asked besides the usual questions")
    questions = loaders.fund_setup(fund.slug).questions
    if not questions:
        page.empty("None: its ideas are asked the usual questions alone. Write one that this fund needs.")
    names = {_NEW: "a new question", **{one.id: one.text for one in questions}}
    number = _chosen("Question", names, f"fund_question_{fund.slug}")
    one = next((one for one in questions if one.id == number), None)
    form = KeptForm("fund_question", f"{fund.slug}_{number}", one, OUTCOME)
    text = form.text("text", "Question, as partners read it", one.text if one else "", terms.LONGEST_QUESTION)
    st.caption("Once it was answered, other words make a new question; the answers to the old one are kept.")
    if form.saved("Save the question"):
        with replies.reasons_shown():
            actions.put_question(person, fund.slug, FundQuestion(number, text))
            form.done("The question is saved.")
    if one and _sure("It is asked no more", f"fund_unasked_{one.id}"):
        with replies.reasons_shown():
            actions.take_out_question(person, fund.slug, one.id)
            form.done("The question is taken out. What was answered to it is kept.")


def draw_assessors(person: Person, fund: Fund) -> None:
    """Who scores the ideas of the fund, by name."""
    st.header("Who scores its ideas")
    now = loaders.fund_setup(fund.slug).assessors
    known = {one.id: one for one in [*actions.may_assess(person), *now]}
    # Two can have one name.
    names = {f"{one.name} (account {one.id})": one.id for one in known.values()}
    mine = {number: words for words, number in names.items()}
    gone = [one for one in now if not one.can_assess]
    form = KeptForm("fund_assessors", fund.slug, now, OUTCOME)
    chosen = form.several(
        "assessors",
        "Assessors; nobody chosen: everybody who may assess ideas",
        list(names),
        [mine[one.id] for one in now],
        words="Panel members, leads and admins with access.",
    )
    if gone:
        st.warning(f"No access to assess any more: {words.names_of(gone)}. Take them off, or give it back.")
    if form.saved("Save the assessors"):
        with replies.reasons_shown():
            actions.put_assessors(person, fund.slug, [names[one] for one in chosen if one in names])
            form.done("The assessors are saved.")


def _chosen(label: str, names: dict[int, str], key: str) -> int:
    """The number of the one that is chosen: a new one at first, and where it was taken out meanwhile."""
    if st.session_state.get(key) not in names:
        st.session_state.pop(key, None)
    number: int = st.selectbox(label, list(names), format_func=names.__getitem__, key=key)
    return number


def _sure(what: str, key: str) -> bool:
    """Whether something is to be taken out: said first, and then pressed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        sure = st.checkbox(what, key=key)
        return st.button("Take it out", disabled=not sure, key=f"{key}_out")
