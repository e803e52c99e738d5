"""The reading of a file that was sent: in the page's thread, or in a process of its own if that pays."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from probation_commission import workers
from probation_commission.domain.layouts import AreaMonth, Layout
from probation_commission.domain.places import Gazetteer
from probation_commission.domain.ram import BoughtUnder
from probation_commission.domain.returns import Problem, Reading
from probation_commission.intake import returns as intake
from probation_commission.intake.files import Progress
from probation_commission.workers import WorkError, WorkFailure

__all__ = ["read"]

_NOTHING_KEPT = (
    "Nothing of it was kept. Send it in parts, a file for each year, or its own sheet alone as a CSV."
)
_SENTENCES = {
    WorkFailure.TOO_LONG: (
        f"This file took more than {workers.SECONDS // 60} minutes to read, and was left. {_NOTHING_KEPT}"
    ),
    WorkFailure.DIED: f"Reading this file ended in the middle, twice over. {_NOTHING_KEPT}",
    WorkFailure.FAULT: f"Reading this file ended with a fault of this app. {_NOTHING_KEPT}",
    WorkFailure.BUSY: (
        "Other large files are being read, and this one’s turn did not come. Nothing of it was kept. "
        "Send it again in a few minutes."
    ),
}


def read(
    content: bytes,
    file_name: str,
    gazetteer: Gazetteer,
    today: date,
    services: Mapping[str, str],
    *,
    layouts: Sequence[Layout],
    area_month: AreaMonth,
    contracts: Mapping[str, BoughtUnder],
    progress: Progress,
) -> Reading:
    """What the file says, as `intake.returns.read` reads it; a process that did not end well is a problem."""
    work = partial(
        intake.read,
        content,
        file_name,
        gazetteer,
        today,
        dict(services),
        layouts=tuple(layouts),
        area_month=area_month,
        contracts=dict(contracts),
    )
    if not intake.pays_apart(content):
        return work(progress=progress)
    try:
        return workers.run(work, progress=progress, passed=intake.ReadingError)
    except WorkError as error:
        return intake.unread(content, Problem("not read", _SENTENCES[error.kind]))
