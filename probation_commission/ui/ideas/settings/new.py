"""Last year's fund copied for this year, or a new one."""

import streamlit as st

from probation_commission.actions import funds as actions
from probation_commission.domain import fund_terms as terms
from probation_commission.domain.access import Person
from probation_commission.domain.funds import Fund
from probation_commission.geography.partnership import partnership
from probation_commission.ui.ideas.fund import areas
from probation_commission.ui.ideas.settings.form import gaps_to_choose, typed_fund
from probation_commission.ui.ideas.settings.outcome import OUTCOME
from probation_commission.ui.parts import KeptForm, replies
from probation_commission.views.markdown import plain


def draw(person: Person, fund: Fund) -> None:
    """The fund that is chosen, copied with other days; below it a form for one that is like no other."""
    st.header("Copy this fund for another year")
    if person.scope.covers([area.code for area in areas(fund)]):
        _draw_copy(person, fund)
    else:
        st.caption("It is of areas that you are no lead of, so you can’t copy it.")
    st.header("A new fund")
    home = next((code for code in partnership().home if person.scope.covers([code])), "")
    blank = Fund("", "", None, home, "", "")
    form = KeptForm("fund", "new", blank, OUTCOME)
    typed = typed_fund(form, blank, gaps_to_choose(person, blank))
    if form.saved("Add the fund", "secondary"):
        with replies.reasons_shown():
            _opened(actions.add(person, typed))
            form.done(f"{plain(typed.name)} is added. Next: its criteria and assessors.")


def _draw_copy(person: Person, fund: Fund) -> None:
    st.caption(
        "Copied are purpose, rules, money, criteria, questions, gaps, and the assessors who still have "
        "access; not its ideas, nor the days of decision, spending and reports: set these afterwards."
    )
    form = KeptForm("fund_copy", fund.slug, fund.slug, OUTCOME)
    name = form.text("name", "Name of the new fund", fund.name, terms.LONGEST_NAME)
    with st.container(horizontal=True):
        opens = form.day("opens", "Opens", None)
        closes = form.day("closes", "Last day to send in", None)
    if form.saved("Copy the fund"):
        with replies.reasons_shown():
            _opened(actions.copy(person, fund.slug, name, opens, closes))
            form.done(f"{plain(name)} is made. Next: its days under “Change it”.")


def _opened(slug: str) -> None:
    """Let the page open that fund."""
    st.query_params["fund"], st.query_params["part"] = slug, "read"
