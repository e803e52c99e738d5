"""What a service returns each month."""

from probation_commission.domain.returns import Kind
from probation_commission.intake.file import Sent, Understood
from probation_commission.intake.findings import Findings
from probation_commission.intake.service import Known, headings, reading

NAME = Kind.SERVICE
FIELDS = headings.HEADINGS
TEMPLATE = "service_monthly_return.xlsx"


def recognises(sent: Sent) -> bool:
    """Whether a sheet has the headings of a service's return."""
    return bool(headings.tables(sent.sheets))


def read(sent: Sent, findings: Findings) -> Understood:
    """Return one return for each service, area and month."""
    known = Known(sent.services, sent.gazetteer, sent.today)
    return Understood(reading.read(headings.tables(sent.sheets), known, findings))
