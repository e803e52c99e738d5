"""Write an idea for a pot, send it in once, and read what became of it."""

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Permission
from probation_commission.ui.guard import guard
from probation_commission.ui.ideas import board
from probation_commission.ui.ideas import form as submit_idea
from probation_commission.ui.parts import page

person = guard(Permission.SEND_IDEAS)

own = actions.own(person)
top = st.container()
arrived = st.container()
submit_idea.draw_own(person, own)
fund = board.fund_choice()
with top:
    made_up = fund is not None and fund.illustrative
    page.heading("Send in an idea", submit_idea.finding(own), illustrative=made_up)
if fund is None:
    page.empty("No fund is open at the moment.")
    st.stop()

form = submit_idea.Form(person, fund)
form.open(own)
with arrived:
    form.draw_sent()
form.draw()
about = f"Fund: {fund.title}, for {fund.for_whom}. Source: {fund.source}."
page.source(about, to="you; once it is sent in, also panel members, leads and admins")
