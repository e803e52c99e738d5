"""What every page is made of: its heading and tables, filters, maps, where a figure comes from."""

from probation_commission.ui.parts import faults, filters, maps, page, provenance, replies, templates
from probation_commission.ui.parts.maps import ward_picker

__all__ = ["faults", "filters", "maps", "page", "provenance", "replies", "templates", "ward_picker"]
