"""Kaplan and Meier's estimate, from counts by day: who waits still counts for as long as they have waited.

It costs the same for a thousand people and for a million; `scipy.stats.ecdf`, which a test holds it against,
takes an observation for each.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

CountsByDay: TypeAlias = NDArray[np.int64]
HALF = 0.5
"""Of those who wait still: where half have come to it."""
_EXACTLY = 1e-12
"""15 of 30 leave a half and 9 of 10 leave 0.1, which as products of shares may come out a hair above."""


def survived(came: CountsByDay, censored: CountsByDay) -> tuple[CountsByDay, NDArray[np.float64]]:
    """Of each day how many were at risk on it, and what share had not come to it by its end; a row a cohort.

    Who is censored on a day was at risk on it, as is usual.
    """
    gone = np.cumsum(came + censored, axis=-1)
    at_risk = gone[..., -1:] - gone + came + censored
    stay = 1 - np.divide(came, at_risk, out=np.zeros(came.shape), where=at_risk > 0)
    return at_risk, np.cumprod(stay, axis=-1)


def first_at_most(survival: NDArray[np.float64], share: float) -> int | None:
    """The first day by whose end no more than this share had not come to it; None where more never did."""
    these = survival <= share + _EXACTLY
    return int(np.argmax(these)) if these.any() else None
