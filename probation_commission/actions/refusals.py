"""The one error of all actions: what was asked for can't be done, and why; and texts refused with it."""

from probation_commission.domain.words import TooLongError, tidied
from probation_commission.intake.people import found_in


class RefusedError(Exception):
    """Nothing was changed. `reasons` are sentences for the person who asked."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def fitting(text: str, what: str, longest: int, *, lines: bool = True) -> str:
    """The text as it is kept: with its lines, or in one. Raises `RefusedError` where it is too long.

    `what` is the text as sentences call it: "Shorten the reason to 500 characters: it has 12 too many."
    """
    # Refused with how many are too many, never cut: the half that is lost could be the one that matters,
    # and what is counted is what would be kept, so that no trailing space refuses (decision 91).
    try:
        return tidied(text, longest, lines=lines)
    except TooLongError as too_long:
        raise RefusedError(f"Shorten the {what} to {longest:,} characters: {too_long}.") from too_long


def collected(
    problems: list[str], text: str, what: str, longest: int, *, lines: bool = False, address: bool = False
) -> str:
    """The text as it is kept, as `free_text`; what is wrong with it is added to the problems, not raised.

    An `address` is of a place and so names nobody: it may be too long alone.
    """
    try:
        return (fitting if address else free_text)(text, what, longest, lines=lines)
    except RefusedError as refusal:
        problems.extend(refusal.reasons)
        return text


def free_text(text: str, what: str, longest: int, *, lines: bool = True) -> str:
    """The text as it is kept, as `fitting`. Raises `RefusedError` where it is too long, or names somebody."""
    kept = fitting(text, what, longest, lines=lines)
    # The sentence names the kind of thing alone ("a date of birth"), never the words: it is shown, and may
    # be logged (decision 1).
    if kind := found_in(kept):
        raise RefusedError(f"The {what} seems to hold {kind}. Take it out: nothing that identifies is kept.")
    return kept
