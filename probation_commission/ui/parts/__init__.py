"""What every page is made of: its heading and tables, filters, maps, where a figure comes from."""

from probation_commission.ui.parts import (
    faults,
    filters,
    kept_text,
    maps,
    one_of,
    page,
    provenance,
    replies,
    templates,
    uploads,
)
from probation_commission.ui.parts.faults import click, part
from probation_commission.ui.parts.kept_form import KeptForm
from probation_commission.ui.parts.maps import ward_picker

__all__ = [
    "KeptForm",
    "click",
    "faults",
    "filters",
    "kept_text",
    "maps",
    "one_of",
    "page",
    "part",
    "provenance",
    "replies",
    "templates",
    "uploads",
    "ward_picker",
]
