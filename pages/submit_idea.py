"""An idea for a pot: written, sent in once, and what became of it."""

import streamlit as st

from probation_commission.actions import ideas as actions
from probation_commission.domain.access import Permission
from probation_commission.ui import outcomes
from probation_commission.ui.guard import guard
from probation_commission.ui.ideas import form as writing
from probation_commission.ui.ideas import fund_choice
from probation_commission.ui.ideas import own as sent_in
from probation_commission.ui.menu import OUTCOMES
from probation_commission.ui.parts import page, part
from probation_commission.views.ideas_words import finding_of_own, made_up

person = guard(Permission.SEND_IDEAS)

own = actions.own(person)
top = st.container()
# Above the form, and drawn once that is open: only then is it known whether an idea has arrived.
arrived = st.container()
with part("The ideas sent in so far"):
    sent_in.draw(person, own)
# Everybody else keys in results on the page of outcomes, which has those of all.
with part("What came of them"):
    if person.may(Permission.KEY_RESULTS) and not person.may(OUTCOMES.permission):
        outcomes.draw_own(person, own)
    sent_in.draw_next(own)
fund = fund_choice(own)
with top:
    page.heading(
        "Send in an idea", finding_of_own(own, person.organisation), made_up=made_up(fund) if fund else ()
    )
if fund is None:
    page.empty("No fund is open at the moment.")
    st.stop()

form = writing.Form(fund)
form.open(own)
with arrived:
    form.draw_sent()
form.draw()
about = f"Fund: {fund.title}, for {fund.for_whom}. Source: {fund.source}."
whose = f"you and everybody of {person.organisation}" if person.organisation else "you"
page.source(about, viewers=f"{whose}; once it is sent in, also panel members, leads and admins")
