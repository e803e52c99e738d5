"""Where the IOM cohort lives, by ward and RAG, month by month."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import filters, furniture, iom, released
from probation_commission.ui.guard import guard
from probation_commission.ui.identity import current_audience
from probation_commission.ui.menu import RETURNS

person = guard(Permission.SEE_IOM)
to = current_audience(person)

top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    area = filters.area_choice()
    months = released.iom(area.code, to)
    if months:
        month = filters.month_choice(list(months))
        rag = iom.rag_choice()
        per_residents = iom.rate_choice(months[month])

if not months:
    with top:
        furniture.heading("IOM by ward", f"No IOM return has been received for {area.name}.")
    furniture.empty(
        "A lead loads the area's monthly return; its wards then appear here.",
        page=RETURNS.file if person.may(RETURNS.permission) else None,
        label="Load a return",
    )
    st.stop()

picture = iom.Picture(area, month, rag, to, per_residents=per_residents)
with top:
    furniture.heading("IOM by ward", picture.finding, illustrative=picture.illustrative)
map_side, beside = st.columns([3, 2], gap="large")
with map_side:
    picture.draw_map()
with beside:
    picture.draw_ward()
    picture.draw_beside()
picture.draw_trend()
picture.draw_table()
picture.draw_other_figures()
