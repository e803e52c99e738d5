"""Where the hubs and offices are, when they are open and to whom, who attends, and how far it is to them."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.domain.public_pages import PublicPage
from probation_commission.ui import entry, hubs, public_pages
from probation_commission.ui.data import loaders
from probation_commission.ui.guard import guard
from probation_commission.ui.parts import filters, page, part

person = guard(Permission.SEE_PICTURE)

VIEWS = {
    "map": "Map and list",
    "week": "Week",
    "compare": "Side by side",
    "first": "First appointment",
    "reach": "Reach",
    **({"change": "Change"} if person.may(Permission.EDIT_DIRECTORY) else {}),
}
top = st.container()
if loaders.hubs().empty and not person.may(Permission.EDIT_DIRECTORY):
    page.heading("Hubs and offices", hubs.picture().finding)
    page.empty("None of the sources that come with the app names one in the areas covered here.")
    st.stop()
with part("The reply"):
    hubs.card.draw_outcome()
view = filters.choice("View", list(VIEWS), "view", words=VIEWS, buttons=True)
wanted = hubs.choices() if view == "map" else hubs.EVERYTHING
chosen = hubs.card.chosen()
picture = hubs.picture(wanted, chosen=chosen)

with top:
    page.heading("Hubs and offices", picture.finding, made_up=picture.made_up)
if view == "map":
    on_map, beside = st.columns([3, 2])
    with on_map, part("The map"):
        hubs.draw_map(picture, clickable=True)
    with beside, part("The place"):
        hubs.card.draw(person, chosen) if chosen else hubs.draw_list(picture)
    with part("The table"):
        hubs.draw_table(picture)
elif view == "week":
    with part("The week"):
        hubs.side_by_side.draw_week()
elif view == "compare":
    with part("Side by side"):
        hubs.side_by_side.draw_matrix()
elif view == "first":
    with part("First appointment"):
        hubs.first.draw()
    with part("Publishing"):
        public_pages.draw(person, PublicPage.FIRST)
elif view == "reach":
    with part("Reach"):
        hubs.reach.draw(person)
else:
    with part("What operators ask for"):
        entry.draw_waiting(person)
    with part("The form"):
        hubs.form.draw(person)
