"""Which authorities are covered here, and what is known of them."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import areas
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part, uploads

guard(Permission.MANAGE_AREAS)

page.heading("Areas", areas.finding())
uploads.watch()
with part("The list of areas"):
    areas.draw_table()
one, more = st.columns(2, gap="large")
with one:
    with part("One authority"):
        areas.draw_one()
    with part("The field for residents"):
        areas.draw_residents()
with more:
    with part("The form for more authorities"):
        areas.draw_add()
    with part("The field for outlines"):
        areas.draw_outlines()
