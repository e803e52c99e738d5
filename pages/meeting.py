"""The standing agenda on a projector's wall: one screen at a time, arrow keys to go on and back."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui import meeting
from probation_commission.ui.guard import guard

guard(Permission.SEE_MEETING)

meeting.frame()
wall = st.container()
screen, area, month = meeting.steer(meeting.SCREENS)
with wall:
    screen.draw(area, month)
