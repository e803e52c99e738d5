"""Made-up trackers and caseload of an area: fixed seed, the same bytes every time."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import SETTLED_AFTER, TRACKERS, later
from probation_commission.samples.iom import MONTHS

SEED = 20261601
EVERY = [month.start_time.date() for month in pd.period_range(end=MONTHS[-1], periods=19, freq="M")]
"""Three whole half-years and the month after them."""
REASONS = ("Recall", "Failed to appear", "PACE offence", "Other")
SHARES = (0.46, 0.27, 0.2, 0.07)
DAYS = (19, 34, 26, 40)
"""Of each reason: how many people, and after how many days half of them are found."""
SLOW, SLOWER = (date(2025, 10, 1), date(2026, 3, 1)), 1.7
"""A winter in which everybody takes longer to be found."""
WANTED, RELEASED, REJECTED, STARTED = 10.5, 34, 14, 22
"""Of each, about how many a month."""
HOMELESS, TAKEN, REFUSED, SETTLED = 0.15, 0.5, 0.2, 0.42
"""Of those released without an address; CAS3 refuses some of those whom it does not take."""
BRIEFED, FEWER = date(2026, 6, 1), 0.45
"""The month from which a guide is used, and to what share documents that are not loaded fall."""
WHY = (0.24, 0.42, 0.18, 0.06, 0.1)
COMPLIED, BREACHED, REOFFENDED, MONTHS_TO_END = 0.66, 0.15, 0.09, 4
CASELOAD, IN_CUSTODY = 6.4, 0.27
"""People on probation for each thousand residents, and how many of them are in custody."""


def tracker_files(area: str, residents: Mapping[str, float]) -> dict[str, str]:
    """A CSV by its name: the trackers of an area, and the caseload of each area with its residents."""
    random = np.random.default_rng(SEED)
    span = f"{EVERY[0]:%Y-%m}_to_{EVERY[-1]:%Y-%m}"
    return {
        f"illustrative_wanted_{span}.csv": _csv(_wanted(area, random), _wanted_headings()),
        f"illustrative_releases_{span}.csv": _csv(_releases(area, random), _headings(Kind.RELEASE)),
        f"illustrative_breach_rejections_{span}.csv": _csv(_rejections(area, random), _headings(Kind.BREACH)),
        f"illustrative_diversion_{span}.csv": _csv(_diversion(area, random), _headings(Kind.DIVERSION)),
        f"illustrative_caseload_{span}.csv": _csv(_caseload(residents, random), _headings(Kind.CASELOAD)),
    }


def _csv(rows: Iterator[Sequence[object]], headings: Sequence[str]) -> str:
    return pd.DataFrame(rows, columns=list(headings)).to_csv(index=False, lineterminator="\n")


def _headings(kind: Kind) -> list[str]:
    return [
        "Date" if kind is Kind.CASELOAD else "Month",
        "Area",
        *(one.heading for one in TRACKERS[kind].counts),
    ]


def _wanted_headings() -> list[str]:
    return list(TRACKERS[Kind.WANTED].rows.values())


def _wanted(area: str, random: np.random.Generator) -> Iterator[Sequence[object]]:
    last = EVERY[-1].replace(day=monthrange(EVERY[-1].year, EVERY[-1].month)[1])
    for month in EVERY:
        for _ in range(int(random.poisson(WANTED))):
            begun = month + timedelta(days=int(random.integers(0, 27)))
            reason = int(random.choice(len(REASONS), p=SHARES))
            slow = SLOWER if SLOW[0] <= month <= SLOW[1] else 1.0
            # Half of a lognormal lie below its middle, with a long tail above.
            days = int(DAYS[reason] * slow * float(random.lognormal(0, 0.9)))
            until = begun + timedelta(days=days)
            offences, hours = int(random.poisson(days / 60)), round(2 + float(random.gamma(2.0, 1.5)), 1)
            yield begun, until if until <= last else "", REASONS[reason], offences, hours, area


def _releases(area: str, random: np.random.Generator) -> Iterator[Sequence[object]]:
    for month in EVERY:
        released = int(random.poisson(RELEASED))
        homeless = int(random.binomial(released, HOMELESS))
        taken = int(random.binomial(homeless, TAKEN))
        refused = int(random.binomial(homeless - taken, REFUSED))
        settled = int(random.binomial(homeless, SETTLED))
        # The last months are too young for anybody to know.
        known = later(month, SETTLED_AFTER) < EVERY[-1]
        yield f"{month:%Y-%m}", area, released, homeless, taken, refused, settled if known else ""


def _rejections(area: str, random: np.random.Generator) -> Iterator[Sequence[object]]:
    for month in EVERY:
        counts = [int(random.poisson(REJECTED * share)) for share in WHY]
        if month >= BRIEFED:
            counts[1] = int(random.poisson(REJECTED * WHY[1] * FEWER))
        yield f"{month:%Y-%m}", area, *counts


def _diversion(area: str, random: np.random.Generator) -> Iterator[Sequence[object]]:
    for at, month in enumerate(EVERY):
        started = int(random.poisson(STARTED))
        # A contract of four months: of those who started lately fewer have come to its end.
        over = min(1.0, (len(EVERY) - 1 - at) / MONTHS_TO_END)
        ends = random.multinomial(
            started, [COMPLIED * over, BREACHED * over, REOFFENDED * over, 1 - 0.9 * over]
        )
        yield f"{month:%Y-%m}", area, started, *map(int, ends[:3])


def _caseload(residents: Mapping[str, float], random: np.random.Generator) -> Iterator[Sequence[object]]:
    for area, people in residents.items():
        base = people * CASELOAD / 1000
        for month in EVERY:
            whole = round(base * (1 + float(random.normal(0, 0.008))))
            custody = round(whole * IN_CUSTODY)
            on = month.replace(day=monthrange(month.year, month.month)[1])
            yield on, area, whole, whole - custody, custody
