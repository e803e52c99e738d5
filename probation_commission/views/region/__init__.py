"""A probation region on one map: its authorities or units by one measure."""

from probation_commission.views.region.areas import AreaTotals, RegionArea, authority_areas, unit_areas
from probation_commission.views.region.drawing import RegionDrawing, drawn, region_shading
from probation_commission.views.region.measures import MEASURES, RegionMeasure, compared_measure, either
from probation_commission.views.region.multiples import year_html
from probation_commission.views.region.words import (
    about,
    compared,
    comparison_table,
    finding,
    notes,
    one,
    table,
)

__all__ = [
    "MEASURES",
    "AreaTotals",
    "RegionArea",
    "RegionDrawing",
    "RegionMeasure",
    "about",
    "authority_areas",
    "compared",
    "compared_measure",
    "comparison_table",
    "drawn",
    "either",
    "finding",
    "notes",
    "one",
    "region_shading",
    "table",
    "unit_areas",
    "year_html",
]
