"""Our own template for the IOM monthly cohort: its two sheets, their headings, and how they are read."""

from collections.abc import Sequence
from typing import Final

from probation_commission.domain import layouts
from probation_commission.domain.iom import CATEGORIES
from probation_commission.domain.layouts import Layout, signature
from probation_commission.domain.places import bare
from probation_commission.domain.returns import Kind
from probation_commission.intake.cells import OTHER_PARTS
from probation_commission.intake.files import Sheet

_HEAD_ROWS: Final = 5
WHOLE_AREA: Final = "Whole area"
ALL_RAGS: Final = "All"
COHORT: Final = {
    "Month": "Choose the month from the list.",
    "Ward": f"Choose the ward, NFA, Not known or Outside. “{WHOLE_AREA}” counts the whole cohort.",
    "RAG": f"Choose the RAG. “{ALL_RAGS}” counts all RAGs together.",
    "Count": "The number of nominals, a whole number. Write 0 where there are none.",
}
"""The headings of the first sheet, each with what stands in its comment."""
PARTS: Final = {
    "Month": "Choose the month from the list.",
    "Breakdown": "Choose what is broken down or counted, such as gender, joiners or arrests by outcome.",
    "Category": "Choose the category. Leave it empty for joiners, leavers, GPS tags and arrests.",
    "Count": "A whole number for the whole area. The parts of a breakdown add up to the cohort.",
}
"""The headings of the second sheet."""
BREAKDOWNS: Final = (
    *(breakdown.label for breakdown in CATEGORIES),
    *(f"{name[0].upper()}{name[1:]}" for name in OTHER_PARTS),
)
_FIELDS: Final = (
    (layouts.MONTH, layouts.WARD, layouts.RAG, layouts.COUNT),
    (layouts.MONTH, layouts.BREAKDOWN, layouts.CATEGORY, layouts.COUNT),
)


def _layout(names: dict[str, str], fields: tuple[str, ...]) -> Layout:
    # A layout is known by its headings in their order (decision 41).
    keys = [bare(name) for name in names]
    return Layout(Kind.IOM, signature(keys), dict(zip(keys, fields, strict=True)), {})


LAYOUTS: Final = tuple(map(_layout, (COHORT, PARTS), _FIELDS))
"""How both sheets are read; nobody has to confirm it."""


def stands_in(sheets: Sequence[Sheet]) -> bool:
    """Whether a sheet has the headings of the template, be there rows under them or not."""
    heads = list(COHORT)
    return any(
        [sheet.text(row, column) for column in range(len(heads))] == heads
        for sheet in sheets
        for row in range(min(len(sheet.rows), _HEAD_ROWS))
    )
