"""Bands: a range of counts that is shown as one."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """The counts from `low` to `high`, both included; None: no end."""

    low: int
    high: int | None

    @property
    def label(self) -> str:
        """`none`, `1–4`, `20 or more`."""
        if self.high == 0:
            return "none"
        return f"{self.low} or more" if self.high is None else f"{self.low}–{self.high}"


_USUAL = (5, 10, 20)
_NARROWEST = 3


def bands(threshold: int = 5) -> tuple[Band, ...]:
    """None, 1–4, 5–9, 10–19, 20 or more; no band begins inside what is small, none is narrower than three."""
    starts = [1, threshold, *(start for start in _USUAL if start >= threshold + _NARROWEST)]
    ends: Sequence[int | None] = [*(start - 1 for start in starts[1:]), None]
    return (Band(0, 0), *(Band(low, high) for low, high in zip(starts, ends, strict=True)))


def band(count: float, of: Sequence[Band]) -> int:
    """The position of a count's band."""
    return max(position for position, one in enumerate(of) if count >= one.low)
