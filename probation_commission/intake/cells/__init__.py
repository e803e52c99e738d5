"""What stands in a cell: a count, a month, a RAG, a heading, a title."""

from probation_commission.intake.cells import counts, days, headings, months, numbers
from probation_commission.intake.cells.counts import WrittenCount
from probation_commission.intake.cells.headings import OTHER_PARTS, Meaning, meaning
from probation_commission.intake.cells.numbers import Fault, written
from probation_commission.intake.cells.rags import rag_in
from probation_commission.intake.cells.remembered import forget, while_reading
from probation_commission.intake.cells.titles import areas_in, first_area, title_cells, titles_of

__all__ = [
    "OTHER_PARTS",
    "Fault",
    "Meaning",
    "WrittenCount",
    "areas_in",
    "counts",
    "days",
    "first_area",
    "forget",
    "headings",
    "meaning",
    "months",
    "numbers",
    "rag_in",
    "title_cells",
    "titles_of",
    "while_reading",
    "written",
]
