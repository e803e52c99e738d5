"""One count as it leaves: in words, and what somebody who reads them knows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from probation_commission.domain.marks import Mark
from probation_commission.domain.ranges import Range
from probation_commission.domain.words import listed

# No row of `Release.places`: a total is told apart from every place.
AREA = -1
CellKey: TypeAlias = tuple[int, str]
"""A row of `Release.places` (`AREA`: the whole area) and a column: "all", or a RAG."""
NO_FIGURE = "not in the return"
NOT_SHOWN = "not shown"


class CellState(StrEnum):
    """What stands in a cell."""

    COUNT = "count"
    RANGE = "range"
    NOT_SHOWN = "not shown"
    NO_FIGURE = "no figure"
    NOT_GIVEN = "not given"
    """Where bands are shown: the return gives a bound that lies in no one band, or a mark (decision 128)."""
    AS_GIVEN = "as given"
    """Where counts are exact: what the sender gave in the stead of one, "fewer than 5" (decision 115)."""


@dataclass(frozen=True, slots=True)
class Released:
    """One count as it leaves: its words, and the smallest and largest it can be (`high` None: no end)."""

    text: str
    state: CellState
    low: float = 0
    high: float | None = None
    mark: str = ""
    """What the sender says of a count that is shown as it is: "revised"."""

    @property
    def number(self) -> float | None:
        """The count itself, where it is shown."""
        return self.low if self.state is CellState.COUNT else None

    @property
    def numeric(self) -> bool:
        """Whether its words are of a number: `12`, `5–9`, `fewer than 5`; not `withheld by the sender`."""
        return self.known or (self.state is CellState.AS_GIVEN and any(map(str.isdigit, self.text)))

    @property
    def known(self) -> bool:
        """Whether anything is shown of it."""
        return self.state in {CellState.COUNT, CellState.RANGE}


# None of them is nought, and none is another (decision 7).
MISSING = Released(NO_FIGURE, CellState.NO_FIGURE)
HIDDEN = Released(NOT_SHOWN, CellState.NOT_SHOWN)
NOT_GIVEN = Released(Mark.NOT_AVAILABLE.label, CellState.NOT_GIVEN)


def counted(count: float) -> Released:
    """A count as it stands in the return."""
    return Released(f"{count:,.0f}", CellState.COUNT, round(count), round(count))


def as_given(words: str) -> Released:
    """What stands in the return where it gives no exact count."""
    return Released(words, CellState.AS_GIVEN)


def between(low: float, high: float | None) -> Released:
    """A range: `5–9`, `15 or more`; a count where both ends are one."""
    if low == high:
        return counted(low)
    words = f"{low:,.0f} or more" if high is None else str(Range(low, high))
    return Released(words, CellState.RANGE, low, high)


def added_up(parts: Iterable[Released]) -> Released:
    """The sum of what is shown of its parts: a range where one part is a range.

    A part without a figure adds nothing; where a part is not given, or not shown, the sum is not either.
    """
    given = [part for part in parts if part.state is not CellState.NO_FIGURE]
    if not given:
        return MISSING
    if any(part.state is CellState.NOT_GIVEN for part in given):
        return NOT_GIVEN
    if not all(part.known for part in given):
        return HIDDEN
    # One part without an end leaves the sum without one.
    highs = [part.high for part in given]
    return between(sum(part.low for part in given), None if None in highs else sum(filter(None, highs)))


def as_one(parts: Sequence[Released]) -> Released:
    """What members under an agreement are told of several counts: their sum, or all that the sender gave."""
    if len(parts) == 1:
        return parts[0]
    if all(part.state in {CellState.COUNT, CellState.NO_FIGURE} for part in parts):
        return added_up(parts)
    return as_given(listed([part.text for part in parts if part.state is not CellState.NO_FIGURE]))
