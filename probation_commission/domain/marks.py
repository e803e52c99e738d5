"""What stands beside a count or in its stead: why none is given, or how sure it is; and bounds."""

from enum import StrEnum


class Mark(StrEnum):
    """The mark of a figure: the shorthands of official statistics, and what older tables write for them.

    Source: Government Analysis Function, "Symbols and shorthand in tables".
    """

    NONE = "none"
    # In the place of a number.
    SUPPRESSED = "suppressed"
    """"[c]", "c", "s", "*": confidential."""
    LOW = "low"
    """"[low]", "k", "~": more than nought, and too few to be given."""
    NOT_AVAILABLE = "not_available"
    """"[x]", "-", "..", "n/a"."""
    NOT_APPLICABLE = "not_applicable"
    """"[z]", "z"."""
    # Beside a number.
    REVISED = "revised"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    BREAK = "break"
    UNRELIABLE = "unreliable"
    NOTE = "note"
    """"12 [note 3]", "6*": a note that was not read."""

    @property
    def label(self) -> str:
        """Its words on a screen and in a file; none for a plain number."""
        return MARK_LABELS[self]


MARK_LABELS: dict[str, str] = {
    Mark.NONE: "",
    Mark.SUPPRESSED: "withheld by the sender",
    Mark.LOW: "too low to be given",
    Mark.NOT_AVAILABLE: "not given",
    Mark.NOT_APPLICABLE: "not applicable",
    Mark.REVISED: "revised",
    Mark.PROVISIONAL: "provisional",
    Mark.ESTIMATED: "estimated",
    Mark.BREAK: "break in the series",
    Mark.UNRELIABLE: "low reliability",
    Mark.NOTE: "with a note",
}
# "[c]" for a month is told, "-" for a month is not even a month (decision 116).
SAYS_NOTHING = frozenset((Mark.NONE, Mark.NOT_AVAILABLE, Mark.NOT_APPLICABLE))
"""Without a number or a bound these say nothing of it."""


class Bounded:
    """What is known of a number: the smallest and the largest that it can be, if any, and a mark."""

    __slots__ = ()
    low: float | None
    high: float | None
    mark: Mark

    @property
    def bounded(self) -> bool:
        """Whether anything is known of the number."""
        return self.low is not None or self.high is not None

    @property
    def says_something(self) -> bool:
        """Whether it has a number, a bound, or a mark that tells of one."""
        return self.bounded or self.mark not in SAYS_NOTHING


def bounds(low: float | None, high: float | None) -> str:
    """`fewer than 5`, `5–9`, `10 or more`; empty where nothing is known."""
    if high is None:
        return f"{low:,.10g} or more" if low else ""
    if low == high:
        return f"{high:,.10g}"
    return f"{low:,.10g}–{high:,.10g}" if low else f"fewer than {high + 1:,.10g}"


def in_words(value: float | None, low: float | None, high: float | None, mark: str = Mark.NONE) -> str:
    """A figure as what it is: `12`, `12 (revised)`, `fewer than 5`, `withheld by the sender`."""
    number = f"{value:,.10g}" if value is not None else bounds(low, high)
    label = MARK_LABELS[mark]
    if not number:
        return label or Mark.NOT_AVAILABLE.label
    return f"{number} ({label})" if label else number
