"""Trackers as spreadsheets have them: tables of counts by month, or lists that are counted at the door."""

from probation_commission.intake.trackers import unread, whose
from probation_commission.intake.trackers.counting import read as read_lists
from probation_commission.intake.trackers.lists import lists_in
from probation_commission.intake.trackers.rows import refuse_half
from probation_commission.intake.trackers.tables import read as read_tables
from probation_commission.intake.trackers.tables import stand_in
from probation_commission.intake.trackers.unread import UNREAD_WORDS

__all__ = [
    "UNREAD_WORDS",
    "lists_in",
    "read_lists",
    "read_tables",
    "refuse_half",
    "stand_in",
    "unread",
    "whose",
]
