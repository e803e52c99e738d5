"""Where the hubs and offices are, who runs them, and how sure we are."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.geography.partnership import partnership
from probation_commission.ui import hubs
from probation_commission.ui.data import loaders
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import filters, page, part
from probation_commission.views.hubs import finding

guard(Permission.SEE_PICTURE)

places = loaders.hubs()
top = st.container()
kinds = st.pills(
    "Kinds of place", sorted(places.kind.unique()), selection_mode="multi", format_func=filters.first_upper
)
chosen = places[places.kind.isin(kinds)] if kinds else places

with top:
    page.heading("Hubs and offices", finding(chosen, partnership().name), made_up=hubs.made_up(chosen))
with part("The map"):
    hubs.draw_map(chosen, partnership().name)
with part("The table"):
    hubs.draw_table(chosen)
