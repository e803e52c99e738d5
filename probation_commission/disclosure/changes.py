"""What has changed between two months, worked out from what is shown of them and from nothing else."""

from dataclasses import dataclass
from enum import StrEnum

from probation_commission.disclosure.released import NO_FIGURE, CellState, Released


class Way(StrEnum):
    """Which way a count went, or why nobody can say."""

    UP = "up"
    DOWN = "down"
    SAME = "no change"
    NO_TELLING = "no telling"
    """Both months are shown, and what is shown of them can't decide it."""
    NO_FIGURE = NO_FIGURE
    """One of the two returns does not name it."""
    NO_RETURN = "no return"
    """There is no return of that month: not a count of nought."""
    OTHER_PLACE = "not comparable"
    """It is another place, of that name or code, since its wards changed."""


@dataclass(frozen=True, slots=True)
class Change:
    """Which way a count went; `by` how many where both months are counts."""

    way: Way
    by: int | None = None

    @property
    def told(self) -> bool:
        """Whether it is known to have gone up, down, or neither."""
        return self.way in {Way.UP, Way.DOWN, Way.SAME}

    @property
    def letter(self) -> str:
        """What stands on a map, so that no way is told by its colour alone: U up, D down."""
        return {Way.UP: "U", Way.DOWN: "D"}.get(self.way, "")

    @property
    def signed(self) -> int | None:
        """The change as a number: 4 up, -4 down, 0 none; None where that is not known."""
        if self.way is Way.SAME:
            return 0
        return self.by if self.by is None or self.way is Way.UP else -self.by

    @property
    def text(self) -> str:
        """`up 4`, `down`, `no change`, `no telling`, `no return`."""
        return f"{self.way} {self.by:,}" if self.by else str(self.way)


NO_RETURN, OTHER_PLACE = Change(Way.NO_RETURN), Change(Way.OTHER_PLACE)


def changed(before: Released, now: Released) -> Change:
    """How a count has changed; by how many only where both are shown as counts (decision 189)."""
    if CellState.NO_FIGURE in {before.state, now.state}:
        return Change(Way.NO_FIGURE)
    # A bound or a mark in the stead of a count ("fewer than 5", "[c]") has ends here that nobody gave.
    if not (before.known and now.known):
        return Change(Way.NO_TELLING)
    if before.number is not None and now.number is not None:
        by = round(now.number - before.number)
        return Change(Way.UP if by > 0 else Way.DOWN, abs(by)) if by else Change(Way.SAME)
    # 5–9 and then 10–14: surely up, though by one or by nine. 5–9 twice: no telling.
    if before.high is not None and now.low > before.high:
        return Change(Way.UP)
    if now.high is not None and now.high < before.low:
        return Change(Way.DOWN)
    return Change(Way.NO_TELLING)
