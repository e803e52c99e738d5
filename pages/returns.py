"""A return loaded: what was understood, what does not add up, and then whether to accept it."""

import streamlit as st

from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Permission
from probation_commission.ui import viewed
from probation_commission.ui.data import loaders
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import RETURNS
from probation_commission.ui.parts import page, part, templates
from probation_commission.ui.returns import check, history, report
from probation_commission.views import marks

person = guard(Permission.LOAD_RETURNS)

viewed.note(person, Audience.RESTRICTED, RETURNS)
page.heading(
    "Returns",
    "Load what was sent for a month: an area’s IOM cohort, a service’s return, RaM’s performance report, a "
    "tracker or needs. Nothing is kept until you accept it.",
    made_up=marks.some_of(loaders.history().illustrative, "return loaded before", "returns loaded before"),
)
check.draw_outcome()
upload, template = st.columns([5, 2], gap="large", vertical_alignment="top")
with upload:
    checked = check.upload(person)
with template:
    # Folded once a file was chosen: beside the templates the check would begin where they end.
    folded = st.expander("Templates, and what to cut") if checked else st.container()
with folded, part("The templates"):
    templates.offer_service()
    templates.offer_cohort()
    templates.offer_trackers()
    templates.offer_needs()
    report.say_how_to_cut()
if checked:
    with part("The check of this file"):
        check.draw_check(person, checked)
# Below the check: whoever is refused looks here for who came first (decision 58).
with part("The returns loaded before"):
    history.draw(person)
