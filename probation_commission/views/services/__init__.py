"""Services: as a chart, in words, as tables, on a map and as a card; what ends and what follows."""

from probation_commission.views.services import (
    available,
    card,
    coverage,
    managed,
    register,
    roll_out,
    transition,
)
from probation_commission.views.services.coverage import CoveredPlace
from probation_commission.views.services.ends import (
    calendar,
    calendar_chart,
    ending,
    ending_finding,
)
from probation_commission.views.services.listing import (
    COLUMNS,
    NO_RESULT,
    STATUSES,
    finding,
    pathway_chart,
    table,
)

__all__ = [
    "COLUMNS",
    "NO_RESULT",
    "STATUSES",
    "CoveredPlace",
    "available",
    "calendar",
    "calendar_chart",
    "card",
    "coverage",
    "ending",
    "ending_finding",
    "finding",
    "managed",
    "pathway_chart",
    "register",
    "roll_out",
    "table",
    "transition",
]
