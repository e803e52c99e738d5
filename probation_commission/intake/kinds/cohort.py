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
_NO_TABLE = (
    "No table of counts was found in this file. Give it a row of headings (Ward, Red, Amber, Green, Blue, or"
    " a column for each month) with a row for each ward under it, and whole numbers in its cells."
)


def recognises(file: SentFile) -> bool:
    """Whether the sheets hold a cohort in a layout that is known, or tables that may be one."""
    return _is_plain_csv(file) or borough.is_as_ever(file.sheets) or bool(iom_layouts.tables_in(file))


def read(file: SentFile, findings: Findings) -> FileContents:
    """One return for each area and month, or what is to be confirmed first."""
    # What is certain is read at once, before any table that has to be confirmed (decision 40).
    if _is_plain_csv(file):
        return FileContents(plain_csv.read(file.sheets[0], file.gazetteer, file.today, findings))
    if file.form is Format.WORKBOOK and borough.is_as_ever(file.sheets):
        return FileContents(iom_layouts.with_parts(_of_borough(file, findings), file, findings))
    if tables := iom_layouts.tables_in(file):
        return FileContents(*iom_layouts.read(file, tables, findings))
    # A template that nobody has filled in has no rows to find a table by; it has no figures, and that is all.
    if template.stands_in(file.sheets):
        return FileContents(())
    return FileContents(_of_nobody_known(file, findings))


def _of_nobody_known(file: SentFile, findings: Findings) -> tuple[Return, ...]:
    """What a file without any table holds: mostly nothing but the problems that say why."""
    if file.form is not Format.WORKBOOK:
        return plain_csv.read(file.sheets[0], file.gazetteer, file.today, findings)
    # What a workbook that begins as Haringey's does would need is then said to be missing.
    if borough.is_like(file.sheets):
        return _of_borough(file, findings)
    findings.problem("no table", _NO_TABLE)
    return ()


def _of_borough(file: SentFile, findings: Findings) -> tuple[Return, ...]:
    """What a borough's workbook holds, with the comparison of boroughs that may stand beside it."""
    # The return was made before the comparison was read, so it is given all figures once more.
    returns = borough.read(file.sheets, file.gazetteer, file.today, findings)
    comparison.read(file.sheets, findings)
    figures, notes = tuple(findings.figures), tuple(findings.notes)
    return tuple(replace(ret, figures=figures, notes=notes) for ret in returns)


def _is_plain_csv(file: SentFile) -> bool:
    """Whether the first row has all five headings of the plain CSV."""
    sheet = file.sheets[0]
    if file.form is Format.WORKBOOK:
        return False
    first = next((row for row in range(len(sheet.rows)) if not sheet.is_blank(row)), 0)
    names = (
        {sheet.text(first, column).casefold() for column in range(len(sheet.rows[first]))}
        if sheet.rows
        else ()
    )
    return set(plain_csv.COLUMNS) <= set(names)
