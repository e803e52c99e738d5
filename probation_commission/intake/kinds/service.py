"""What a service returns each month."""

from probation_commission.domain.returns import Kind
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.findings import Findings
from probation_commission.intake.service import ServicesAndAreas, headings, reading

NAME = Kind.SERVICE
FIELDS = headings.HEADINGS
TEMPLATE = "service_monthly_return.xlsx"


def recognises(sent: SentFile) -> bool:
    """Whether a sheet has the headings of a service's return."""
    return bool(headings.tables(sent.sheets))


def read(sent: SentFile, findings: Findings) -> FileContents:
    """One return for each service, area and month."""
    known = ServicesAndAreas(sent.services, sent.gazetteer, sent.today)
    return FileContents(reading.read(headings.tables(sent.sheets), known, findings))
