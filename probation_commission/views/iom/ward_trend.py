"""One ward or locality month by month, with a rule where its wards changed and no line across it."""

import altair as alt
import pandas as pd

from probation_commission.views.charts import INK, AnyChart
from probation_commission.views.iom.trend import RAG_COLOURS

_LINE = {str(rag): colour for rag, colour in RAG_COLOURS.items()}
_RULE = "#6b7780"


def count_chart(rows: pd.DataFrame, changes: pd.DataFrame, title: str, rag: str) -> AnyChart:
    """A line for each stretch of one ward set, hollow points for estimates.

    `rows` has month, ward_set, nominals and estimate; `changes` as `series.changes` gives them.
    """
    axis = alt.Axis(tickMinStep=1)
    y = alt.Y("nominals:Q", title="nominals", scale=alt.Scale(zero=True), axis=axis)
    return _chart(
        rows, changes, y, alt.Tooltip("nominals:Q", title="Nominals", format=".3~f"), title=title, rag=rag
    )


def _chart(
    rows: pd.DataFrame, changes: pd.DataFrame, y: alt.Y, tooltip: alt.Tooltip, *, title: str, rag: str
) -> AnyChart:
    line = alt.Chart(stretches(rows)).encode(
        x=alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount=5)),
        y=y,
        detail="stretch:N",
        color=alt.value(_LINE.get(rag, INK)),
        tooltip=[alt.Tooltip("month:T", format="%B %Y", title="Month"), tooltip],
    )
    return alt.layer(
        *_rules(changes), line.mark_line(strokeWidth=2), *_points(line, rows.estimate)
    ).properties(title=title, height=190)


def _points(line: alt.Chart, estimate: "pd.Series[bool]") -> list[alt.Chart]:
    """The full points, and hollow ones for estimates; none of a kind that no month is."""
    full = line.transform_filter(~alt.datum.estimate).mark_point(size=45, opacity=1, filled=True)
    hollow = line.transform_filter(alt.datum.estimate).mark_point(size=45, opacity=1, strokeWidth=2)
    return [*([full] if not estimate.all() else []), *([hollow] if estimate.any() else [])]


def _rules(changes: pd.DataFrame) -> list[alt.Chart]:
    """The rules and their words; none where no wards changed."""
    if changes.empty:
        return []
    base = alt.Chart(changes).encode(x="at:T")
    words = base.mark_text(align="left", baseline="bottom", dx=4, dy=-3, fontSize=12, color=INK)
    return [
        base.mark_rule(color=_RULE, strokeWidth=2, strokeDash=[5, 3]),
        words.encode(text="words:N", y=alt.value(0)),
    ]


def stretches(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the number of their stretch: months that follow one another on the same wards."""
    months = pd.to_datetime(rows.month)
    # May 2022 on the old wards, June on the new: two stretches, and no line joins them (decision 54).
    follows = months.dt.to_period("M").astype("int64").diff().eq(1) & rows.ward_set.eq(rows.ward_set.shift())
    return rows.assign(month=months, stretch=(~follows).cumsum())
