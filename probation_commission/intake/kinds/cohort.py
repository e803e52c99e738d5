"""The IOM cohort of a month: as a borough's analyst sends it, as a plain CSV, or in any other layout."""

from probation_commission.domain import layouts
from probation_commission.domain.returns import Kind
from probation_commission.intake import iom, iom_csv, iom_layouts, iom_template
from probation_commission.intake.findings import Findings
from probation_commission.intake.limits import Format
from probation_commission.intake.sent import Sent, Understood

NAME = Kind.IOM
FIELDS = layouts.FIELDS
TEMPLATE = "iom_monthly_cohort.xlsx"


def recognises(sent: Sent) -> bool:
    """Whether the sheets hold a cohort in a layout that is known, or tables that may be one."""
    return _is_plain_csv(sent) or iom.is_as_ever(sent.sheets) or bool(iom_layouts.found(sent))


def read(sent: Sent, findings: Findings) -> Understood:
    """Return one return for each area and month, or what is to be confirmed first."""
    if _is_plain_csv(sent):
        return Understood(iom_csv.read(sent.sheets[0], sent.gazetteer, sent.today, findings))
    if sent.form is Format.WORKBOOK and iom.is_as_ever(sent.sheets):
        returns = iom.read(sent.sheets, sent.gazetteer, sent.today, findings)
        return Understood(iom_layouts.with_parts(returns, sent, findings))
    if tables := iom_layouts.found(sent):
        return Understood(*iom_layouts.read(sent, tables, findings))
    if iom_template.stands_in(sent.sheets):
        return Understood(())
    if sent.form is Format.WORKBOOK:
        return Understood(iom.read(sent.sheets, sent.gazetteer, sent.today, findings))
    return Understood(iom_csv.read(sent.sheets[0], sent.gazetteer, sent.today, findings))


def _is_plain_csv(sent: Sent) -> bool:
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
    return set(iom_csv.COLUMNS) <= set(names)
