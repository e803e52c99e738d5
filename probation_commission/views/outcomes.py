"""Promises and what came, as a chart."""

from textwrap import wrap

import altair as alt
import pandas as pd

from probation_commission.views import marks
from probation_commission.views.charts import INK
from probation_commission.views.outcomes_words import verdict

_QUARTERS = alt.Axis(values=list(range(0, 151, 25)))
_BAR = "#1d5a96"
_MOST_SHARE = 150
_LETTERS = 48
"""In a line above a bar: as many as a phone has room for."""
_LINE, _THICK, _GAP = 17, 16, 18
"""Pixels: of a line of words, of a bar, and between a bar and the words of the next."""


def promise_chart(rows: pd.DataFrame, met: str) -> alt.LayerChart | alt.FacetChart:
    """A bar for each promise up to what was delivered, as a share of its target; the stroke is the target.

    `rows` as `shares` gives them; of a range the part that is not certain is paler, what is made up is hollow
    and dashed. `met` says how many of all are kept, those without a bar too.
    """
    rows = rows.assign(number=range(len(rows)))
    lines = rows.label.str.count("\n") + 1
    most = int(lines.max())
    step = most * _LINE + _THICK + _GAP
    # Fewer lines stand as near to their bar as more do; Vega would drop lines of nothing at all.
    rows = rows.assign(label=[(most - count) * "\u200b\n" for count in lines] + rows.label)
    base = alt.Chart().encode(y=alt.Y("number:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0)))
    x = alt.X(
        "low:Q",
        title="percent of the target (dark stroke)",
        scale=alt.Scale(domain=[0, _MOST_SHARE]),
        axis=_QUARTERS,
    )
    tooltip = [alt.Tooltip("named:N", title="Promise"), alt.Tooltip("words:N", title="Delivered")]
    # The words stand above, where no bar and no stroke crosses them, the bar below them.
    down = step / 2 - _GAP - _THICK / 2
    look = marks.bar_look(_BAR)
    bars = base.mark_bar(size=_THICK, yOffset=down).encode(x=x, tooltip=tooltip, **look)
    unsure = base.mark_bar(size=_THICK, yOffset=down, opacity=0.35).encode(
        x=x, x2="high:Q", tooltip=tooltip, **look
    )
    target = base.mark_tick(
        color=INK, opacity=1, thickness=3, size=_THICK + 10, yOffset=down, aria=False
    ).encode(x=alt.datum(100))
    words = base.mark_text(
        align="left",
        baseline="line-top",
        lineBreak="\n",
        lineHeight=_LINE,
        dy=-step / 2 - 4,
        limit=alt.ExprRef("width"),
        color=INK,
    ).encode(x=alt.value(0), text="label:N")
    return alt.layer(bars, unsure, target, words, data=rows).properties(
        title=f"What was delivered, as a share of each target: {met}", height=alt.Step(step)
    )


def shares(promises: pd.DataFrame, delivered: pd.Series) -> pd.DataFrame:
    """The rows of the chart: those of which something is shown and that is not of too few.

    Each has low and high (percent of the target, at most 150), words, made_up, named and the label above its
    bar. `promises` as `analysis.outcomes.against_promises` gives them, `delivered` their words.
    """
    known = promises[promises.delivered.notna()]
    sides = [(count.low, count.high) for count in known.delivered]
    of_target = pd.DataFrame(sides, known.index, ["low", "high"], dtype=float).div(known.target, axis=0) * 100
    made_up = known.illustrative.astype(bool)
    partners = [
        marks.tagged(partner, made_up=mark) for partner, mark in zip(known.partner, made_up, strict=True)
    ]
    heads = [
        f"{partner}: {verdict(row)}" for partner, row in zip(partners, known.to_dict("records"), strict=True)
    ]
    labels = [_lines(*words) for words in zip(heads, known.desired_outcome, strict=True)]
    return (
        of_target.clip(upper=_MOST_SHARE)
        .astype(float)
        .round()
        .assign(
            named=known.partner + ": " + known.desired_outcome,
            label=labels,
            words=delivered[known.index],
            made_up=made_up,
        )
    )


def _lines(*parts: str) -> str:
    return "\n".join(line for part in parts for line in wrap(part, _LETTERS))
