"""What is made up: in words at a page's top, where everything else is real; and how a chart draws it.

A made-up month is hollow and dashed in every chart, with the word in it, and never joined to a real one
(decision 107).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from probation_commission.domain.words import plural
from probation_commission.views.charts import INK, PAPER

NONE_HERE = "Illustrative data is loaded; no figure here is made up."
MADE_UP = "made up"
HOW_DRAWN = "Hollow and dashed: made-up months, never joined to real ones."
DASHES = [5, 4]
"""Of a line through made-up months."""
_EDGE = [3, 2]
"""The dashes of a hollow bar's edge, which may be narrow."""


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


def tagged(words: str, *, made_up: bool) -> str:
    """`May 2023`, or where it is made up `October 2026 (made up)`."""
    return f"{words} ({MADE_UP})" if made_up else words


def tag(made_up: Iterable[object]) -> str:
    """` (made up)` of what stands on these, ` (partly made up)` where some of them are real; else nothing."""
    every = [bool(mark) for mark in made_up]
    if not any(every):
        return ""
    return f" ({MADE_UP})" if all(every) else f" (partly {MADE_UP})"


def bar_look(colour: str | alt.Fill, edge: str | alt.Stroke = "", *, hollow: float = 1.3) -> dict[str, Any]:
    """The encodings of bars whose rows say whether they are made_up: full, or hollow with a dashed edge.

    `colour` and `edge` are of all of them, or fields; a full bar has an edge only where there is one given,
    a hollow one of `hollow` pixels.
    """
    fill = alt.value(colour) if isinstance(colour, str) else colour
    line = edge or colour
    stroke = alt.value(line) if isinstance(line, str) else line
    made_up = alt.datum.made_up
    return {
        "fill": alt.condition(made_up, alt.value(PAPER), fill),
        "stroke": stroke,
        "strokeWidth": alt.condition(made_up, alt.value(hollow), alt.value(0.8 if edge else 0)),
        "strokeDash": alt.condition(made_up, alt.value(_EDGE), alt.value([1, 0])),
    }


def swatch(edge: str, width: float = 1.3) -> str:
    """The same hollow bar, drawn for a legend."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16"><rect x="1" y="1" width="22" '
        f'height="14" fill="{PAPER}" stroke="{edge}" stroke-width="{width}" stroke-dasharray="3 2"/></svg>'
    )


def words_of_stretches(rows: pd.DataFrame, x: str = "month:T", *, above: bool = False) -> list[alt.Chart]:
    """The word at the first month of each stretch of made-up months, in the chart's top or above it.

    `rows` has month and made_up, and what `x` names; nothing where none is made up.
    """
    months = rows.drop_duplicates("month").sort_values("month")
    first = months[months.made_up & ~months.made_up.shift(fill_value=False)]
    if first.empty:
        return []
    words = alt.Chart(first[[x.partition(":")[0]]]).mark_text(
        text=MADE_UP,
        align="left",
        baseline="bottom" if above else "top",
        dx=0 if above else 4,
        dy=-3 if above else 0,
        fontSize=13,
        fontStyle="italic",
        color=INK,
    )
    return [words.encode(x=x, y=alt.value(0))]
