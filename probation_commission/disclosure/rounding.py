"""Totals for the public, rounded up or down by a chance that only this installation can work out."""

import hmac

from probation_commission.disclosure.released import CellState, Released
from probation_commission.disclosure.rules import FROM

# Sent again and rounded by a new chance each time, a count would show through on average; one chance for what
# it is of, kept for good, does not (decisions 64 and 72).
BASE = 5


def rounded(count: float, secret: bytes, *identity: str) -> Released:
    """The count as a multiple of 5, up or down so that sums are right on average; `fewer than 10` below ten.

    The chance is fixed by the secret and by what the count is of (subject, area, period, category), never
    by a file: whatever is sent again is rounded by the same chance. The range is what a reader knows.
    Raises `ValueError` without a secret, since everybody could work out the chance then.
    """
    if not secret:
        raise ValueError("nothing is rounded without the installation's secret")
    if count < FROM:
        return Released(f"fewer than {FROM}", CellState.RANGE, 0, FROM - 1)
    drawn = int.from_bytes(hmac.digest(secret, "\n".join(identity).encode(), "sha256")) % BASE
    # 12 becomes 10 with 0, 1 or 2 drawn and 15 with 3 or 4: 12 on average.
    number = (round(count) + drawn) // BASE * BASE
    # 15 may have been 11 to 19: the range is what its reader knows, since the secret is not theirs.
    return Released(f"{number:,}", CellState.RANGE, max(number - BASE + 1, FROM), number + BASE - 1)
