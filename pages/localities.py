"""The wards grouped into localities, and the names that were confirmed to be wards."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import filters, page, part
from probation_commission.ui.places import aliases, localities

person = guard(Permission.MANAGE_LOCALITIES)

top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    area = filters.area_choice()
    ward_set = localities.ward_set_choice(area)
filters.draw_instead()
editor = localities.Editor(ward_set)
with top:
    page.heading("Localities", editor.finding, made_up=editor.made_up)
    localities.draw_outcome()
wards, made = st.columns([3, 2], gap="large")
with wards:
    grouping = editor.draw()
with made, part("The localities made so far"):
    editor.draw_made(grouping)
    editor.draw_import()
    editor.draw_invented()
with part("The names confirmed to be wards"):
    aliases.draw(person)
