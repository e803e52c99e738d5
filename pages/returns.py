"""Load a return: see what was understood and what does not add up, then accept it."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import furniture, history, loaders, returns, templates
from probation_commission.ui.guard import guard

person = guard(Permission.LOAD_RETURNS)

furniture.heading(
    "Returns",
    "Load an IOM return or a service’s monthly return. Nothing is kept until you accept it.",
    illustrative=bool(loaders.history().illustrative.any()),
)
returns.draw_outcome()
upload, template = st.columns([5, 2], gap="large", vertical_alignment="top")
with upload:
    checked = returns.upload(person)
with template:
    returns.offer_template()
    templates.offer_cohort()
if checked:
    returns.draw_check(person, checked)
history.draw(person)
