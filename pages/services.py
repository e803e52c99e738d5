"""Which services are commissioned, from whom, for whom."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import furniture, loaders, services
from probation_commission.ui.guard import guard

guard(Permission.SEE_PICTURE)

everything = loaders.services()
top = st.container()
chosen = services.filtered(everything)

with top:
    furniture.heading("Services", services.finding(chosen), illustrative=bool(chosen.illustrative.any()))
services.draw_chart(chosen)
services.draw_table(chosen)
