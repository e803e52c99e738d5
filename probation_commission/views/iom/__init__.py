"""The IOM cohort on a map, in a table, in words and month by month."""

from probation_commission.views.iom import (
    beside,
    change_map,
    changes,
    months,
    table,
    trend,
    ward_trend,
    words,
)
from probation_commission.views.iom.changes import Compared, compared
from probation_commission.views.iom.localities import LocalityPicture
from probation_commission.views.iom.locality_changes import of_localities
from probation_commission.views.iom.map import Drawing, in_bands, in_classes, of_wards
from probation_commission.views.iom.opening import told_apart, why_by_locality
from probation_commission.views.iom.picture import CohortPicture
from probation_commission.views.iom.table import texts

__all__ = [
    "CohortPicture",
    "Compared",
    "Drawing",
    "LocalityPicture",
    "beside",
    "change_map",
    "changes",
    "compared",
    "in_bands",
    "in_classes",
    "months",
    "of_localities",
    "of_wards",
    "table",
    "texts",
    "told_apart",
    "trend",
    "ward_trend",
    "why_by_locality",
    "words",
]
