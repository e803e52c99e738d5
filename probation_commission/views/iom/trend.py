"""The cohort month by month."""

import altair as alt
import pandas as pd

from probation_commission.domain.iom import Rag
from probation_commission.views.charts import AnyChart

RAG_COLOURS = {Rag.RED: "#b3261e", Rag.AMBER: "#b35c00", Rag.GREEN: "#1b7a3d", Rag.BLUE: "#1d5a96"}
RAG_SHAPES = {Rag.RED: "square", Rag.AMBER: "triangle-up", Rag.GREEN: "circle", Rag.BLUE: "diamond"}


def trend_chart(rows: pd.DataFrame, title: str) -> AnyChart:
    """A line for each RAG, with its name at the end of the line; a range is a bar from its low to its high.

    `rows` has month (first day), rag, low, high and words; the line breaks where a month has no count.
    """
    rows = rows.assign(last=rows.month == rows.month.max(), middle=(rows.low + rows.high) / 2)
    counts, ranges = rows[rows.low == rows.high], rows[rows.low < rows.high]
    colour = alt.Color("rag:N", legend=None, scale=_by_rag(RAG_COLOURS))
    tooltip = [
        alt.Tooltip("month:T", format="%B %Y", title="Month"),
        alt.Tooltip("rag:N", title="RAG"),
        alt.Tooltip("words:N", title="Nominals"),
    ]

    def base(frame: pd.DataFrame, height: str) -> alt.Chart:
        chart: alt.Chart = alt.Chart(frame).encode(
            x=alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount=6)),
            y=alt.Y(
                f"{height}:Q", title="nominals", scale=alt.Scale(zero=True), axis=alt.Axis(tickMinStep=1)
            ),
            color=colour,
            tooltip=tooltip,
        )
        return chart

    layers = []
    if len(counts):
        # A row without a count in each month without one: Vega breaks the line there, and nothing is drawn
        # across a month without a return (decision 29).
        exact = base(_every_month(counts), "low")
        layers += [
            exact.mark_line(strokeWidth=2),
            exact.mark_point(size=55, filled=True, opacity=1).encode(
                shape=alt.Shape("rag:N", legend=None, scale=_by_rag(RAG_SHAPES))
            ),
        ]
    if len(ranges):
        # Four ranges of one month would cover each other: each moves two or six days to its side.
        beside = ranges.assign(month=ranges.month + ranges.rag.map(_BESIDE))
        layers.append(base(beside, "low").mark_rule(strokeWidth=5, opacity=0.6).encode(y2="high:Q"))
    # The name stands at the line’s end, so that no RAG is told by its colour alone.
    names = base(rows[rows["last"]], "middle").mark_text(align="left", dx=14, fontSize=13, fontWeight="bold")
    return alt.layer(*layers, names.encode(text="rag:N")).properties(
        title=title, height=280, padding={"right": 50}
    )


_BESIDE = {rag.value: pd.Timedelta(days=4 * number - 6) for number, rag in enumerate(Rag)}
"""Ranges of one month stand beside each other."""


def _every_month(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, and for each RAG one without a figure in every month between that has none."""
    months = pd.date_range(rows.month.min(), rows.month.max(), freq="MS")
    whole = pd.MultiIndex.from_product([months, rows.rag.unique()], names=["month", "rag"])
    return rows.set_index(["month", "rag"]).reindex(whole).reset_index()


def _by_rag(values: dict[Rag, str]) -> alt.Scale:
    return alt.Scale(domain=[rag.value for rag in values], range=list(values.values()))
