"""What is made up on a page, in words: the mark at its top lists it, and everything else there is real."""

from collections.abc import Iterable, Sequence
from datetime import date

from probation_commission.domain.words import plural

NONE_HERE = "Illustrative data is loaded; no figure on this page is made up."


def some_of(marks: Iterable[object], noun: str, nouns: str = "") -> list[str]:
    """`3 of 16 services`, or `all 5 services`; nothing where none of those marked so is made up."""
    every = [bool(mark) for mark in marks]
    if not any(every):
        return []
    things = plural(len(every), noun, nouns)
    return [f"all {things}" if all(every) and len(every) > 1 else f"{sum(every)} of {things}"]


def of_months(month: date, made_up: Iterable[date]) -> list[str]:
    """`the figures of May 2026`, where they are made up, and how many other months of the trends."""
    others = len(set(made_up) - {month})
    return [
        *([f"the figures of {month:%B %Y}"] if month in made_up else []),
        *([f"{plural(others, 'other month')} of the trends"] if others else []),
    ]


def sentence(made_up: Sequence[str]) -> str:
    """The mark in words: `3 of 16 services. Do not quote them.`."""
    return f"{'; '.join(made_up)}. Do not quote them."
