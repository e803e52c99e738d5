"""When a return came in, and whether its period was over by then; by when it is due: `analysis/due.py`."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from probation_commission.domain.days import month_after
from probation_commission.domain.returns import Return

DUE_DAY = 10
"""Working day of the month after: where nobody has said anything else, a return is due by then."""


def ended_on(month: date, months: int = 1) -> date:
    """The last day of the period."""
    last = last_month(month, months)
    return last.replace(day=monthrange(last.year, last.month)[1])


def came_early(returns: Sequence[Return], received_on: date) -> list[Return]:
    """Those that had come in before their period was over, if they came in on that day."""
    return [ret for ret in returns if received_on <= ended_on(ret.month, ret.months)]


def last_month(month: date, months: int = 1) -> date:
    """The first day of the last month of that many, the first of them `month`."""
    last = month.replace(day=1)
    for _ in range(months - 1):
        last = month_after(last)
    return last
