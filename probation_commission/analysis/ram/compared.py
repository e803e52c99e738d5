"""Services held against each other by a share: each with its Wilson interval, beside what chance explains."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from probation_commission.analysis.ram.cohort import Share, clock, completed, referral_quality
from probation_commission.analysis.ram.counts import RamCounts
from probation_commission.domain.ram import ReferralStep

USUAL, WIDE = 0.95, 0.998
"""How many of a hundred services alike would lie inside of each pair of limits."""
FEWEST = 10
"""Of a service with fewer nothing is told beside others."""
_MANY = 10
"""Services from which on it is told whether they differ more than chance would have them."""
_TRIMMED = 0.1


class ComparedBy(StrEnum):
    """By what services are compared."""

    ASSESSMENT = "assessment"
    PLAN = "plan"
    REPORT = "report"
    COMPLETED = "completed"
    PROBLEM = "problem"


_Share = Callable[[RamCounts], Share]
COMPARED: Mapping[ComparedBy, _Share] = {
    ComparedBy.ASSESSMENT: lambda counts: clock(counts, ReferralStep.ASSESSMENT).kept,
    ComparedBy.PLAN: lambda counts: clock(counts, ReferralStep.PLAN).kept,
    ComparedBy.REPORT: lambda counts: clock(counts, ReferralStep.REPORT).kept,
    ComparedBy.COMPLETED: completed,
    ComparedBy.PROBLEM: referral_quality,
}


class Contrast(StrEnum):
    """Where a service lies."""

    WITHIN = "as chance has it"
    ABOVE = "above the usual limits"
    FAR_ABOVE = "far above"
    BELOW = "below the usual limits"
    FAR_BELOW = "far below"


_PLACES = ("subject", "count", "of", "share", "low", "high", "contrast")


@dataclass(frozen=True)
class Comparison:
    """Services beside each other.

    `services`: a row each of those that have enough, with subject, count, of, share, low and high (Wilson,
    95%) and contrast; the lowest share first. `whole`: all of these together. `wider`: by how much limits are
    widened.
    """

    services: pd.DataFrame
    whole: Share
    wider: float


def compared(counts: RamCounts, by: ComparedBy) -> Comparison:
    """The services of these cohorts, held against each other."""
    # At the app's start nobody needs it, and it takes half a second.
    from scipy.stats import binomtest  # noqa: PLC0415

    shares = {slug: COMPARED[by](of_service) for slug, of_service in counts.apart()}
    enough = {slug: share for slug, share in shares.items() if share.of >= FEWEST}
    whole = Share(sum(one.count for one in enough.values()), sum(one.of for one in enough.values()))
    wider = widened([*enough.values()], whole)
    rows = []
    for slug, one in enough.items():
        interval = binomtest(one.count, one.of).proportion_ci(method="wilson")
        ends = (interval.low, interval.high)
        rows.append((slug, one.count, one.of, one.count / one.of, *ends, _contrast(one, whole, wider)))
    rows.sort(key=lambda row: row[3])
    return Comparison(pd.DataFrame(rows, columns=list(_PLACES)), whole, wider)


def _contrast(one: Share, whole: Share, wider: float) -> Contrast:
    share, n = one.count / one.of, np.array([one.of])
    sides: dict[float, tuple[Contrast, Contrast]] = {
        WIDE: (Contrast.FAR_BELOW, Contrast.FAR_ABOVE),
        USUAL: (Contrast.BELOW, Contrast.ABOVE),
    }
    for inside, (below, above) in sides.items():
        low, high = funnel_limits(n, whole, inside, wider)
        if share < low[0]:
            return below
        if share > high[0]:
            return above
    return Contrast.WITHIN


def funnel_limits(
    n: NDArray[np.int64], whole: Share, inside: float, wider: float = 1.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Between which shares that part of services of `n` referrals would lie by chance, about the whole.

    Of the binomial distribution, on its steps: a line between them would call 20 of 20 unusual where nearly
    all are met. `wider` by so much, where services differ more than that by nature.
    """
    # At the app's start nobody needs it, and it takes half a second.
    from scipy.stats import binom  # noqa: PLC0415

    share = whole.count / whole.of
    steps = (binom.ppf(tail, n, share) / n for tail in ((1 - inside) / 2, (1 + inside) / 2))
    low, high = (np.clip(share + (step - share) * wider, 0, 1) for step in steps)
    return low, high


def widened(shares: list[Share], whole: Share) -> float:
    """How much wider than chance limits have to be: the root of phi, with the ends trimmed; 1 for few.

    As FunnelPlotR does it: z-scores winsorised at a tenth at either end; of few services nobody can tell.
    """
    middle = whole.share or 0.0
    if len(shares) < _MANY or not 0 < middle < 1:
        return 1.0
    errors = [np.sqrt(middle * (1 - middle) / one.of) for one in shares]
    z = np.array([(one.count / one.of - middle) / error for one, error in zip(shares, errors, strict=True)])
    z = np.clip(z, *np.quantile(z, [_TRIMMED, 1 - _TRIMMED]))
    return float(np.sqrt(max(1.0, np.mean(z**2))))
