"""Made-up monthly returns of services that look like real ones: fixed seed, the same bytes every time."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from probation_commission.domain.days import month_after
from probation_commission.domain.receipts import due_on
from probation_commission.samples.iom import MONTHS

SEED = 20261208
COLUMNS = [
    *("service", "month", "area", "received", "started", "completed", "ended early"),
    *("outcomes achieved", "outcomes partly achieved", "outcomes not achieved"),
]
RECEIVED, LEAST = (50, 26, 38, 31, 16, 3), (15, 10, 15, 15, 5, 0)
"""Referrals a month and the fewest of one, by the service's place in the list; the last service is small."""
START = (0.84, 0.8, 0.82, 0.85, 0.9, 0.84)
COMPLETE = (0.64, 0.56, 0.7, 0.62, 0.74, 0.66)
ACHIEVED = (
    (0.26, 0.23, 0.51),
    (0.2, 0.2, 0.6),
    (0.52, 0.26, 0.22),
    (0.44, 0.28, 0.28),
    (0.52, 0.28, 0.2),
    (0.46, 0.28, 0.26),
)
"""Housing is the weak outcome, at 35 to 40% with partly achieved as half; dependence is at 25 to 35%."""
EARLIER = [f"{month:%Y-%m}" for month in pd.period_range(end=MONTHS[0], periods=13, freq="M")[:-1]]
"""The twelve months before: what is usual is told by two years."""
QUIET, QUIETER = "-12", 0.62
"""The month of the year in which everybody refers less, and to what share of the usual."""
SHORT_STAFFED, GAP = 3, {"2026-03": 0.75, "2026-04": 0.5, "2026-05": 0.45, "2026-06": 0.6}
"""The service that has lost two of its five caseworkers for a while, so that people wait."""
AT_MOST, GIVE_OR_TAKE = 1.35, 0.06
"""How many can start in a month, as a share of those who usually do; in the gap it is that month's."""
LATE, LATE_BY = 5, {"2026-04": 12, "2026-08": 16}
"""The service whose returns of two months came in late, and by how many days."""
FIRST_DAY = 6
"""Of the month after: when the return of the first service comes in; the others a day later each."""
END, LATER, UNKNOWN = 0.24, 0.25, 0.06
"""Shares of the caseload that ends in a month, of starts that come a month later, of endings unknown."""

_SATURDAY = 5

ServiceRow = tuple[str | int, ...]


def service_csv(services: Sequence[str], area: str, months: Sequence[str] = MONTHS) -> str:
    """Returns of these months of up to six services, named in order, as a CSV of a return's columns.

    All are for one area, by its name. Who waits and who is being helped carries over from month to month, so
    that starts and endings are flows as in real returns.
    """
    # The earlier months have numbers of their own, so that the later ones stay as they are.
    random = np.random.default_rng(SEED + (months[0] < MONTHS[0]))
    rows = [
        row
        for at, name in enumerate(services[: len(RECEIVED)])
        for row in _service(at, name, area, months, random)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).to_csv(index=False, lineterminator="\n")


def received_on(at: int, month: date) -> date:
    """The working day on which the return of the service at that place in the list came in."""
    if at == LATE and (days := LATE_BY.get(f"{month:%Y-%m}")):
        return due_on(month) + timedelta(days=days)
    usual = month_after(month).replace(day=FIRST_DAY + at)
    return usual + timedelta(days=7 - usual.weekday() if usual.weekday() >= _SATURDAY else 0)


def _service(
    at: int, name: str, area: str, months: Sequence[str], random: np.random.Generator
) -> Iterator[ServiceRow]:
    waiting, caseload = round(RECEIVED[at] * LATER), RECEIVED[at] * 3
    for month in months:
        usual = QUIETER if month.endswith(QUIET) else 1.0
        received = int(np.clip(random.poisson(RECEIVED[at] * usual), LEAST[at] * usual, 70))
        waiting += int(random.binomial(received, START[at]))
        started = min(int(random.binomial(waiting, 1 - LATER)), _most(at, month, random))
        ended = int(random.binomial(caseload, END))
        caseload, waiting = caseload - ended + started, waiting - started
        yield name, month, area, received, started, *_endings(at, ended, random)


def _most(at: int, month: str, random: np.random.Generator) -> int:
    """How many the service can start in a month."""
    share = GAP.get(month, AT_MOST) if at == SHORT_STAFFED else AT_MOST
    return round(RECEIVED[at] * START[at] * share * random.normal(1, GIVE_OR_TAKE))


def _endings(at: int, ended: int, random: np.random.Generator) -> tuple[int, ...]:
    completed = int(random.binomial(ended, COMPLETE[at]))
    known = ended - int(random.binomial(ended, UNKNOWN))
    levels = random.multinomial(known, ACHIEVED[at])
    return (completed, ended - completed, *map(int, levels))
