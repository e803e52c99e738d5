"""The one door for a return: bytes in, what was understood out, with every problem and every question."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from probation_commission.domain.places import Gazetteer
from probation_commission.domain.returns import Reading, Return
from probation_commission.intake import (
    iom,
    iom_csv,
    personal,
    place_questions,
    service_headings,
    service_return,
    spreadsheet,
)
from probation_commission.intake.findings import Findings
from probation_commission.intake.limits import Format, RefusedError
from probation_commission.intake.place_questions import answer, confirmed
from probation_commission.intake.service_return import Known
from probation_commission.intake.spreadsheet import Sheet

__all__ = ["answer", "confirmed", "read"]

_LONGEST_FILE_NAME = 255


def read(
    content: bytes,
    file_name: str,
    gazetteer: Gazetteer,
    today: date,
    services: Mapping[str, str] = MappingProxyType({}),
) -> Reading:
    """Return what the file says. Never raises for what is in it: whatever is wrong is among the problems.

    `services`: the slug of each known service by its name.
    """
    blank = Reading(
        re.split(r"[\\/]", file_name)[-1][:_LONGEST_FILE_NAME], hashlib.sha256(content).hexdigest()
    )
    try:
        form, sheets = spreadsheet.sheets(content)
    except RefusedError as refusal:
        return replace(blank, problems=(refusal.problem,))
    if people := personal.problem(sheets):
        return replace(blank, problems=(people,))
    findings = Findings()
    returns = _returns(form, sheets, Known(services, gazetteer, today), findings)
    if not any(figure for one in returns for figure in one.figures) and not findings.problems:
        findings.problem("no figures", "No figures stand in this file. Fill it in and load it again.")
    return replace(
        blank,
        returns=returns,
        problems=tuple(findings.problems),
        questions=place_questions.questions(returns),
        notes=place_questions.read_by_alias(returns),
    )


def _returns(form: Format, sheets: Sequence[Sheet], known: Known, findings: Findings) -> tuple[Return, ...]:
    """Read the kind of return that the file holds, which its headings tell."""
    if of_services := service_headings.tables(sheets):
        return service_return.read(of_services, known, findings)
    if form is Format.WORKBOOK:
        return iom.read(sheets, known.gazetteer, known.today, findings)
    return iom_csv.read(sheets[0], known.gazetteer, known.today, findings)
