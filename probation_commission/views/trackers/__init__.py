"""Trackers and the caseload of an area: a sentence that answers, charts and tables."""

from probation_commission.views.trackers import charts, exactly, rates, tables, words
from probation_commission.views.trackers.picture import AreaTrackers

__all__ = ["AreaTrackers", "charts", "exactly", "rates", "tables", "words"]
