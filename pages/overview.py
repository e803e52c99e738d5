"""The finding first for the chosen area; what is new; what needs attention."""

import streamlit as st

from probation_commission.disclosure.counts import audience
from probation_commission.domain.access import Permission
from probation_commission.ui import filters, furniture, overview
from probation_commission.ui.guard import guard

person = guard(Permission.SEE_PICTURE)
to = audience(person)

top = st.container()
area = filters.area_choice()
with top:
    furniture.heading(
        "Overview", overview.finding(area, person, to), illustrative=overview.is_illustrative(area, person)
    )
attention, new = st.columns(2, gap="large")
with attention:
    overview.draw_attention(area, person, to)
with new:
    overview.draw_new(person)
overview.draw_cohort(area, person, to)
furniture.source("Sources: the returns, hubs and services behind each link.", to=to)
