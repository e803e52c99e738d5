"""The agenda of the meeting: its screens, in their order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from probation_commission.domain.places import Authority
from probation_commission.ui.meeting import screens


@dataclass(frozen=True, slots=True)
class Screen:
    """One item of the agenda."""

    title: str
    draw: Callable[[Authority, date], None]


SCREENS = (
    Screen("Hubs", screens.draw_hubs),
    Screen("IOM by ward", screens.draw_iom),
    Screen("Services", screens.draw_services),
    Screen("Referrals", screens.draw_referrals),
    Screen("Ideas and the pot", screens.draw_ideas),
    Screen("Outcomes", screens.draw_outcomes),
)
"""The standing agenda."""
