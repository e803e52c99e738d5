"""Made-up monthly returns of services that look like real ones: fixed seed, the same bytes every time."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from probation_commission.samples.iom import MONTHS

SEED = 20261101
COLUMNS = [
    *("service", "month", "area", "received", "started", "completed", "ended early"),
    *("outcomes achieved", "outcomes partly achieved", "outcomes not achieved"),
]
RECEIVED, LEAST = (46, 24, 38, 31, 3), (15, 15, 15, 15, 0)
"""Referrals a month and the fewest of one, by the service's place in the list; the last service is small."""
START = (0.86, 0.8, 0.72, 0.62, 0.84)
COMPLETE = (0.7, 0.62, 0.58, 0.66, 0.74)
ACHIEVED = ((0.5, 0.3, 0.2), (0.42, 0.3, 0.28), (0.55, 0.27, 0.18), (0.36, 0.34, 0.3), (0.6, 0.24, 0.16))
DIPPED, DIP = 3, {"2026-03": 0.55, "2026-04": 0.4, "2026-05": 0.6, "2026-06": 0.8}
"""The service whose referrals fall away for a while, and to what share of the usual."""
SILENT, MISSING = 4, "2026-07"
"""The service and the month for which there is no return."""
END, LATER, UNKNOWN = 0.24, 0.25, 0.06
"""Shares of the caseload that ends in a month, of starts that come a month later, of endings unknown."""

ServiceRow = tuple[str | int, ...]


def service_csv(services: Sequence[str], area: str) -> str:
    """Twelve months of returns of up to five services, named in order, as a CSV of a return's columns.

    All are for one area, by its name. Caseloads carry over from month to month, so that starts and endings
    are flows as in real returns.
    """
    random = np.random.default_rng(SEED)
    rows = [
        row for at, name in enumerate(services[: len(RECEIVED)]) for row in _service(at, name, area, random)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).to_csv(index=False, lineterminator="\n")


def _service(at: int, name: str, area: str, random: np.random.Generator) -> Iterator[ServiceRow]:
    waiting, caseload = round(RECEIVED[at] * LATER), RECEIVED[at] * 3
    for month in MONTHS:
        usual = DIP.get(month, 1.0) if at == DIPPED else 1.0
        received = int(np.clip(random.poisson(RECEIVED[at] * usual), LEAST[at] * usual, 60))
        willing = int(random.binomial(received, START[at]))
        later = int(random.binomial(willing, LATER))
        started = willing - later + int(random.binomial(waiting, 0.9))
        ended = int(random.binomial(caseload, END))
        caseload, waiting = caseload - ended + started, later
        if (at, month) != (SILENT, MISSING):
            yield name, month, area, received, started, *_endings(at, ended, random)


def _endings(at: int, ended: int, random: np.random.Generator) -> tuple[int, ...]:
    completed = int(random.binomial(ended, COMPLETE[at]))
    known = ended - int(random.binomial(ended, UNKNOWN))
    levels = random.multinomial(known, ACHIEVED[at])
    return (completed, ended - completed, *map(int, levels))
