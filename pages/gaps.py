"""Where a service is missing, for whom, and what to commission next."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import gaps, viewed
from probation_commission.ui.guard import guard
from probation_commission.ui.menu import GAPS
from probation_commission.ui.parts import part
from probation_commission.ui.sight import current_sight

person = guard(Permission.SEE_PICTURE)
sight = current_sight(person)
viewed.note(person, sight.audience, GAPS)

# The finding stands first and needs the choices below it, so its place is kept.
top = st.container()
view = gaps.view_choice(
    may_log=person.may(Permission.LOG_UNMET), sees_actions=person.may(Permission.SEE_ACTIONS)
)
if view == gaps.LOG:
    with part("The log"):
        gaps.log.draw(person, top)
elif view == gaps.ACTIONS:
    with part("The actions"):
        gaps.written.draw(person, top)
else:
    with part("What is missing"):
        gaps.matrix.draw(person, sight, top)
