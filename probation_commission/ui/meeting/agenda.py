"""The agenda of the meeting: its screens, in their order."""

from probation_commission.ui.meeting import screens
from probation_commission.ui.meeting.frame import Screen

SCREENS = (
    Screen("Hubs", screens.draw_hubs),
    Screen("IOM by ward", screens.draw_iom),
    Screen("Services", screens.draw_services),
    Screen("Referrals", screens.draw_referrals),
    Screen("Ideas and the pot", screens.draw_ideas),
    Screen("Outcomes", screens.draw_outcomes),
)
"""The standing agenda."""
