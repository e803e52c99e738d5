"""What differs between two versions of a return, in words and as a table."""

from collections.abc import Callable
from datetime import date

import pandas as pd

from probation_commission.analysis.versions import ADDED, CHANGED, GONE
from probation_commission.domain.days import in_full
from probation_commission.domain.words import plural


def tally(differences: pd.DataFrame) -> str:
    """`Figures: 2 changed, 1 added.`; `differences` as `analysis.versions.differences` gives them."""
    if differences.empty:
        return "No figure differs."
    count = differences.change.value_counts()
    # Always in this order, so that two versions read alike.
    parts = [f"{count[change]} {change}" for change in (CHANGED, ADDED, GONE) if change in count]
    return f"Figures: {', '.join(parts)}."


def came_in(received_on: date, late: int | None) -> str:
    """`1 October 2026`, or `1 October 2026, 16 days late`."""
    return in_full(received_on) + (f", {plural(late, 'day')} late" if late else "")


def table(differences: pd.DataFrame, then: str, now: str, place: Callable[[str], str]) -> pd.DataFrame:
    """A row for each difference, with both sides; `place` is the name of a place by how it is recorded.

    A value is what the figure says, "5–9" or "fewer than 5" where it is no number: nothing is subtracted.
    """
    sides = {
        f"{title} in version {number}": differences[f"{column}_{side}"]
        for number, side in ((then, "then"), (now, "now"))
        for title, column in (("Value", "said"), ("Cell", "cell"), ("As written", "as_written"))
    }
    return pd.DataFrame(
        {
            "Figure": differences.change,
            "Counts": differences.what,
            "RAG": differences.rag.replace("", "all"),
            "Place": differences.place.replace("", "whole area").map(place),
            **sides,
        }
    )
