"""Rounding for the public: by a chance that what the figure is of fixes, and that nobody outside knows."""

import hmac
from hashlib import sha256

from probation_commission.disclosure.released import Released, State
from probation_commission.disclosure.rules import FROM

BASE = 5


def rounded(count: float, secret: bytes, *identity: str) -> Released:
    """A multiple of 5 less than 5 away, as a range of what a reader knows; under 10 it is told as that.

    Up or down by a chance that leaves sums right on average. `identity` says what the figure is of (subject,
    area, period, category), never which file it is from: a file sent again draws nothing new.
    """
    if count < FROM:
        return Released(f"fewer than {FROM}", State.RANGE, 0, FROM - 1)
    digest = hmac.digest(secret, "|".join(identity).encode(), sha256)
    chance = int.from_bytes(digest[:6]) / 2**48
    number = int((count / BASE + chance) // 1) * BASE
    return Released(f"{number:,}", State.RANGE, max(number - BASE + 1, FROM), number + BASE - 1)
