"""Needs: how many of a sample of people have each."""

from probation_commission.domain.needs import Need
from probation_commission.domain.returns import Kind
from probation_commission.intake import needs
from probation_commission.intake.file import FileContents, SentFile
from probation_commission.intake.findings import Findings

NAME = Kind.NEEDS
FIELDS = {str(need): f"{need[0].upper()}{need[1:]}" for need in Need}
TEMPLATE = "needs_of_a_sample.xlsx"


def recognises(file: SentFile) -> bool:
    """Whether a sheet counts needs, or has the headings of the template."""
    return needs.stand_in(file)


def read(file: SentFile, findings: Findings) -> FileContents:
    """One return for each area and month; whatever is wrong goes into the findings."""
    return needs.read(file, findings)
