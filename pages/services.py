"""Which services are commissioned, from whom, for whom."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import services
from probation_commission.ui.data import loaders
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part
from probation_commission.views import marks

guard(Permission.SEE_PICTURE)

everything = loaders.services()
top = st.container()
chosen = services.filtered(everything)

with top:
    page.heading("Services", services.finding(chosen), made_up=marks.some_of(chosen.illustrative, "service"))
with part("The chart"):
    services.draw_chart(chosen)
with part("The table"):
    services.draw_table(chosen)
