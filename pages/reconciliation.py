"""Which sums of a return hold and which do not; explain what does not."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import furniture, loaders, reconciliation, return_choice
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import RETURNS

person = guard(Permission.EXPLAIN)

history = loaders.history()
if history.empty:
    furniture.heading("Reconciliation", "No return has been received.")
    furniture.empty("A return is reconciled when it is loaded.", page=RETURNS.file, label="Load a return")
    st.stop()

top = st.container()
with st.container(horizontal=True, vertical_alignment="bottom"):
    versions = return_choice.versions(history)

chosen = reconciliation.in_force(versions)
if chosen is None:
    with top:
        furniture.heading("Reconciliation", "This return was withdrawn.")
    reconciliation.say_nothing_in_force(versions)
    st.stop()

lines = reconciliation.lines(int(chosen.id))
with top:
    furniture.heading(
        "Reconciliation", reconciliation.finding(chosen, lines), illustrative=bool(chosen.illustrative)
    )
reconciliation.draw(person, chosen, lines)
