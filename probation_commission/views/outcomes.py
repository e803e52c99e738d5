"""Promises and what came, as a chart."""

import altair as alt
import pandas as pd

from probation_commission.views.charts import INK, PAPER

_QUARTERS = alt.Axis(values=list(range(0, 151, 25)))
_BAR = "#1d5a96"
_MOST_SHARE = 150
_ROOM = 30
"""The share of the target from which a verdict fits into its bar."""


def promise_chart(rows: pd.DataFrame, met: str) -> alt.LayerChart | alt.FacetChart:
    """A bar for each promise up to what was delivered, as a share of its target; the line is the target.

    `rows` has label, low and high (percent of the target, at most 150), words and verdict; of a range the
    part that is not certain is paler. `met` says how many of all are kept, those without a bar too.
    """
    scale = alt.Scale(paddingInner=0.72, paddingOuter=0.6)
    base = alt.Chart(rows).encode(y=alt.Y("label:N", axis=None, sort=None, scale=scale))
    x = alt.X("low:Q", title="percent of the target", scale=alt.Scale(domain=[0, 150]), axis=_QUARTERS)
    tooltip = [alt.Tooltip("label:N", title="Promise"), alt.Tooltip("words:N", title="Delivered")]
    bars = base.mark_bar(color=_BAR).encode(x=x, tooltip=tooltip)
    unsure = base.mark_bar(color=_BAR, opacity=0.35).encode(x=x, x2="high:Q", tooltip=tooltip)
    names = base.mark_text(align="left", dy=-36, lineBreak=": ", limit=alt.ExprRef("width")).encode(
        x=alt.value(0), text="label:N"
    )
    on_bar, on_range = (
        f"datum.low == datum.high && datum.low >= {_ROOM}",
        f"datum.high - datum.low >= {_ROOM}",
    )
    words = base.encode(x="high:Q", text="verdict:N")
    within = words.transform_filter(on_bar).mark_text(align="right", dx=-6, color=PAPER)
    on_pale = words.transform_filter(on_range).mark_text(align="right", dx=-6, color=INK)
    beside = words.transform_filter(f"!({on_bar} || {on_range})").mark_text(align="left", dx=6, color=INK)
    line = alt.Chart().mark_rule(color=INK, strokeDash=[4, 3], size=2, aria=False).encode(x=alt.datum(100))
    return alt.layer(bars, unsure, names, within, on_pale, beside, line, data=rows).properties(
        title=f"What was delivered, as a share of each target: {met}", height=alt.Step(66)
    )


def shares(promises: pd.DataFrame, delivered: pd.Series) -> pd.DataFrame:
    """The rows of the chart: those of which something is shown and that is not of too few.

    `promises` as `analysis.outcomes.against_promises` gives them, `delivered` their words.
    """
    known = promises[promises.delivered.notna()]
    sides = [(count.low, count.high) for count in known.delivered]
    of_target = pd.DataFrame(sides, known.index, ["low", "high"], dtype=float).div(known.target, axis=0) * 100
    return (
        of_target.clip(upper=_MOST_SHARE)
        .astype(float)
        .round()
        .assign(
            label=known.partner + ": " + known.desired_outcome.str[:70],
            words=delivered[known.index],
            verdict=known.verdict.astype(str),
        )
    )
