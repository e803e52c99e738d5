"""Who may sign in, and as what."""

import streamlit as st

from probation_commission.actions import people as actions
from probation_commission.domain.access import Permission
from probation_commission.ui import people
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part
from probation_commission.views.people import finding

person = guard(Permission.MANAGE_PEOPLE)

# Through the action, which asks once more: a list of addresses is not cached for everybody.
accounts = actions.everyone(person)
page.heading("People", finding(account.role for account in accounts if account.active))
people.draw_outcome()
people.explain_local_mode()
with part("The list of people"):
    people.draw_table(accounts)
give, change = st.columns(2, gap="large")
with give, part("The form for somebody new"):
    people.draw_add(person)
with change, part("The form for a change"):
    people.draw_change(person, accounts)
people.explain_roles()
