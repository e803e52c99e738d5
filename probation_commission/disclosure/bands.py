"""Fixed bands, the same for every month whatever is in it (decision 64): nought is in the first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_TENS, _FROM = 10, 20
"""From twenty on no band is narrower than ten."""


@dataclass(frozen=True, slots=True)
class Bands:
    """0–4, 5–9, 10–14, 15–19, 20–29, … for a `width` of 5; bands of that width all along from ten up."""

    width: int

    def of(self, count: float) -> tuple[int, int]:
        """The smallest and the largest count of the band that a count is in."""
        width = self.width if count < _FROM else max(self.width, _TENS)
        low = int(count // width) * width
        return low, low + width - 1

    def around(self, counts: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The same of many counts at once."""
        widths = np.where(counts < _FROM, self.width, max(self.width, _TENS))
        low = (counts // widths * widths).astype(np.int64)
        return low, low + widths - 1

    def holding(
        self, low: NDArray[np.float64], high: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
        """The bands that counts between these ends are in, and which of them lie in one (decision 128)."""
        # By the lower end: "5–9" and "6–8" are in 5–9, "3–7" is in no band alone.
        least, most = self.around(low)
        return least, most, high <= most

    def position(self, count: float) -> int:
        """The number of the band that a count is in, the first being 0."""
        if self.width >= _TENS or count < _FROM:
            return int(count // self.width)
        # Four bands of five lie below twenty, so 20–29 is number 4.
        return _FROM // self.width + int((count - _FROM) // _TENS)

    def up_to(self, count: float) -> list[tuple[int, int]]:
        """Every band up to the one that the count is in."""
        bands = [self.of(0)]
        while bands[-1][1] < count:
            bands.append(self.of(bands[-1][1] + 1))
        return bands

    @property
    def first(self) -> tuple[int, int]:
        """The band that nought is in, and whatever a return does not name (decision 65)."""
        return self.of(0)
