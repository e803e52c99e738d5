"""A probation region on one map: its authorities or units by a chosen measure, month by month."""

from datetime import date

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import region, viewed
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import REGION, RETURNS
from probation_commission.ui.parts import filters, page, part
from probation_commission.ui.sight import current_sight

person = guard(Permission.SEE_IOM)
sight = current_sight(person)
region.go_to_the_clicked()
viewed.note(person, sight.audience, REGION)

# The finding stands first and needs the choices below it, so its place is kept.
top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = region.region_choice()
    with st.spinner("Working out what may be shown of each authority …"):  # of 33: seconds after a start
        months = region.months(chosen.code, sight)
    this_month = date.today().replace(day=1)  # noqa: DTZ011 (the desk's day)
    month = filters.month_choice(months) if months else this_month
    if month:
        picture = region.picture_choice(chosen, month, sight)

if not months:
    with top:
        page.heading("Region", f"No IOM return of any authority of {chosen.in_words} has been received.")
    page.empty(
        "Once a lead loads an authority’s monthly return, it is on this map.",
        page=RETURNS.file if person.may(RETURNS.permission) else None,
        label="Load a return",
    )
    with part("The map"):
        region.draw_map(picture)
    st.stop()

if month is None:
    with top:
        page.heading("Region", filters.no_such_month(f"IOM return of {chosen.in_words}"))
    st.stop()

viewed.note(person, sight.audience, REGION, under=picture.lifting)
with top:
    page.heading("Region", picture.finding, made_up=picture.made_up, under=picture.lifting)
map_side, beside = st.columns([3, 2], gap="large")
with map_side, part("The map"):
    region.draw_map(picture)
with beside, part("The area chosen"):
    region.draw_one(picture)
with part("The boroughs compared"):
    region.draw_comparison(picture)
with part("The months of a year"):
    region.draw_year(picture)
with part("The table"):
    region.draw_table(picture)
