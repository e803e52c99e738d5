"""The cohort month by month."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from probation_commission.domain.iom import Rag
from probation_commission.views.charts import INK, PAPER

RAG_COLOURS = {Rag.RED: "#b3261e", Rag.AMBER: "#b35c00", Rag.GREEN: "#1b7a3d", Rag.BLUE: "#1d5a96"}
RAG_SHAPES = {Rag.RED: "square", Rag.AMBER: "triangle-up", Rag.GREEN: "circle", Rag.BLUE: "diamond"}
AnyChart = alt.LayerChart | alt.FacetChart


def trend_chart(rows: pd.DataFrame, title: str) -> AnyChart:
    """A line for each RAG, with its name at the end of the line.

    `rows` has month (first day), rag, nominals and last (whether to name the line there); the line
    breaks where a month has no row.
    """
    base = alt.Chart(_every_month(rows)).encode(
        x=alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount=6)),
        y=alt.Y("nominals:Q", title="nominals", scale=alt.Scale(zero=True), axis=alt.Axis(tickMinStep=1)),
        color=alt.Color("rag:N", legend=None, scale=_by_rag(RAG_COLOURS)),
        tooltip=[
            alt.Tooltip("month:T", format="%B %Y", title="Month"),
            alt.Tooltip("rag:N", title="RAG"),
            alt.Tooltip("nominals:Q", title="Nominals"),
        ],
    )
    last = base.transform_filter(alt.datum.last)
    return alt.layer(
        base.mark_line(strokeWidth=2),
        base.mark_point(size=55, filled=True, opacity=1).encode(
            shape=alt.Shape("rag:N", legend=None, scale=_by_rag(RAG_SHAPES))
        ),
        last.mark_text(align="left", dx=9, fontSize=13, fontWeight="bold").encode(text="rag:N"),
    ).properties(title=title, height=280, padding={"right": 50})


def band_chart(rows: pd.DataFrame, labels: Sequence[str], title: str) -> AnyChart:
    """A strip for each RAG, a field for each month with its band in words.

    `rows` has month, rag, band (a position in `labels`) and label; no counts. A month without a row
    keeps its place and stays empty.
    """
    base = alt.Chart(_every_month(rows).fillna({"label": ""})).encode(
        x=alt.X("yearmonth(month):O", title=None, axis=alt.Axis(format="%b %y", labelAngle=0)),
        y=alt.Y("rag:N", title=None, sort=[rag.value for rag in Rag]),
    )
    last = len(labels) - 1
    fill = alt.Color("band:Q", legend=None, scale=alt.Scale(domain=[0, last], range=["#ffffff", "#1764ab"]))
    ink = alt.condition(alt.datum.band > last / 2, alt.value(PAPER), alt.value(INK))
    return alt.layer(
        base.mark_rect(stroke="#4a5a6a").encode(color=fill),
        base.mark_text(fontSize=12).encode(text="label:N", color=ink),
    ).properties(title=title, height=170)


def _every_month(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, and for each RAG one without a figure in every month between that has none."""
    months = pd.date_range(rows.month.min(), rows.month.max(), freq="MS")
    whole = pd.MultiIndex.from_product([months, rows.rag.unique()], names=["month", "rag"])
    return rows.set_index(["month", "rag"]).reindex(whole).reset_index()


def _by_rag(values: dict[Rag, str]) -> alt.Scale:
    return alt.Scale(domain=[rag.value for rag in values], range=list(values.values()))
