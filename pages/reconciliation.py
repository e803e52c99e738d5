"""Which sums of a return hold and which do not; what does not, explained."""

import streamlit as st

from probation_commission.disclosure.audiences import Audience
from probation_commission.domain.access import Permission
from probation_commission.ui import reconciliation, viewed
from probation_commission.ui.data import loaders
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import RECONCILIATION, RETURNS
from probation_commission.ui.parts import filters, page, part
from probation_commission.ui.returns import choice

person = guard(Permission.EXPLAIN)

history = loaders.history()
if history.empty:
    page.heading("Reconciliation", "No return has been received.")
    page.empty("A return is reconciled when it is loaded.", page=RETURNS.file, label="Load a return")
    st.stop()

top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    versions = choice.versions(history)
filters.draw_instead()

if versions.empty:
    with top:
        page.heading("Reconciliation", filters.no_such_month("return"))
    st.stop()

chosen = reconciliation.in_force(versions)
if chosen is None:
    with top:
        page.heading("Reconciliation", "This return was withdrawn.")
    reconciliation.say_nothing_in_force(versions)
    st.stop()

viewed.note(person, Audience.RESTRICTED, RECONCILIATION, chosen.area_code)
with top:
    reconciliation.draw_finding(chosen)
with part("The checks"):
    reconciliation.draw(person, chosen)
