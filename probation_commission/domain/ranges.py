"""What is known of a count: all of it, or the smallest and the largest that it can be."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both of them possible; a count that is known has them alike."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def __str__(self) -> str:
        """`1,912`, or `20–36`."""
        return f"{self.low:,.0f}" if self.exact else f"{self.low:,.0f}–{self.high:,.0f}"

    @property
    def percent(self) -> str:
        """The same of shares: `77%`, `between 40 and 70%`, or `at least 62%` where it may be above 1."""
        low, high = f"{self.low:.0%}", f"{self.high:.0%}"
        # Where the whole may be smaller than its part nothing can be said of the top (decision 79).
        if self.high > 1:
            return f"at least {low}"
        return low if low == high else f"between {low[:-1]} and {high}"


def exactly(count: float) -> Range:
    """A count that is known."""
    return Range(count, count)


def added_up(ranges: Iterable[Range]) -> Range | None:
    """What is known of their sum; None where there are none."""
    parts = list(ranges)
    return Range(sum(part.low for part in parts), sum(part.high for part in parts)) if parts else None
