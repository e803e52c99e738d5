"""What is left in the pot, which ideas wait, where they would land; shortlist and decide."""

import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.domain.access import Permission
from probation_commission.ui import furniture, ideas, loaders
from probation_commission.ui.guard import guard

person = guard(Permission.SEE_IDEAS)

top = st.container()
fund = ideas.fund_choice()
if fund is None:
    with top:
        furniture.heading("Ideas", "No fund is known.")
    st.stop()

sent_in = analysis.of_fund(loaders.ideas(), fund)
pot = analysis.pot(fund, sent_in)
with top:
    furniture.heading("Ideas", ideas.finding(pot, sent_in), illustrative=fund.illustrative)
ideas.draw_pot(pot)
if not sent_in:
    furniture.empty("A partner sends in an idea; it then appears here.")
    st.stop()

ideas.draw_board(sent_in)
ideas.draw_one(person, fund, sent_in, pot)
ideas.draw_map(fund, sent_in)
ideas.draw_table(fund, sent_in)
