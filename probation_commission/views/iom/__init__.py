"""The IOM cohort on a map, in a table, in words and month by month."""

from probation_commission.views.iom import table, trend, ward_trend, words
from probation_commission.views.iom.map import Drawing, in_bands, in_classes
from probation_commission.views.iom.table import ESTIMATE, texts

__all__ = ["ESTIMATE", "Drawing", "in_bands", "in_classes", "table", "texts", "trend", "ward_trend", "words"]
