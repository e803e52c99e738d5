"""Which services are commissioned, from whom, for whom."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import services
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part

guard(Permission.SEE_PICTURE)

top = st.container()
picture = services.chosen()

with top:
    page.heading("Services", picture.finding, made_up=picture.made_up)
with part("The chart"):
    services.draw_chart(picture)
with part("The table"):
    services.draw_table(picture)
