"""The cohort month by month."""

import altair as alt
import pandas as pd

from probation_commission.domain.iom import Rag

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


def _every_month(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, and for each RAG one without a figure in every month between that has none."""
    months = pd.date_range(rows.month.min(), rows.month.max(), freq="MS")
    whole = pd.MultiIndex.from_product([months, rows.rag.unique()], names=["month", "rag"])
    return rows.set_index(["month", "rag"]).reindex(whole).reset_index()


def _by_rag(values: dict[Rag, str]) -> alt.Scale:
    return alt.Scale(domain=[rag.value for rag in values], range=list(values.values()))
