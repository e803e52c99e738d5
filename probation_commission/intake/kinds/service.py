"""What a service returns each month."""

from collections.abc import Set as AbstractSet

from probation_commission.domain.layouts import AREA, MONTH, SERVICE, SERVICE_RETURN
from probation_commission.domain.referrals import EVERY_COUNT
from probation_commission.domain.returns import Kind
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.findings import Findings
from probation_commission.intake.service import headings
from probation_commission.intake.tables import services

NAME = Kind.SERVICE
FIELDS = SERVICE_RETURN.labels
TEMPLATE = "service_monthly_return.xlsx"
_FEWEST = 3
"""Counts in a row of headings that is a template's."""


def recognises(file: SentFile) -> bool:
    """Whether a table counts referrals or outcomes, or stands under the headings of the template."""
    return bool(services.tables_in(file)) or _is_empty_template(file)


def read(file: SentFile, findings: Findings) -> FileContents:
    """One return for each service, area and month, or what is to be confirmed first."""
    tables = services.tables_in(file)
    # A template that nobody has filled in has no rows to find a table by; it has no figures, and that is all.
    if not tables:
        return FileContents(())
    returns, doubts = services.read(file, tables, findings)
    return FileContents(returns, doubts, tuple(findings.notes))


def _is_empty_template(file: SentFile) -> bool:
    return any(
        _is_own({headings.meaning(sheet.text(row, column)).field for column in range(len(sheet.rows[row]))})
        for sheet in file.sheets
        for row in range(min(len(sheet.rows), 5))
    )


def _is_own(fields: AbstractSet[str | None]) -> bool:
    """Whether a row has the headings of a template: who, when, and counts, of which a service chose some."""
    return {SERVICE, MONTH, AREA} <= fields and len(fields & set(EVERY_COUNT)) >= _FEWEST
