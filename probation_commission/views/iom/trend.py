"""The cohort month by month: its total and its RAGs."""

from collections.abc import Mapping

import altair as alt
import pandas as pd

from probation_commission.domain.iom import ALL, Rag
from probation_commission.views import marks
from probation_commission.views.charts import INK, AnyChart

RAG_COLOURS = {Rag.RED: "#b3261e", Rag.AMBER: "#b35c00", Rag.GREEN: "#1b7a3d", Rag.BLUE: "#1d5a96"}
_COLOURS: Mapping[str, str] = {ALL: INK} | {str(rag): colour for rag, colour in RAG_COLOURS.items()}
RAG_SHAPES = {Rag.RED: "square", Rag.AMBER: "triangle-up", Rag.GREEN: "circle", Rag.BLUE: "diamond"}
_SHAPES: Mapping[str, str] = {ALL: "cross"} | {str(rag): shape for rag, shape in RAG_SHAPES.items()}


_HEIGHT, _NAME = 320, 17
"""Pixels: of the chart, of a name at the end of a line."""


def trend_chart(rows: pd.DataFrame, title: str) -> AnyChart:
    """A line for the total and for each RAG, with its name at its end; a range is a bar from low to high.

    `rows` has month (first day), rag (or "all"), low, high, words and made_up; the line breaks where a month
    has no count. Made-up months are hollow and dashed, with the word above them, and never joined to real
    ones.
    """
    rows = rows.assign(last=rows.month == rows.month.max(), middle=(rows.low + rows.high) / 2)
    counts, ranges = rows[rows.low == rows.high], rows[rows.low < rows.high]
    # Four ranges of one month would cover each other: each moves two or six days to its side.
    ranges = ranges.assign(month=ranges.month + ranges.rag.map(_BESIDE))
    layers = [
        layer
        for made_up in (False, True)
        for layer in (
            *_lines(counts[counts.made_up == made_up], made_up=made_up),
            *_bars(ranges[ranges.made_up == made_up], made_up=made_up),
        )
    ]
    # The name stands at the line’s end, so that no RAG is told by its colour alone.
    names = _base(_apart(rows[rows["last"]], rows.high.max()), "beside").mark_text(
        align="left", dx=14, fontSize=13, fontWeight="bold"
    )
    return alt.layer(
        *layers, names.encode(text=alt.Text("rag:N")), *marks.words_of_stretches(rows)
    ).properties(title=title, height=_HEIGHT, padding={"right": 50})


def _apart(last: pd.DataFrame, highest: float) -> pd.DataFrame:
    """The ends of the lines with where their names stand: so far apart that none lies on another."""
    room, below = max(highest, 1) * _NAME / _HEIGHT, float("-inf")
    places = {}
    for row, middle in last.middle.sort_values().items():
        places[row] = below = max(float(middle), below + room)
    return last.assign(beside=pd.Series(places, dtype=float))


def _base(rows: pd.DataFrame, height: str) -> alt.Chart:
    chart: alt.Chart = alt.Chart(rows).encode(
        x=alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount=6)),
        y=alt.Y(f"{height}:Q", title="nominals", scale=alt.Scale(zero=True), axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("rag:N", legend=None, scale=_by_rag(_COLOURS)),
        tooltip=[
            alt.Tooltip("month:T", format="%B %Y", title="Month"),
            alt.Tooltip("rag:N", title="RAG"),
            alt.Tooltip("words:N", title="Nominals"),
        ],
    )
    return chart


def _lines(counts: pd.DataFrame, *, made_up: bool) -> list[alt.Chart]:
    if counts.empty:
        return []
    # A row without a count in each month without one: Vega breaks the line there, and nothing is drawn
    # across a month without a return (decision 29).
    exact = _base(_every_month(counts), "low")
    shape = alt.Shape("rag:N", legend=None, scale=_by_rag(_SHAPES))
    # The total is the thicker one: it is no part beside the others.
    width = alt.StrokeWidthValue(2, condition={"test": f"datum.rag == '{ALL}'", "value": 3})
    return [
        exact.mark_line(strokeDash=marks.DASHES if made_up else [1, 0]).encode(strokeWidth=width),
        exact.mark_point(size=55, filled=not made_up, opacity=1).encode(shape=shape),
    ]


def _bars(ranges: pd.DataFrame, *, made_up: bool) -> list[alt.Chart]:
    if ranges.empty:
        return []
    bar = _base(ranges, "low").mark_rule(strokeWidth=5, opacity=0.6, strokeDash=[3, 3] if made_up else [1, 0])
    return [bar.encode(y2=alt.Y2("high:Q"))]


_BESIDE = {rag.value: pd.Timedelta(days=4 * number - 6) for number, rag in enumerate(Rag)}
_BESIDE[ALL] = pd.Timedelta(0)
"""Ranges of one month stand beside each other."""


def _every_month(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, and for each RAG one without a figure in every month between that has none."""
    months = pd.date_range(rows.month.min(), rows.month.max(), freq="MS")
    whole = pd.MultiIndex.from_product([months, rows.rag.unique()], names=["month", "rag"])
    return rows.set_index(["month", "rag"]).reindex(whole).reset_index()


def _by_rag(values: Mapping[str, str]) -> alt.Scale:
    return alt.Scale(domain=[str(rag) for rag in values], range=list(values.values()))
