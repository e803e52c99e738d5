"""RaM's performance report: one row a referral, counted at the door."""

from probation_commission.intake.ram.counting import ReceivedMonth, Report, counted
from probation_commission.intake.ram.headings import heading_row, is_report, without_personal
from probation_commission.intake.ram.reading import ReportContents, read

__all__ = [
    "ReceivedMonth",
    "Report",
    "ReportContents",
    "counted",
    "heading_row",
    "is_report",
    "read",
    "without_personal",
]
