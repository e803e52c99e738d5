"""Months of made-up reports of "Refer and monitor an intervention", as figures of returns: a fixed seed.

The story: one service sees people later from March to June 2026, when two of its caseworkers were gone, and
one is sent people whom it can't take until a briefing in February 2026.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from probation_commission.domain import referrals
from probation_commission.domain.days import month_after
from probation_commission.domain.ram import (
    AsSupplied,
    End,
    RamBreakdown,
    RamMeasure,
    RamSession,
    Reached,
    ReferralStep,
    step_category,
)
from probation_commission.domain.returns import Cell, Figure, Kind, Return
from probation_commission.geography.gazetteer import gazetteer
from probation_commission.store import database
from probation_commission.store import returns as store
from tests.given.returns import LEAD, upload

LATEST = date(2026, 10, 31)
"""The latest moment of the file."""
MONTHS = tuple(month.start_time.date() for month in pd.period_range("2025-02", "2026-10", freq="M"))
SERVICES = {
    "example-housing": 50,
    "example-recovery": 28,
    "example-money-advice": 38,
    "example-wellbeing": 34,
}
LATE = "example-wellbeing", (date(2026, 3, 1), date(2026, 6, 1))
WRONG = "example-recovery", date(2026, 2, 1)
_COLUMNS = ("subject", "area_code", "month", "measure", "breakdown", "category", "value", "illustrative")

Counts = Mapping[tuple[str, str, str], int]
"""Measure, breakdown and category of each figure."""


@dataclass(frozen=True)
class Cohort:
    """A service's month of received, with what is counted of it."""

    subject: str
    month: date
    counts: Counts
    partial: bool = False
    illustrative: bool = False


def steps(step: ReferralStep, *given: tuple[Reached, int | None, int]) -> Counts:
    """Counts of a step: how far, after how many days, how many."""
    return {(RamMeasure.STEPS, step, step_category(reached, days)): count for reached, days, count in given}


def referrals_of(count: int, ends: Mapping[End, int], reasons: Mapping[str, int] | None = None) -> Counts:
    """How many were received, how they stand, and why their end was asked for."""
    return {
        (RamMeasure.REFERRALS, "", ""): count,
        **{(RamMeasure.REFERRALS, RamBreakdown.END, end): number for end, number in ends.items()},
        **{(RamMeasure.REFERRALS, RamBreakdown.REASON, code): n for code, n in (reasons or {}).items()},
    }


def frame(cohorts: Sequence[Cohort], area: str = "CDD") -> pd.DataFrame:
    """The columns that matter of the frame which `store.returns.figures` would give."""
    rows = [
        (one.subject, area, one.month, *key, float(count), one.illustrative)
        for one in cohorts
        for key, count in one.counts.items()
    ]
    found = pd.DataFrame(rows, columns=list(_COLUMNS))
    partial = {(one.subject, one.month): one.partial for one in cohorts}
    keys = zip(found.subject, found.month, strict=True)
    return found.assign(partial=[partial[key] for key in keys], as_of=LATEST)


def returned(cohorts: Sequence[Cohort], area: str = "CDD") -> list[Return]:
    """Each cohort as a return."""
    where = referrals.area(area, gazetteer())
    return [
        Return(
            Kind.RAM,
            where,
            one.month,
            tuple(
                Figure(measure, count, Cell("", "A1"), str(count), breakdown=breakdown, category=category)
                for (measure, breakdown, category), count in one.counts.items()
            ),
            subject=one.subject,
        )
        for one in cohorts
    ]


def load(cohorts: Sequence[Cohort], *, illustrative: bool = True, area: str = "CDD") -> list[int]:
    """The cohorts in the store, of one file; the number of each return."""
    with database.write() as conn:
        number = store.add_upload(conn, LEAD, upload("ram_report.csv", illustrative=illustrative))
        return store.add(conn, number, [store.NewReturn(one) for one in returned(cohorts, area)])


def made(
    services: Mapping[str, int] = SERVICES, months: Sequence[date] = MONTHS, seed: int = 20261127
) -> list[Cohort]:
    """Cohorts of services that receive so many a month."""
    random = np.random.default_rng(seed)
    return [_made(slug, month, usual, random) for slug, usual in services.items() for month in months]


def _made(slug: str, month: date, usual: int, random: np.random.Generator) -> Cohort:
    received = int(random.poisson(usual))
    counts: Counter[tuple[str, str, str]] = Counter()
    wrong = 0.14 if slug == WRONG[0] and month < WRONG[1] else 0.03
    for _ in range(received):
        for key in _referral(slug, month, wrong, random):
            counts[key] += 1
    counts[RamMeasure.REFERRALS, "", ""] = received
    return Cohort(slug, month, dict(counts), illustrative=True)


def _referral(
    slug: str, month: date, wrong: float, random: np.random.Generator
) -> Iterator[tuple[str, str, str]]:
    last = int(np.busday_count(month, month_after(month))) - 1
    known = int(np.busday_count(month, LATEST)) - int(random.integers(0, last + 1))
    known = max(known, 0)
    late = slug == LATE[0] and LATE[1][0] <= month <= LATE[1][1]
    waits = {
        ReferralStep.ASSESSMENT: int(random.gamma(4, 4.2 if late else 1.9)),
        ReferralStep.PLAN: int(random.gamma(3, 1.4)),
        ReferralStep.APPROVAL: int(random.gamma(2, 1.5)),
        ReferralStep.SESSION: int(random.gamma(3, 2.0)),
    }
    not_theirs = random.random() < wrong
    leaves = int(random.integers(1, 8)) if not_theirs else int(random.exponential(150))
    reason = "INE" if not_theirs else str(random.choice(["NOT", "MOV", "NEE", "RET", "SER", "EAR", "ANO"]))
    gone, came = 0, True
    for step, days in waits.items():
        if not came:
            return
        stop = min(leaves, known)
        came = gone + days <= stop
        state = Reached.REACHED if came else Reached.LEFT if leaves <= known else Reached.WAITING
        yield RamMeasure.STEPS, step, step_category(state, days if came else max(stop - gone, 0))
        if not came:
            yield from _over(leaves <= known, reason)
            return
        gone += days
    whole = gone + int(random.gamma(4, 16))
    for _ in range(int(random.integers(4, 9))):
        yield RamMeasure.SESSIONS, RamBreakdown.SESSION, RamSession.EXPECTED
        if random.random() < 0.74:
            yield RamMeasure.SESSIONS, RamBreakdown.SESSION, RamSession.ATTENDED
    yield RamMeasure.OUTCOMES, RamBreakdown.OUTCOME, AsSupplied.AIMED_AT
    if leaves <= min(known, whole):
        yield from _over(True, reason)
    elif whole <= known:
        yield RamMeasure.REFERRALS, RamBreakdown.END, End.COMPLETED
        if random.random() < 0.45:
            yield RamMeasure.OUTCOMES, RamBreakdown.OUTCOME, AsSupplied.ACHIEVED
    else:
        yield from _over(False, reason)


def _over(over: bool, reason: str) -> Iterator[tuple[str, str, str]]:
    if not over:
        yield RamMeasure.REFERRALS, RamBreakdown.END, End.OPEN
        return
    cancelled = reason == "INE"
    yield RamMeasure.REFERRALS, RamBreakdown.END, End.CANCELLED if cancelled else End.ENDED
    yield RamMeasure.REFERRALS, RamBreakdown.REASON, reason
    if not cancelled:
        days = 3 if reason in {"NOT", "MOV"} else 7
        yield RamMeasure.STEPS, ReferralStep.REPORT, step_category(Reached.REACHED, days)
