"""What became of referrals by the reports of "Refer and monitor an intervention": words, charts, tables."""

from probation_commission.views.ram import charts, tables, words
from probation_commission.views.ram.picture import ALL, ClocksPicture, picture

__all__ = ["ALL", "ClocksPicture", "charts", "picture", "tables", "words"]
