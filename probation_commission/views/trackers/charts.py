"""Trackers as charts: how long people are wanted, parts of a whole, and bands by half-year."""

from collections.abc import Iterable

import altair as alt
import pandas as pd

from probation_commission.analysis.trackers import BEYOND, CLASSES
from probation_commission.domain.returns import Kind
from probation_commission.domain.trackers import TRACKERS, half_briefly
from probation_commission.views import marks
from probation_commission.views.charts import INK, PAPER, AnyChart
from probation_commission.views.maps import LegendEntry
from probation_commission.views.trackers.picture import AreaTrackers
from probation_commission.views.trackers.words import periods

_INKS = ("#c6dbef", "#6baed6", "#2171b5", "#08306b")
_LETTERS = (INK, INK, PAPER, PAPER)
_STILL = "#b35c00"
_BAR, _ROW = "#1d5a96", 38
_LEAST_NAMED = 0.05
"""Of the longest bar: a shorter segment has no room for its count on a phone."""
CLASSES_SHOWN = (*(words for _, words in CLASSES), BEYOND, "still wanted")
LEGEND = tuple(LegendEntry(ink, words) for ink, words in zip((*_INKS, _STILL), CLASSES_SHOWN, strict=True))
"""How long, as the segments of a bar."""


def how_long(picture: AreaTrackers, title: str, tag: str) -> AnyChart:
    """People by the half-year in which they became wanted: found within how many days, or still wanted."""
    rows = pd.DataFrame(
        [
            {
                "half": half_briefly(half) + ("" if half in picture.whole_halves else ", in part"),
                "what": what,
                "order": order,
                "people": count,
                "made_up": bool(tag),
            }
            for half, days in sorted(picture.days.items(), reverse=True)
            for order, (what, count) in enumerate(days.by_class().items())
        ]
    )
    ends = rows.groupby("half", sort=False).people.cumsum()
    rows = rows.assign(begins=ends - rows.people, ends=ends, middle=ends - rows.people / 2)
    base = alt.Chart(rows).encode(y=_names("half", rows.half))
    colours = alt.Scale(domain=list(CLASSES_SHOWN), range=[*_INKS, _STILL])
    # The colours are the classes’, so of what is made up the edge alone says so.
    edge = {"stroke": INK, "strokeDash": marks.DASHES} if tag else {"stroke": PAPER}
    bars = base.mark_bar(strokeWidth=1.5, **edge).encode(
        x=alt.X("begins:Q", title="People", axis=alt.Axis(format="d", tickCount=5)),
        x2="ends:Q",
        fill=alt.Fill("what:N", scale=colours, legend=None),
        tooltip=[
            alt.Tooltip("half:N", title="Became wanted"),
            alt.Tooltip("what:N", title="Found"),
            alt.Tooltip("people:Q", title="People"),
        ],
    )
    inks = alt.Scale(domain=list(CLASSES_SHOWN), range=[*_LETTERS, PAPER])
    counts = (
        alt.Chart(rows[rows.people >= _LEAST_NAMED * ends.max()])
        .mark_text(fontSize=13, fontWeight=600)
        .encode(
            y=_names("half", rows.half),
            x="middle:Q",
            text="people:Q",
            color=alt.Color("what:N", scale=inks, legend=None),
        )
    )
    chart: AnyChart = alt.layer(bars, counts)
    return chart.properties(title=title + tag, height=_ROW * len(picture.days) + 20)


def parts(picture: AreaTrackers, kind: Kind, title: str, tag: str) -> AnyChart:
    """The counts of the last twelve months, or of the last half-year shown; a band from end to end."""
    months = periods(picture, kind)
    main = TRACKERS[kind].counts[0].measure
    found = [
        (one.heading, picture.total(kind, months, one.category))
        for one in TRACKERS[kind].counts
        if one.measure is main
    ]
    rows = pd.DataFrame(
        {
            "what": heading,
            "low": 0.0 if count.exact else count.low,
            "high": count.high,
            "words": str(count),
            "made_up": bool(tag),
        }
        for heading, count in found
        if count is not None
    )
    return _bars(rows, title + tag, [heading for heading, count in found if count])


def _bars(rows: pd.DataFrame, title: str, order: Iterable[str]) -> AnyChart:
    top = max(float(rows.high.max()) * 1.18, 1.0)
    base = alt.Chart(rows).encode(y=_names("what", order))
    bars = base.mark_bar(height={"band": 0.6}).encode(
        x=alt.X(
            "low:Q",
            title=None,
            axis=alt.Axis(format="d", tickCount=4),
            scale=alt.Scale(domain=[0, top], nice=False),
        ),
        x2="high:Q",
        tooltip=[alt.Tooltip("what:N", title="Count"), alt.Tooltip("words:N", title="Number")],
        **marks.bar_look(_BAR),
    )
    texts = base.mark_text(align="left", dx=6, fontSize=13, color=INK).encode(x="high:Q", text="words:N")
    chart: AnyChart = alt.layer(bars, texts)
    return chart.properties(title=title, height=_ROW * len(rows) + 10)


def _names(field: str, order: Iterable[str]) -> alt.Y:
    names = list(dict.fromkeys(order))
    axis = alt.Axis(labelLimit=190, ticks=False, domain=False, labelPadding=6)
    return alt.Y(f"{field}:N", title=None, sort=names, axis=axis)
