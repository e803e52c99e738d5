"""The standing agenda on a projector's wall: one screen at a time, arrow keys to go on and back."""

import streamlit as st

from probation_commission.domain.access import Permission
from probation_commission.ui.guard import guard
from probation_commission.ui.meeting import SCREENS, frame, steer

guard(Permission.SEE_MEETING)

frame()
wall = st.container()
screen, area, month = steer(SCREENS)
with wall:
    screen.draw(area, month)
