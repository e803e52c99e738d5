"""A comparison of boroughs by itself: before, during and after IOM."""

import re
from datetime import date

from probation_commission.domain.layouts import Doubts
from probation_commission.domain.places import Authority
from probation_commission.domain.returns import Kind, Return
from probation_commission.intake import comparison
from probation_commission.intake.cells import first_area, months, titles_of
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.findings import Findings

NAME = Kind.COMPARISON
FIELDS = {str(measure): measure[0].upper() + measure[1:] for measure in comparison.UNITS}
TEMPLATE = ""
_QUARTER = re.compile(r"([12]\d{3}) ?Q([1-4])")


def recognises(file: SentFile) -> bool:
    """Whether the sheets hold a comparison; one beside a cohort is a part of that."""
    return comparison.stands_in(file.sheets)


def read(file: SentFile, findings: Findings) -> FileContents:
    """One return for the area and month that it is about, which may have to be asked."""
    comparison.read(file.sheets, findings)
    area, area_asked = _area(file, findings)
    month, month_asked = _month(file, findings)
    doubts = Doubts(NAME, area=area, area_asked=area_asked, month=month, month_asked=month_asked)
    if not doubts.settled or area is None or month is None:
        return FileContents((), doubts)
    return FileContents((Return(NAME, area, month, tuple(findings.figures), tuple(findings.notes)),), doubts)


def _area(file: SentFile, findings: Findings) -> tuple[Authority | None, bool]:
    """The area that a title names, or that somebody said; else the first compared, to be asked."""
    titles = [text for sheet in file.sheets for text in (*titles_of(sheet, 1), sheet.name)]
    if area := first_area(titles, file.gazetteer) or file.area_month.area:
        return area, False
    # "Haringey" in the file's name, or first of those compared, only suggests the area: asked (decision 45).
    compared = (figure.comparator for figure in findings.figures)
    named = first_area([file.file_name], file.gazetteer)
    return named or first_area(compared, file.gazetteer), True


def _month(file: SentFile, findings: Findings) -> tuple[date | None, bool]:
    """The last month of the quarter that is compared, or the one somebody said."""
    periods = {figure.period for figure in findings.figures}
    # "2023 Q1" is kept under March 2023; any other period, such as "2022/23", leaves the month to be asked.
    if len(periods) == 1 and (match := _QUARTER.fullmatch(periods.pop())):
        findings.notes.append(f"The quarter {match[0]} is kept under its last month.")
        return date(int(match[1]), int(match[2]) * 3, 1), False
    if month := file.area_month.month:
        return month, False
    return file.possible(months.month_in(file.file_name.rpartition(".")[0])), True
