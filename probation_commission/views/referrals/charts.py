"""Referrals as charts: a panel for each service, all on one scale, and the funnel of a span."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from probation_commission.analysis.events import Happened
from probation_commission.analysis.referrals import FunnelStep, PeriodState, at_most
from probation_commission.domain.ranges import Range
from probation_commission.domain.referrals import Level, ReferralStage
from probation_commission.views import marks
from probation_commission.views.charts import AT_X, AT_Y, AT_Y2, INK, AnyChart
from probation_commission.views.maps import LegendEntry
from probation_commission.views.referrals import events
from probation_commission.views.referrals.words import briefly, of_how_many, period

RECEIVED, STARTED, OUTCOME = "#a9cbe8", "#1d5a96", "#6b4c9a"
_RECEIVED_EDGE = "#4d8cc0"
# A phone has no room for "318 of 412 received (77%)"; Vega chooses by the width that it is given.
_NARROW = "width < 560"
_PANEL_HEIGHT, _STEP_HEIGHT, _TITLE_HEIGHT = 220, 44, 40
_WORDS_ABOVE = 18
_NOTHING, _EDGE = "#f4f4f4", "#7d7d7d"
_DRAWN = (ReferralStage.RECEIVED.value, ReferralStage.STARTED.value)
_LEVELS = {level.label for level in Level}
LEGEND = (LegendEntry(RECEIVED, "received"), LegendEntry(STARTED, "started"))
LEGEND_OF_MADE_UP = (
    LegendEntry(marks.swatch(_RECEIVED_EDGE), f"received, {marks.MADE_UP}"),
    LegendEntry(marks.swatch(STARTED, 1.5), f"started, {marks.MADE_UP}"),
)
LEGEND_OF_GAPS = LegendEntry(_NOTHING, "nothing is shown: not known here, which is not zero")
_MONTH = "monthAbbrevFormat(toNumber(substring(datum.value, 5, 7)) - 1)"
# The year stands under January and the first month alone.
_NEW_YEAR = "datum.index == 0 || substring(datum.value, 5, 7) == '01'"
_BY_MONTH = f"{_NEW_YEAR} ? [{_MONTH}, substring(datum.value, 0, 4)] : {_MONTH}"
_LAST_OF_QUARTER = "monthAbbrevFormat(toNumber(substring(datum.value, 5, 7)) + 1)"
_BY_QUARTER = f"[{_MONTH} + '–' + {_LAST_OF_QUARTER}, substring(datum.value, 0, 4)]"
_REASONS = {
    PeriodState.NONE: "no return",
    PeriodState.PART: "part only",
    PeriodState.WAITS: "waits for a return",
    PeriodState.HIDDEN: "not shown",
}


def panel(
    periods: pd.DataFrame, title: str, finding: str, top: float, happened: Sequence[Happened] = ()
) -> AnyChart:
    """One service month by month (or quarter by quarter), up to `top` on the scale that panels share.

    `periods` as `analysis.referrals.by_service_and_period` gives them, with made_up. A count is a bar from
    zero, a range one from its smallest to its largest with its words above; where nothing is shown, a field
    says why. A made-up one is hollow and dashed, with the word above the first of a stretch. What happened
    is a thin rule with its kind beside it.
    """
    columns = [count for name in _DRAWN for count in (name, at_most(name))]
    rows = periods[["month", "months", "state", "made_up", *columns]]
    rows = rows.assign(
        key=[f"{month:%Y-%m}" for month in rows.month],
        named=[period(*pair) for pair in zip(rows.month, rows.months, strict=True)],
    )
    by_quarter = bool((rows.months > 1).any())
    axis = alt.Axis(
        labelExpr=_BY_QUARTER if by_quarter else _BY_MONTH,
        labelAngle=0,
        labelFontSize=11,
        labelOverlap="parity",
        ticks=False,
    )
    x = alt.X("key:O", title=None, axis=axis, scale=alt.Scale(domain=list(rows.key), paddingInner=0.15))
    # A period of which a part is shown has its bars and its words too.
    given, gaps = rows[rows.received.notna() | rows.started.notna()], rows[rows.state != PeriodState.GIVEN]
    received, started = (_sides(given, name) for name in _DRAWN)
    layers = [
        _bars(received, top).mark_bar().encode(**marks.bar_look(RECEIVED, edge=_RECEIVED_EDGE)),
        _bars(started, top).mark_bar(width={"band": 0.45}).encode(**marks.bar_look(STARTED, hollow=1.5)),
        _words(received, dy=-20, color=INK),
        _words(started, dy=-6, color=STARTED),
        # A field with the words in it, in the place of the bars that are not there (decision 29).
        _fields(gaps[gaps.received.isna() & gaps.started.isna()]),
        _reasons(gaps),
        *marks.words_of_stretches(rows[rows.index.isin(given.index)], "key:O", above=True),
        *events.on_bars(happened, list(zip(rows.month, rows.months, strict=True))),
    ]
    chart: AnyChart = alt.layer(*(layer.encode(x=x) for layer in layers if len(layer.data)))
    words = alt.Title(title, subtitle=finding, fontSize=14, subtitleFontSize=13, subtitleColor=INK)
    return chart.properties(title=words, height=_PANEL_HEIGHT)


def _sides(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """One of the two counts: `high`, where its bar begins, its words, and where these stand."""
    highest = rows[[at_most(count) for count in _DRAWN]].max(axis=1)
    rows = rows.assign(low=rows[name], high=rows[at_most(name)], highest=highest).dropna(subset=["low"])
    exact = rows.low == rows.high
    words = [str(Range(*sides)) for sides in zip(rows.low, rows.high, strict=True)]
    return rows[["key", "named", "high", "highest", "made_up"]].assign(
        # A count is a bar from nought; a range floats between its ends, so that its top is read as no count.
        begins=rows.low.mask(exact, 0),
        words=words,
        what=name.capitalize(),
        exact=exact,
    )


def _bars(rows: pd.DataFrame, top: float) -> alt.Chart:
    chart: alt.Chart = alt.Chart(rows).encode(
        y=alt.Y(
            "begins:Q",
            title=None,
            scale=alt.Scale(domain=[0, top], nice=False),
            axis=alt.Axis(tickCount=4, format="d"),
        ),
        y2=alt.Y2("high:Q"),
        tooltip=[
            alt.Tooltip("named:N", title="Period"),
            alt.Tooltip("what:N", title="Count"),
            alt.Tooltip("words:N", title="Number"),
        ],
    )
    return chart


def _words(rows: pd.DataFrame, *, dy: int, color: str) -> alt.Chart:
    mark: alt.Chart = (
        alt.Chart(rows[~rows.exact])
        .mark_text(dy=dy, fontSize=12, color=color)
        .encode(y=alt.Y("highest:Q"), text=alt.Text("words:N"))
    )
    return mark


def _fields(rows: pd.DataFrame) -> alt.Chart:
    mark: alt.Chart = (
        alt.Chart(rows)
        .mark_bar(color=_NOTHING, stroke=_EDGE, strokeDash=[3, 2])
        .encode(y=AT_Y(0), y2=AT_Y2("height"))
    )
    return mark


def _reasons(rows: pd.DataFrame) -> alt.Chart:
    words = rows[["key"]].assign(words=rows.state.map(_REASONS))
    mark: alt.Chart = (
        alt.Chart(words)
        .mark_text(angle=270, align="left", fontSize=12, color=INK, dx=6)
        .encode(y=AT_Y("height"), text=alt.Text("words:N"))
    )
    return mark


def funnel(steps: Sequence[FunnelStep], title: str, tag: str = "") -> AnyChart:
    """A bar for each count that is given, all on one scale, with its words and "of how many" above it.

    Of a range the part that is not certain is paler. Where anything in the counts is made up, as `tag` says
    at the title and at the first, all bars are hollow and dashed: no part of such a sum may be quoted.
    """
    given = [step for step in steps if step.count is not None]
    rows = pd.DataFrame(
        {
            "name": [step.name for step in given],
            "low": [step.count.low for step in given if step.count],
            "high": [step.count.high for step in given if step.count],
            "words": [f"{step.name.capitalize()}: {of_how_many(step)}" for step in given],
            "brief": [f"{step.name.capitalize()}: {briefly(step)}" for step in given],
            "colour": [OUTCOME if step.name in _LEVELS else STARTED for step in given],
            "made_up": bool(tag),
        }
    )
    rows.loc[:0, ["words", "brief"]] += tag
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    )
    look = marks.bar_look(alt.Fill("colour:N", scale=None), alt.Stroke("colour:N", scale=None))
    x = alt.X("low:Q", axis=None, scale=alt.Scale(nice=False, zero=True))
    bars = base.mark_bar().encode(x=x, tooltip=alt.Tooltip("words:N", title="Count"), **look)
    # From the low to the high end, paler: that many for certain, and up to as many.
    unsure = base.mark_bar(opacity=0.35).encode(
        x=x, x2=alt.X2("high:Q"), tooltip=alt.Tooltip("words:N", title="Count"), **look
    )
    words = base.mark_text(
        align="left",
        dy=alt.ExprRef(f"-min({_WORDS_ABOVE}, 0.46 * height / {len(given)})"),  # a wall may be low
        fontSize=alt.ExprRef(f"{_NARROW} ? 12 : 14"),
        color=INK,
        text=alt.ExprRef(f"{_NARROW} ? datum.brief : datum.words"),
    ).encode(x=AT_X(0))
    chart: AnyChart = alt.layer(bars, unsure, words)
    return chart.properties(title=title + tag, height=_STEP_HEIGHT * len(given) + _TITLE_HEIGHT)
