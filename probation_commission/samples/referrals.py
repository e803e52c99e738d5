"""Made-up monthly returns of services that look like real ones: fixed seed, the same bytes every time."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from probation_commission.analysis.due import due_on
from probation_commission.domain.days import month_after
from probation_commission.domain.pathways import PATHWAYS
from probation_commission.domain.referrals import COUNT_LABELS, Activity, EarlyReason, Level, desired_category
from probation_commission.samples.iom import MONTHS

SEED = 20261208
_OFFICE = "office or hub"
_SEVEN = [
    *("received", "started", "completed", "ended early"),
    *("outcomes achieved", "outcomes partly achieved", "outcomes not achieved"),
]
_DESIRED_AT, _AIMED_AT = 2, PATHWAYS["Finance, Benefits and Debt"]
"""The service that gives its outcomes by what was desired, and the desired outcomes."""
_DID_AT, _DID = 5, {Activity.CASE_FORMULATIONS: 6, Activity.PANELS_ATTENDED: 2}
"""The service that also counts what it did, and how much of each in a usual month."""
_FURTHER = [
    *("accepted", "declined", "waiting at the end of the month"),
    *(COUNT_LABELS[reason] for reason in EarlyReason),
    *(COUNT_LABELS[desired_category(level, outcome)] for outcome in _AIMED_AT for level in Level),
    *(COUNT_LABELS[activity] for activity in _DID),
]
COLUMNS = ["service", "month", "area", *_SEVEN, *_FURTHER, _OFFICE]
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
WHY, WHY_BEFORE = (0.14, 0.46, 0.16, 0.14, 0.1), (0.46, 0.28, 0.1, 0.1, 0.06)
"""Shares of the five groups of reasons among early endings; of one service before its briefing."""
BRIEFED, BRIEFING = 0, "2026-05"
"""The service, and the month in which an office that had sent many ineligible referrals was briefed."""
OFFICES = ("Example North Office", "Example South Office", "Example Riverside Hub")
FROM, FROM_BEFORE, RECEIVED_FROM = (0.3, 0.4, 0.3), (0.82, 0.1, 0.08), (0.4, 0.35, 0.25)
"""Of which office the ineligible referrals are, since the briefing and before it; and all referrals."""
INELIGIBLE = 0.8
"""Share of the problems with the referral; the others are mistaken or duplicate."""
END, LATER, UNKNOWN = 0.24, 0.25, 0.06
"""Shares of the caseload that ends in a month, of starts that come a month later, of endings unknown."""

_SATURDAY = 5

ServiceRow = Mapping[str, str | int]


def service_csv(services: Sequence[str], area: str, months: Sequence[str] = MONTHS) -> str:
    """Returns of these months of up to six services, named in order, as a CSV of a return's columns.

    All are for one area, by its name. Who waits and who is being helped carries over from month to month, so
    that starts and endings are flows as in real returns.
    """
    # The earlier months have numbers of their own, so that the later ones stay as they are.
    random = np.random.default_rng(SEED + (months[0] < MONTHS[0]))
    # What was counted first stays as it is, whatever is counted besides.
    besides = np.random.default_rng(SEED + 2 + (months[0] < MONTHS[0]))
    rows = [
        row
        for at, name in enumerate(services[: len(RECEIVED)])
        for month in _service(at, name, area, months, random)
        for row in _with_further(at, month, besides)
    ]
    # A count that a row does not give is empty, and the others stay whole numbers.
    frame = pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys([*_SEVEN, *_FURTHER], "Int64"))
    return frame.to_csv(index=False, lineterminator="\n")


def received_by_month(at: int) -> dict[str, int]:
    """How many the service at that place in the list received in each month, by its returns."""
    found: dict[str, int] = {}
    for months in (EARLIER, MONTHS):
        random = np.random.default_rng(SEED + (months[0] < MONTHS[0]))
        made = [list(_service(place, "", "", months, random)) for place in range(at + 1)]
        found |= {str(row["month"]): int(row["received"]) for row in made[at]}
    return found


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
        accepted = int(random.binomial(received, START[at]))
        waiting += accepted
        started = min(int(random.binomial(waiting, 1 - LATER)), _most(at, month, random))
        ended = int(random.binomial(caseload, END))
        caseload, waiting = caseload - ended + started, waiting - started
        seven = (received, started, *_endings(at, ended, random))
        yield {
            "service": name,
            "month": month,
            "area": area,
            **dict(zip(_SEVEN, seven, strict=True)),
            **dict(zip(_FURTHER, (accepted, received - accepted, waiting), strict=False)),
        }


def _with_further(at: int, row: ServiceRow, random: np.random.Generator) -> Iterator[ServiceRow]:
    """A service's month with what it counts besides the seven, then a row for each of its offices."""
    before = at == BRIEFED and str(row["month"]) < BRIEFING
    groups = [
        int(count) for count in random.multinomial(int(row["ended early"]), WHY_BEFORE if before else WHY)
    ]
    ineligible = int(random.binomial(groups[0], INELIGIBLE))
    reasons = [COUNT_LABELS[reason] for reason in EarlyReason]
    counts = (*groups, ineligible, groups[0] - ineligible)
    yield {
        **row,
        **dict(zip(reasons, counts, strict=True)),
        **_aimed_at(at, row, random),
        **_done(at, random),
    }
    if at != BRIEFED:
        return
    received = random.multinomial(int(row["received"]), RECEIVED_FROM)
    refused = random.multinomial(ineligible, FROM_BEFORE if before else FROM)
    for office, came, wrong in zip(OFFICES, received, refused, strict=True):
        who = {name: row[name] for name in ("service", "month", "area")}
        ineligible_of = COUNT_LABELS[EarlyReason.REASON_INELIGIBLE]
        yield {**who, _OFFICE: office, "received": int(came), ineligible_of: int(wrong)}


def _aimed_at(at: int, row: ServiceRow, random: np.random.Generator) -> dict[str, int]:
    """Each level of outcomes by what was desired."""
    if at != _DESIRED_AT:
        return {}
    found = {}
    for level, heading in zip(Level, _SEVEN[-3:], strict=True):
        parts = random.multinomial(int(row[heading]), [1 / len(_AIMED_AT)] * len(_AIMED_AT))
        for outcome, count in zip(_AIMED_AT, parts, strict=True):
            found[COUNT_LABELS[desired_category(level, outcome)]] = int(count)
    return found


def _done(at: int, random: np.random.Generator) -> dict[str, int]:
    """What a service did besides."""
    usual = _DID if at == _DID_AT else {}
    return {COUNT_LABELS[activity]: int(random.poisson(mean)) for activity, mean in usual.items()}


def _most(at: int, month: str, random: np.random.Generator) -> int:
    """How many the service can start in a month."""
    share = GAP.get(month, AT_MOST) if at == SHORT_STAFFED else AT_MOST
    return round(RECEIVED[at] * START[at] * share * random.normal(1, GIVE_OR_TAKE))


def _endings(at: int, ended: int, random: np.random.Generator) -> tuple[int, ...]:
    completed = int(random.binomial(ended, COMPLETE[at]))
    known = ended - int(random.binomial(ended, UNKNOWN))
    levels = random.multinomial(known, ACHIEVED[at])
    return (completed, ended - completed, *map(int, levels))
