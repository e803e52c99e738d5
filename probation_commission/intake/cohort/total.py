"""The cohort of an IOM workbook: its total and its RAGs, wherever they stand."""

import re
from collections.abc import Iterable, Iterator

from probation_commission.domain.iom import Measure, Rag
from probation_commission.domain.returns import Cell, Figure
from probation_commission.intake.cells import rag_in, written
from probation_commission.intake.files import Sheet, Value
from probation_commission.intake.findings import Findings

# "Total Number on Cohort:" with 61 beside it, or "Total on cohort: 61" in one cell.
_TOTAL = re.compile(
    r"total (?:number )?(?:on|in|of)(?: the)?(?: iom)? cohort ?:? ?(?P<inline>[-\d.,]{1,12})?", re.IGNORECASE
)


def read(sheets: Iterable[Sheet], findings: Findings) -> bool:
    """Whether any total of the whole area was there; it and its RAGs are added to `findings`."""
    first: dict[Rag | None, Figure] = {}
    stated = False
    for sheet in sheets:
        for rag, value, cell in _statements(sheet):
            stated = stated or rag is None
            count = findings.count(value, cell)
            if count is None or count.blank:
                continue
            figure = count.put_into(Figure(Measure.COHORT, None, cell, written(value), rag=rag))
            # Said twice, it has to be the same number; the first is the one that is kept, unless it is "<5".
            if rag not in first:
                first[rag] = figure
            elif not findings.disagree(f"Cohort, {rag or 'all'}", first[rag], figure):
                first[rag] = first[rag] if first[rag].value is not None else figure
    findings.figures += first.values()
    return stated


def is_stated(sheets: Iterable[Sheet]) -> bool:
    """Whether a line states the total of the cohort."""
    return any(_TOTAL.fullmatch(text) for sheet in sheets for _, _, text in sheet.texts())


def _statements(sheet: Sheet) -> Iterator[tuple[Rag | None, Value, Cell]]:
    texts = list(sheet.texts())
    totals = [(row, column, match) for row, column, text in texts if (match := _TOTAL.fullmatch(text))]
    for row, column, match in totals:
        if match["inline"]:
            yield None, match["inline"], sheet.cell(row, column)
        else:
            yield None, *_beside(sheet, row, column)
    # Only on the sheet of a total: elsewhere "Red" heads a column. "R" stands for too much.
    if totals:
        for row, column, text in texts:
            if len(text) > 1 and (rag := rag_in(text)):
                value, cell = _beside(sheet, row, column)
                if str(value).strip():
                    yield rag, value, cell


def _beside(sheet: Sheet, row: int, column: int) -> tuple[Value, Cell]:
    """The next value to the right, which a merged heading may have pushed along."""
    for right in range(column + 1, len(sheet.rows[row])):
        if sheet.at(row, right) != "":
            return sheet.at(row, right), sheet.cell(row, right)
    return "", sheet.cell(row, column + 1)
