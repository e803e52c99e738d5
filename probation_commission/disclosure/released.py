"""One count as it leaves: in words, and in what may be drawn of it."""

from dataclasses import dataclass
from enum import StrEnum

NO_FIGURE = "not in the return"
NOT_SHOWN = "not shown"


class State(StrEnum):
    """What stands in a cell."""

    EXACT = "exact"
    ROUNDED = "rounded"
    BAND = "band"
    NOT_SHOWN = "not shown"
    NO_FIGURE = "no figure"


@dataclass(frozen=True, slots=True)
class Released:
    """One count as it leaves: its words, and for drawing a number, or the position of its band, or none.

    `low` and `high` are what a reader knows of it; `high` None: no end.
    """

    text: str
    state: State
    value: float | None = None
    low: int = 0
    high: int | None = None

    @property
    def nought(self) -> bool:
        """Whether it is known to be none."""
        return self.state in {State.EXACT, State.BAND} and self.high == 0


MISSING = Released(NO_FIGURE, State.NO_FIGURE)
HIDDEN = Released(NOT_SHOWN, State.NOT_SHOWN)
