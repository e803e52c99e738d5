"""An IOM workbook as a borough's analyst sends it: titles, tables side by side, notes under tables."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from probation_commission.domain.months import month_fault
from probation_commission.domain.places import Authority, Gazetteer
from probation_commission.domain.returns import Cell, Kind, Return
from probation_commission.intake.cells import months
from probation_commission.intake.cohort import arrests, statements, total, wards
from probation_commission.intake.files import Sheet
from probation_commission.intake.findings import UNKNOWN_AREA, Findings
from probation_commission.intake.places import Placing

# "HARINGEY MONTHLY IOM DATA".
_TITLE = re.compile(r"(.{1,60}?) (?:monthly )?iom (?:data|return|report)\b.*", re.IGNORECASE)
_TITLE_ROWS = 10


def read(
    sheets: Sequence[Sheet], gazetteer: Gazetteer, today: date, findings: Findings
) -> tuple[Return, ...]:
    """The one return that the workbook holds, or none if its area or month is not to be found."""
    area = _area(sheets, gazetteer, findings)
    month, cell = _month(sheets, findings) or (None, None)
    if month:
        known = gazetteer.ward_sets(area) if area else ()
        findings.refuse_month(month_fault(month, today, known), cell)
    # Without area or month the rest is read nevertheless, so that all its problems are told at once.
    placing = Placing(gazetteer, area, month) if area and month else None
    _require(total.read(sheets, findings), "the cohort (a line “Total Number on Cohort”)", sheets, findings)
    _require(
        wards.read(sheets, placing, findings), "the wards (a table headed “… by Ward”)", sheets, findings
    )
    statements.read(sheets, findings)
    arrests.read(sheets, findings)
    if area is None or month is None:
        return ()
    figures, notes = tuple(findings.figures), tuple(findings.notes)
    return (Return(Kind.IOM, area, month, figures, notes, blanks=tuple(findings.blanks)),)


def is_as_ever(sheets: Sequence[Sheet]) -> bool:
    """Whether the workbook has the shape that Haringey sends: a title, a stated cohort, tables in pairs.

    A table whose headings beside the wards say more than that is read as any other sender's.
    """
    # This shape is certain, so nobody is asked about its columns (decision 40); any doubt, and somebody is.
    pairs = [pair for sheet in sheets if (pair := wards.is_pair(sheet)) is not None]
    if len(pairs) > 1 or not all(pairs):
        return False
    if any(wards.says_by_ward(sheet) for sheet in sheets):
        return True
    titled = any(_TITLE.fullmatch(sheet.text(row, column)) for sheet, row, column in _titles(sheets))
    return total.is_stated(sheets) and (titled or not pairs)


def is_like(sheets: Sequence[Sheet]) -> bool:
    """Whether any part of that shape is there: its title, a stated cohort, or a table headed by ward."""
    titled = any(_TITLE.fullmatch(sheet.text(row, column)) for sheet, row, column in _titles(sheets))
    return titled or total.is_stated(sheets) or any(map(wards.says_by_ward, sheets))


def _require(is_there: bool, what: str, sheets: Sequence[Sheet], findings: Findings) -> None:
    if not is_there:
        names = ", ".join(sheet.name[:31] for sheet in sheets[:10]) or "none"
        findings.problem(
            "missing sheet",
            f"No sheet holds {what}. Add it and load the file again. The sheets here are: {names}.",
        )


def _titles(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, int, int]]:
    """The cells in which a title may stand."""
    for sheet in sheets:
        for row in range(min(len(sheet.rows), _TITLE_ROWS)):
            for column in range(len(sheet.rows[row])):
                yield sheet, row, column


def _area(sheets: Sequence[Sheet], gazetteer: Gazetteer, findings: Findings) -> Authority | None:
    """The area of the first title such as "HARINGEY MONTHLY IOM DATA"."""
    for sheet, row, column in _titles(sheets):
        if match := _TITLE.fullmatch(sheet.text(row, column)):
            area = gazetteer.authority(match[1])
            if area is None:
                findings.problem(
                    "unknown area",
                    f"this title {UNKNOWN_AREA}",
                    sheet.cell(row, column),
                )
            return area
    findings.problem(
        "unknown area", "No title like “Haringey monthly IOM data” says which area this is. Add it."
    )
    return None


def _month(sheets: Sequence[Sheet], findings: Findings) -> tuple[date, Cell] | None:
    """The month that stands alone in a title; two that differ are a problem."""
    titled: dict[date, Cell] = {}
    for sheet, row, column in _titles(sheets):
        if month := months.month(sheet.at(row, column)):
            titled.setdefault(month, sheet.cell(row, column))
    if not titled:
        findings.problem("no month", "No title such as “May 2023” says which month this is. Add it.")
        return None
    (month, cell), *others = titled.items()
    # Read on with the first: "two months" hides no other problem.
    if others:
        message = f"{cell} says {month:%B %Y}. One return has one month: correct one of them."
        findings.problem("two months", message, others[0][1])
    return month, cell
