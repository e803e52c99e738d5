"""What a service returns each month."""

from probation_commission.domain.returns import Kind
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.findings import Findings
from probation_commission.intake.service import ServicesAndAreas, headings, reading

NAME = Kind.SERVICE
FIELDS = headings.HEADINGS
TEMPLATE = "service_monthly_return.xlsx"


def recognises(file: SentFile) -> bool:
    """Whether a sheet has the headings of a service's return."""
    return bool(headings.tables(file.sheets))


def read(file: SentFile, findings: Findings) -> FileContents:
    """One return for each service, area and month."""
    directory = ServicesAndAreas(file.services, file.gazetteer, file.today)
    return FileContents(reading.read(headings.tables(file.sheets), directory, findings))
