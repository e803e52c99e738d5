"""Where the hubs and offices are, who runs them, and how sure we are."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import hubs
from probation_commission.ui.data import loaders
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import filters, page, part

guard(Permission.SEE_PICTURE)

top = st.container()
every_kind = sorted(loaders.hubs().kind.unique())
if not every_kind:
    page.heading("Hubs and offices", hubs.picture().finding)
    page.empty("None of the sources that come with the app names one in the areas covered here.")
    st.stop()
kinds = st.pills("Kinds of place", every_kind, selection_mode="multi", format_func=filters.first_upper)
picture = hubs.picture(tuple(sorted(kinds)))

with top:
    page.heading("Hubs and offices", picture.finding, made_up=picture.made_up)
with part("The map"):
    hubs.draw_map(picture)
with part("The table"):
    hubs.draw_table(picture)
