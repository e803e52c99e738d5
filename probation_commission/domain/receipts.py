"""When a return came in, by when it was due, and by how many days it was late."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from probation_commission.domain.days import month_after
from probation_commission.domain.returns import Return

DUE_DAY = 15
"""Of the month after: where nobody has agreed anything else, a return is due by then (decision 131)."""


def due_on(month: date, months: int = 1) -> date:
    """The last day on which a return of that many months, the first of them `month`, is in time."""
    return month_after(_last_month(month, months)).replace(day=DUE_DAY)


def ended_on(month: date, months: int = 1) -> date:
    """The last day of the period."""
    last = _last_month(month, months)
    return last.replace(day=monthrange(last.year, last.month)[1])


def days_late(received_on: date, month: date, months: int = 1) -> int:
    """By how many days a return came in after it was due; 0 where it was in time."""
    return max((received_on - due_on(month, months)).days, 0)


def came_early(returns: Sequence[Return], received_on: date) -> list[Return]:
    """Those that had come in before their period was over, if they came in on that day."""
    return [ret for ret in returns if received_on <= ended_on(ret.month, ret.months)]


def _last_month(month: date, months: int) -> date:
    last = month.replace(day=1)
    for _ in range(months - 1):
        last = month_after(last)
    return last
