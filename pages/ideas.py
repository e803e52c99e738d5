"""What is left in the pot, which ideas wait, where they would land; shortlisted and decided."""

import streamlit as st

from probation_commission.analysis import ideas as analysis
from probation_commission.domain.access import Permission
from probation_commission.ui.data import loaders
from probation_commission.ui.guard import guard
from probation_commission.ui.ideas import board, decide, fund_choice
from probation_commission.ui.parts import page, part
from probation_commission.views import ideas_words

person = guard(Permission.SEE_IDEAS)

top = st.container()
fund = fund_choice(loaders.ideas())
if fund is None:
    with top:
        page.heading("Ideas", "No fund is known.")
    st.stop()

# Drafts are not among them: they are their owners’ alone.
sent_in = analysis.of_fund(loaders.ideas(), fund)
pot = analysis.pot(fund, sent_in)
with top:
    page.heading("Ideas", ideas_words.finding(pot, sent_in), made_up=ideas_words.made_up(fund))
with part("The pot"):
    board.draw_pot(pot, made_up=fund.illustrative)
if not sent_in:
    page.empty("A partner sends in an idea; it then appears here.")
    st.stop()

with part("The board"):
    board.draw_board(sent_in)
with part("The idea"):
    decide.draw(person, fund, sent_in, pot)
with part("The map"):
    board.draw_map(fund, sent_in)
with part("The table"):
    board.draw_table(fund)
