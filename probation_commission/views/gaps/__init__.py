"""Where a service is missing, in words and tables and as colours with shapes."""

from probation_commission.views.gaps import cell_map, history, questions
from probation_commission.views.gaps.looks import LOOKS, legend
from probation_commission.views.gaps.tables import (
    SHORT_PATHWAYS,
    cell_name,
    colours,
    in_line,
    offers_table,
    ranked_table,
    text_of,
    worst,
)
from probation_commission.views.gaps.words import (
    GROUP_WORDS,
    NOT_LISTED,
    GapsLand,
    counted,
    evidence_lines,
    finding,
    given_at,
    in_numbers,
    outside,
    verdict_sentence,
)

__all__ = [
    "GROUP_WORDS",
    "LOOKS",
    "NOT_LISTED",
    "SHORT_PATHWAYS",
    "GapsLand",
    "cell_map",
    "cell_name",
    "colours",
    "counted",
    "evidence_lines",
    "finding",
    "given_at",
    "history",
    "in_line",
    "in_numbers",
    "legend",
    "offers_table",
    "outside",
    "questions",
    "ranked_table",
    "text_of",
    "verdict_sentence",
    "worst",
]
