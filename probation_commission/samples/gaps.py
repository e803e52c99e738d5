"""What a lead would have written of gaps: actions on services that nobody runs, and one service outside."""

from datetime import date, timedelta

from probation_commission.domain.follow_ups import FollowUp, FollowUpSubject
from probation_commission.domain.gaps import GapCell, GapGroup, OutsideService
from probation_commission.domain.pathways import NEURODIVERSITY

_HEAD, _COMMISSIONER = "Head of Community Integration", "Commissioning manager"


def follow_ups(area_code: str, today: date) -> list[FollowUp]:
    """The actions of an area: one overdue, one to come, and the last one, which is done."""
    young = GapCell("Emotional Wellbeing", area_code, GapGroup.YOUNG)
    debt = GapCell("Finance, Benefits and Debt", area_code, GapGroup.MEN)
    home = GapCell("Accommodation", area_code, GapGroup.IOM)
    return [
        _about(young, "Ask Example Wellbeing whether it takes people aged 18 to 25", _HEAD, today, -10),
        _about(debt, "Agree with Example Debt Help from when it takes referrals", _COMMISSIONER, today, 25),
        _about(home, "Tell offices that Example Housing takes IOM nominals too", _HEAD, today, -40),
    ]


def services_outside(area_code: str, today: date) -> list[OutsideService]:
    """The service outside."""
    cell = GapCell(NEURODIVERSITY, area_code, GapGroup.MEN)
    name, source = "Example Neurodiversity Network", "the directory of Example Council"
    return [OutsideService(cell, name, source, today - timedelta(days=30), illustrative=True)]


def _about(cell: GapCell, text: str, owner: str, today: date, days: int) -> FollowUp:
    due = today + timedelta(days=days)
    return FollowUp(text, owner, due, FollowUpSubject.GAP, cell.key, cell.area_code)
