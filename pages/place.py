"""One sheet a place: what is known of a ward, a locality or an authority, on one side of A4."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import place_sheets, viewed
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import PLACE
from probation_commission.ui.parts import page, part
from probation_commission.ui.sight import current_sight

person = guard(Permission.SEE_PICTURE)
own = current_sight(person)

# The finding stands first and needs the choices below it, so its place is kept.
top = st.container()
place, sight = place_sheets.choices(own)
sheet = place_sheets.sheet(place, sight, person)
viewed.note(person, sight.audience, PLACE, place.area.code, under=sheet.under)
with top:
    page.heading("One place", sheet.finding, made_up=sheet.made_up, under=sheet.under)
with part("What an old ward became"):
    place_sheets.draw_unknown()
with part("The sheet"):
    place_sheets.draw(sheet)
