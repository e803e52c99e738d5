"""Referrals as charts: a panel for each service, all on one scale, and the funnel of a span."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

import altair as alt
import pandas as pd

from probation_commission.analysis.referrals import State, Step
from probation_commission.domain.referrals import Level
from probation_commission.views.charts import INK
from probation_commission.views.legends import LegendEntry
from probation_commission.views.referral_words import of_how_many

RECEIVED, STARTED, OUTCOME = "#a9cbe8", "#1d5a96", "#6b4c9a"
_PANEL_HEIGHT, _STEP_HEIGHT, _TITLE_HEIGHT = 220, 44, 40
_NOTHING, _EDGE = "#f4f4f4", "#7d7d7d"
LEGEND = (LegendEntry(RECEIVED, "received"), LegendEntry(STARTED, "started"))
LEGEND_OF_GAPS = LegendEntry(_NOTHING, "no return: not known, which is not zero")
_MONTH = "monthAbbrevFormat(toNumber(substring(datum.value, 5, 7)) - 1)"
_NEW_YEAR = "datum.index == 0 || substring(datum.value, 5, 7) == '01'"
_AXIS = alt.Axis(
    labelExpr=f"{_NEW_YEAR} ? [{_MONTH}, substring(datum.value, 0, 4)] : {_MONTH}",
    labelAngle=0,
    labelFontSize=11,
    labelOverlap="parity",
    ticks=False,
)
AnyChart: TypeAlias = alt.LayerChart | alt.FacetChart


def panel(months: pd.DataFrame, title: str, finding: str, top: float) -> AnyChart:
    """One service month by month, up to `top` on the scale that all panels share.

    `months` has month (first day), state, received and started, every month of the span once; one
    without a return has no bar but a field with the words in it.
    """
    rows = months[["month", "state", "received", "started"]]
    rows = rows.assign(key=_keys(rows.month), named=[f"{month:%B %Y}" for month in rows.month])
    given, gaps = rows[rows.state != State.NONE], rows[rows.state != State.GIVEN]
    x = alt.X("key:O", title=None, axis=_AXIS, scale=alt.Scale(domain=list(rows.key), paddingInner=0.15))
    layers = [
        _bars(given, "received", top).mark_bar(color=RECEIVED, stroke=STARTED, strokeWidth=0.8),
        _bars(given, "started", top).mark_bar(color=STARTED, width={"band": 0.45}),
        _fields(gaps[gaps.state == State.NONE]),
        _said(gaps),
    ]
    chart: AnyChart = alt.layer(*(layer.encode(x=x) for layer in layers if len(layer.data)))
    words = alt.Title(title, subtitle=finding, fontSize=14, subtitleFontSize=13, subtitleColor=INK)
    return chart.properties(title=words, height=_PANEL_HEIGHT)


def _keys(months: Iterable[date]) -> list[str]:
    return [f"{month:%Y-%m}" for month in months]


def _bars(rows: pd.DataFrame, count: str, top: float) -> alt.Chart:
    chart: alt.Chart = alt.Chart(rows).encode(
        y=alt.Y(
            f"{count}:Q",
            title=None,
            scale=alt.Scale(domain=[0, top], nice=False),
            axis=alt.Axis(tickCount=4, format="d"),
        ),
        tooltip=[
            alt.Tooltip("named:N", title="Month"),
            alt.Tooltip("received:Q", title="Received"),
            alt.Tooltip("started:Q", title="Started"),
            alt.Tooltip("state:N", title="Return"),
        ],
    )
    return chart


def _fields(rows: pd.DataFrame) -> alt.Chart:
    mark: alt.Chart = (
        alt.Chart(rows)
        .mark_bar(color=_NOTHING, stroke=_EDGE, strokeDash=[3, 2])
        .encode(y=alt.value(0), y2=alt.value("height"))
    )
    return mark


def _said(rows: pd.DataFrame) -> alt.Chart:
    words = rows.assign(words=rows.state.map({State.NONE: "no return", State.PART: "part only"}))
    mark: alt.Chart = (
        alt.Chart(words)
        .mark_text(angle=270, align="left", fontSize=12, color=INK, dx=6)
        .encode(y=alt.value("height"), text="words:N")
    )
    return mark


def funnel(steps: Sequence[Step], title: str) -> AnyChart:
    """A bar for each count that is given, all on one scale, with its words and "of how many" above it."""
    given = [step for step in steps if step.count is not None]
    rows = pd.DataFrame(
        {
            "name": [step.name for step in given],
            "count": [step.count for step in given],
            "words": [f"{step.name.capitalize()}: {of_how_many(step)}" for step in given],
            "colour": [OUTCOME if step.name in set(Level) else STARTED for step in given],
        }
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    )
    bars = base.mark_bar().encode(
        x=alt.X("count:Q", axis=None, scale=alt.Scale(nice=False, zero=True)),
        color=alt.Color("colour:N", scale=None),
        tooltip=alt.Tooltip("words:N", title="Count"),
    )
    words = base.mark_text(align="left", dy=-18, fontSize=14, color=INK).encode(
        x=alt.value(0), text="words:N"
    )
    chart: AnyChart = alt.layer(bars, words)
    return chart.properties(title=title, height=_STEP_HEIGHT * len(given) + _TITLE_HEIGHT)
