"""What an idea costs, a line for each thing, and who else pays."""

import streamlit as st

from probation_commission.domain.money import pounds
from probation_commission.domain.submission import LONGEST_COST_LINE, MOST_COST_LINES
from probation_commission.ui.ideas.writing.draft import POUNDS
from probation_commission.ui.ideas.writing.fields import IdeaFields
from probation_commission.ui.parts import click, kept_text


def draw(form: IdeaFields) -> None:
    """The lines with their total, and who else pays."""
    st.caption(f"A line for each thing. {_limits(form)}{kept_text.PRIVATE}")
    with st.container():
        for number in range(form.memory["lines"]):
            _draw_line(form, number)

    @click("Adding a line")
    def add() -> None:
        form.memory["lines"] += 1

    full = form.memory["lines"] >= MOST_COST_LINES
    st.button("Add a line", icon=":material/add:", on_click=add, disabled=full)
    most = form.fund.most_ask_pence
    of = (
        ""
        if most is None
        else f" of the {'pot’s' if form.fund.most_pence is None else 'most,'} {pounds(most)}"
    )
    st.markdown(f"**Total: {pounds(form.typed().total_pence)}**{of}")
    form.say_problems("costs")
    form.text("who_pays", "The council lends the room; we pay the insurance", long=True)


def _limits(form: IdeaFields) -> str:
    fund = form.fund
    said = [
        f"The pot is {pounds(fund.amount_pence)}. " if fund.amount_pence is not None else "",
        f"An idea gets {pounds(fund.least_pence)} or more. " if fund.least_pence else "",
        f"An idea gets up to {pounds(fund.most_pence)}. " if fund.most_pence else "",
    ]
    return "".join(said)


def _draw_line(form: IdeaFields, number: int) -> None:
    what, cost = st.columns([3, 2])
    with what:
        form.kept(f"cost{number}", kept_text.Words(f"Cost {number + 1}: what", longest=LONGEST_COST_LINE))
    with cost:
        kept_text.number(
            form.key(f"pounds{number}"),
            kept_text.Words(f"Cost {number + 1}: £", number=True),
            POUNDS,
            stored=form.memory["stored"].get(f"pounds{number}"),
            form=form.key("form"),
        )
