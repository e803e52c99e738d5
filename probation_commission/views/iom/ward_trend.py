"""One ward or locality month by month, with a rule where its wards changed and no line across it."""

import altair as alt
import pandas as pd

from probation_commission.views import marks
from probation_commission.views.charts import INK, AnyChart
from probation_commission.views.iom.trend import RAG_COLOURS

_LINE = {str(rag): colour for rag, colour in RAG_COLOURS.items()}
_RULE = "#6b7780"


def count_chart(rows: pd.DataFrame, changes: pd.DataFrame, title: str, rag: str) -> AnyChart:
    """A line for each stretch of one ward set, hollow points for estimates and for made-up months.

    `rows` has month, ward_set, nominals, estimate and made_up; `changes` as `series.changes` gives them.
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
    words = marks.words_of_stretches(stretches(rows))
    drawn = [*_lines(line, rows.made_up), *_points(line, rows.estimate | rows.made_up), *words]
    return alt.layer(*_rules(changes), *drawn).properties(title=title, height=190)


def _lines(line: alt.Chart, made_up: "pd.Series[bool]") -> list[alt.Chart]:
    """The line through real months, and a dashed one through made-up ones; none where no month is so."""
    full = line.transform_filter(~alt.datum.made_up).mark_line(strokeWidth=2)
    dashed = line.transform_filter(alt.datum.made_up).mark_line(strokeWidth=2, strokeDash=marks.DASHES)
    return [*([full] if not made_up.all() else []), *([dashed] if made_up.any() else [])]


def _points(line: alt.Chart, hollow: "pd.Series[bool]") -> list[alt.Chart]:
    """The full points, and hollow ones for estimates and made-up months; none of a kind that no month is."""
    of_it = alt.datum.estimate | alt.datum.made_up
    full = line.transform_filter(~of_it).mark_point(size=45, opacity=1, filled=True)
    empty = line.transform_filter(of_it).mark_point(size=45, opacity=1, strokeWidth=2)
    return [*([full] if not hollow.all() else []), *([empty] if hollow.any() else [])]


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
    """The rows with the number of their stretch: months in a row on the same wards, all real or made up."""
    months = pd.to_datetime(rows.month)
    # May 2022 on the old wards, June on the new: two stretches, and no line joins them (decision 54).
    follows = (
        months.dt.to_period("M").astype("int64").diff().eq(1)
        & rows.ward_set.eq(rows.ward_set.shift())
        & rows.made_up.eq(rows.made_up.shift())
    )
    return rows.assign(month=months, stretch=(~follows).cumsum())
