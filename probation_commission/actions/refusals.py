"""The one error of all actions: what was asked for can't be done, and why. And texts held against it."""

from probation_commission.domain import words
from probation_commission.intake.people import found_in


class RefusedError(Exception):
    """Nothing was changed. `reasons` are sentences for the person who asked."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def tidied(text: str, what: str, longest: int) -> str:
    """The lines of a text as they are kept. Raises `RefusedError` where it is too long, or names somebody."""
    try:
        kept = words.tidied(text, longest, lines=True)
    except words.TooLongError as too_long:
        raise RefusedError(f"Shorten the {what} to {longest:,} characters: {too_long}.") from too_long
    if kind := found_in(kept):
        raise RefusedError(f"The {what} seems to hold {kind}. Take it out: nothing that identifies is kept.")
    return kept
