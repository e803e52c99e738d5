"""One ward or locality month by month, with a rule where its wards changed and no line across it."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from probation_commission.views.charts import INK, PAPER
from probation_commission.views.trend import RAG_COLOURS

_HEIGHT, _STRIP = 190, 96
_LINE = {str(rag): colour for rag, colour in RAG_COLOURS.items()}
_RULE = "#6b7780"


def line_chart(rows: pd.DataFrame, changes: pd.DataFrame, title: str, rag: str) -> alt.LayerChart:
    """A line for each stretch of one ward set, hollow points for estimates.

    `rows` has month, ward_set, nominals and estimate; `changes` as `series.changes` gives them.
    """
    base = alt.Chart(_every_month(rows)).encode(
        x=alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount=5)),
        y=alt.Y("nominals:Q", title="nominals", scale=alt.Scale(zero=True), axis=alt.Axis(tickMinStep=1)),
        detail="stretch:N",
        color=alt.value(_LINE.get(rag, INK)),
        tooltip=[
            alt.Tooltip("month:T", format="%B %Y", title="Month"),
            alt.Tooltip("nominals:Q", title="Nominals", format=".3~f"),
        ],
    )
    points = base.mark_point(size=45, strokeWidth=2, opacity=1)
    return alt.layer(
        *_rules(changes, alt.X("at:T")),
        base.mark_line(strokeWidth=2),
        points.transform_filter(~alt.datum.estimate).mark_point(
            size=45, strokeWidth=2, opacity=1, filled=True
        ),
        points.transform_filter(alt.datum.estimate),
    ).properties(title=title, height=_HEIGHT)


def band_strip(
    rows: pd.DataFrame, changes: pd.DataFrame, title: str, labels: Sequence[str]
) -> alt.LayerChart:
    """A field for each month with its band in words; `rows` has month, band (a position) and label."""
    x = alt.X("yearmonth(month):O", title=None, axis=alt.Axis(format="%b %y", labelAngle=0))
    base = alt.Chart(_every_month(rows)).encode(x=x)
    last = len(labels) - 1
    fill = alt.Color("band:Q", legend=None, scale=alt.Scale(domain=[0, last], range=["#ffffff", "#1764ab"]))
    ink = alt.condition(alt.datum.band > last / 2, alt.value(PAPER), alt.value(INK))
    first = changes.assign(month=changes["at"] + pd.Timedelta(days=15))
    return alt.layer(
        base.mark_rect(stroke="#4a5a6a").encode(color=fill),
        base.mark_text(fontSize=12).encode(text="label:N", color=ink),
        *_rules(first, alt.X("yearmonth(month):O", bandPosition=0)),
    ).properties(title=title, height=_STRIP)


def _rules(changes: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """The rules and their words; none where no wards changed."""
    if changes.empty:
        return []
    base = alt.Chart(changes).encode(x=x)
    words = base.mark_text(align="left", baseline="bottom", dx=4, dy=-3, fontSize=12, color=INK)
    return [
        base.mark_rule(color=_RULE, strokeWidth=2, strokeDash=[5, 3]),
        words.encode(text="words:N", y=alt.value(0)),
    ]


def _every_month(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, and one without a figure for every month between that has none.

    `stretch` numbers the months that follow one another on the same wards.
    """
    months = pd.date_range(rows.month.min(), rows.month.max(), freq="MS", name="month")
    whole = rows.assign(month=pd.to_datetime(rows.month)).set_index("month").reindex(months).reset_index()
    whole["ward_set"] = whole.ward_set.ffill()
    if "estimate" in whole:
        whole["estimate"] = whole.estimate.eq(True)
    return whole.assign(stretch=(whole.ward_set != whole.ward_set.shift()).cumsum())
