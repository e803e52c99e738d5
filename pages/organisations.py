"""Organisations: what is known of each, two that are one, and links to them."""

import streamlit as st

from probation_commission.actions import organisations as actions
from probation_commission.domain.access import Permission
from probation_commission.ui import organisations
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part
from probation_commission.views import marks
from probation_commission.views.organisations import finding

person = guard(Permission.MANAGE_ORGANISATIONS)

known, what_each_has = actions.everyone(person)
made_up = marks.some_of((one.illustrative for one in known), "organisation")
page.heading("Organisations", finding(known), made_up=made_up)
with part("What was done"):
    organisations.draw_outcome()
details, merging = st.columns(2, gap="large")
with details, part("What is known of one"):
    organisations.draw_change(person, known)
with details, part("Contacts and areas"):
    organisations.draw_contacts(person, known)
with merging, part("Two that are one"):
    organisations.draw_merge(person, known, what_each_has)
with part("Invite by link"):
    organisations.draw_links(person, known)
with part("Who was asked"):
    organisations.draw_unanswered(person)
# Last, since it is as long as they are many.
with part("The organisations"):
    organisations.draw_table(known, what_each_has)
