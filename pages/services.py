"""Which services are commissioned, from whom, for whom, where, and until when."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.domain.public_pages import PublicPage
from probation_commission.ui import public_pages, services
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import page, part, uploads

person = guard(Permission.SEE_PICTURE)

top = st.container()
view = services.view_choice(loading=services.register.may_load(person))
if view == services.REGISTER:
    uploads.watch()
    with top:
        page.heading("Services", services.register.FINDING)
    with part("The register"):
        services.register.draw(person)
    st.stop()
picture = services.chosen()

with top:
    page.heading("Services", picture.finding, made_up=picture.made_up)
    # On the map and before a court what is looked for comes first.
    if view in {services.LIST, services.TIME}:
        with part("What ends"):
            services.draw_ends(picture)
if view == services.MAP:
    with part("The map"):
        services.where.draw(picture)
elif view == services.TIME:
    with part("The calendar"):
        services.over_time.draw_calendar(picture)
    with part("From one contract to the next"):
        services.over_time.draw_transition(picture)
elif view == services.OPEN:
    with part("What is available"):
        services.open_now.draw(picture)
    with part("Publishing"):
        public_pages.draw(person, PublicPage.AVAILABLE)
else:
    beside, card = st.columns([2, 3], gap="large")
    with beside, part("The list"):
        services.draw_list(picture)
    with card, part("One service"):
        services.card.draw(person, picture)
    with part("The chart"):
        services.draw_chart(picture)
    with part("The table"):
        services.draw_table(picture)
