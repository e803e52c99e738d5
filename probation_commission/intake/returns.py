"""The one door for a return: bytes in, what was understood out, with every problem and every question."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from probation_commission.domain.layouts import Layout, Said
from probation_commission.domain.places import Gazetteer
from probation_commission.domain.returns import Reading
from probation_commission.intake import personal, place_questions, spreadsheet
from probation_commission.intake.findings import Findings
from probation_commission.intake.kinds import kind_of
from probation_commission.intake.limits import RefusedError
from probation_commission.intake.place_questions import answer, confirmed
from probation_commission.intake.sent import Sent

__all__ = ["answer", "confirmed", "read"]

_LONGEST_FILE_NAME = 255


def read(
    content: bytes,
    file_name: str,
    gazetteer: Gazetteer,
    today: date,
    services: Mapping[str, str] = MappingProxyType({}),
    *,
    layouts: Sequence[Layout] = (),
    said: Said = Said(),  # noqa: B008 (it is frozen)
) -> Reading:
    """Return what the file says. Never raises for what is in it: whatever is wrong is among the problems.

    `services`: the slug of each known service by its name. `layouts`: what was confirmed of the sender's
    tables before, the latest first. `said`: the area and month, as a person gave them.
    While the reading has doubts that are not settled, it has no returns.
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
    sent = Sent(form, sheets, blank.file_name, gazetteer, today, services, layouts, said)
    understood = kind_of(sent).read(sent, findings)
    returns, doubts = understood.returns, understood.doubts
    if doubts and not doubts.settled:
        return replace(blank, doubts=doubts)
    if not any(figure for one in returns for figure in one.figures) and not findings.problems:
        findings.problem("no figures", "No figures stand in this file. Fill it in and load it again.")
    return replace(
        blank,
        returns=returns,
        problems=tuple(findings.problems),
        questions=place_questions.questions(returns),
        notes=place_questions.read_by_alias(returns),
        doubts=doubts,
    )
