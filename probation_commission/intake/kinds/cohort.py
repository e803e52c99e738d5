"""The IOM cohort of a month: as a borough's analyst sends it, as a plain CSV, or in any other layout."""

from dataclasses import replace

from probation_commission.domain import layouts
from probation_commission.domain.returns import Kind, Return
from probation_commission.intake import comparison
from probation_commission.intake.cohort import borough, plain_csv, template
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.files import Format
from probation_commission.intake.findings import Findings
from probation_commission.intake.tables import layouts as iom_layouts

NAME = Kind.IOM
FIELDS = layouts.FIELDS
TEMPLATE = "iom_monthly_cohort.xlsx"


def recognises(sent: SentFile) -> bool:
    """Whether the sheets hold a cohort in a layout that is known, or tables that may be one."""
    return _is_plain_csv(sent) or borough.is_as_ever(sent.sheets) or bool(iom_layouts.found(sent))


def read(sent: SentFile, findings: Findings) -> FileContents:
    """One return for each area and month, or what is to be confirmed first."""
    if _is_plain_csv(sent):
        return FileContents(plain_csv.read(sent.sheets[0], sent.gazetteer, sent.today, findings))
    if sent.form is Format.WORKBOOK and borough.is_as_ever(sent.sheets):
        return FileContents(iom_layouts.with_parts(_of_borough(sent, findings), sent, findings))
    if tables := iom_layouts.found(sent):
        return FileContents(*iom_layouts.read(sent, tables, findings))
    if template.stands_in(sent.sheets):
        return FileContents(())
    if sent.form is Format.WORKBOOK:
        return FileContents(_of_borough(sent, findings))
    return FileContents(plain_csv.read(sent.sheets[0], sent.gazetteer, sent.today, findings))


def _of_borough(sent: SentFile, findings: Findings) -> tuple[Return, ...]:
    """What a borough's workbook holds, with the comparison of boroughs that may stand beside it."""
    returns = borough.read(sent.sheets, sent.gazetteer, sent.today, findings)
    comparison.read(sent.sheets, findings)
    figures, notes = tuple(findings.figures), tuple(findings.notes)
    return tuple(replace(ret, figures=figures, notes=notes) for ret in returns)


def _is_plain_csv(sent: SentFile) -> bool:
    """Whether the first row has all five headings of the plain CSV."""
    sheet = sent.sheets[0]
    if sent.form is Format.WORKBOOK:
        return False
    first = next((row for row in range(len(sheet.rows)) if not sheet.is_blank(row)), 0)
    names = (
        {sheet.text(first, column).casefold() for column in range(len(sheet.rows[first]))}
        if sheet.rows
        else ()
    )
    return set(plain_csv.COLUMNS) <= set(names)
