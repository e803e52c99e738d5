"""RaM's figures as charts: clocks as bars of their parts, waits as curves, ends by reason, a funnel plot."""

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np
import pandas as pd

from probation_commission.analysis.ram import USUAL, WIDE, Contrast, Share, funnel_limits
from probation_commission.domain.ram import ReasonGroup
from probation_commission.views import marks
from probation_commission.views.charts import AT_X, INK, PAPER, AnyChart
from probation_commission.views.maps import LegendEntry
from probation_commission.views.ram.words import group_words

_MET, _MISSED, _OVERDUE, _DUE, _LEFT, _UNKNOWN = (
    "#1d5a96",
    "#c45508",
    "#7f2704",
    "#a9cbe8",
    "#c9c9c9",
    "#f4f4f4",
)
PARTS: Mapping[str, tuple[str, str]] = {
    "met": (_MET, "met"),
    "missed": (_MISSED, "missed: came later"),
    "overdue": (_OVERDUE, "overdue: waits past the level"),
    "due": (_DUE, "due: waits within it"),
    "left": (_LEFT, "left before"),
    "not known": (_UNKNOWN, "no day, or a reversed one"),
}
"""Of a clock's parts the colour and the words."""
_EDGES: Mapping[str, str] = {
    **{part: colour for part, (colour, _) in PARTS.items()},
    "due": "#4d8cc0",
    "left": "#7d7d7d",
    "not known": "#44515e",
}
"""Of a part the colour of its edge, which of a pale one is darker."""
_EDGE, _LIMIT, _LIMIT_WIDE = "#7d7d7d", "#6b6b6b", "#1d5a96"
_ROW, _ABOVE = 54, 34
_STEPS_OF_LIMITS = 80
_LINES: Mapping[str, tuple[str, list[int]]] = {
    "initial assessment": ("#1d5a96", [1, 0]),
    "first action plan": ("#c45508", [8, 3]),
    "approval of the plan": ("#6b4c9a", [2, 3]),
    "first session": ("#17212b", [10, 3, 2, 3]),
}
"""The colour and the dashes of each step's curve."""


def legend_of_clocks(rows: pd.DataFrame, *, made_up: bool) -> list[LegendEntry]:
    """What is on the bars, in their order."""
    there = set(rows.part[rows["count"] > 0])
    return [
        LegendEntry(marks.swatch(_EDGES[part], 2) if made_up else _edged(colour, _EDGES[part]), words)
        for part, (colour, words) in PARTS.items()
        if part in there
    ]


def _edged(colour: str, edge: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16"><rect x="1" y="1" width="22" '
        f'height="14" fill="{colour}" stroke="{edge}"/></svg>'
    )


def clocks(rows: pd.DataFrame, title: str, *, made_up: bool) -> AnyChart:
    """A bar a clock, of its parts from met to not known; its words above; hollow where it is made up.

    `rows`: clock (in the order of the bars), named (its words), part, count and words, a row a part.
    """
    rows = rows[rows["count"] > 0]
    rows = rows.assign(order=rows.part.map({part: at for at, part in enumerate(PARTS)}), made_up=made_up)
    colours = alt.Scale(domain=list(PARTS), range=[colour for colour, _ in PARTS.values()])
    y = alt.Y("clock:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    edges = alt.Scale(domain=list(_EDGES), range=list(_EDGES.values()))
    fill = alt.Fill("part:N", legend=None, scale=colours)
    bars = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            y=y,
            x=alt.X("count:Q", stack="normalize", axis=alt.Axis(format="%", tickCount=5), title=None),
            **marks.bar_look(fill, alt.Stroke("part:N", legend=None, scale=edges), hollow=2),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("clock:N", title="Clock"),
                alt.Tooltip("part:N", title="It is"),
                alt.Tooltip("words:N", title="Referrals"),
            ],
        )
    )
    names = rows.drop_duplicates("clock")
    words = (
        alt.Chart(names)
        .mark_text(align="left", color=INK, fontSize=13, dy=-20, limit=900)
        .encode(y=y, x=AT_X(0), text=alt.Text("named:N"))
    )
    drawn: AnyChart = alt.layer(bars, words)
    return drawn.properties(title=title, height=_ROW * len(names) + _ABOVE)


def waits(rows: pd.DataFrame, title: str) -> AnyChart:
    """The share that has come to each step by the end of each week of waiting, a curve a step.

    `rows`: step, week, reached (a share), at_risk; half and nine in ten are marked.
    """
    steps = [step for step in _LINES if step in set(rows.step)]
    base = alt.Chart(rows).encode(
        x=alt.X("week:Q", title="weeks of five working days", axis=alt.Axis(tickMinStep=1, format="d")),
        y=alt.Y(
            "reached:Q",
            title=None,
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 0.9, 1]),
            scale=alt.Scale(domain=[0, 1]),
        ),
    )
    named = alt.Scale(domain=steps, range=[_LINES[step][0] for step in steps])
    dashes = alt.Scale(domain=steps, range=[_LINES[step][1] for step in steps])
    lines = base.mark_line(strokeWidth=2.2, point=alt.OverlayMarkDef(size=36)).encode(
        color=alt.Color("step:N", legend=None, scale=named),
        strokeDash=alt.StrokeDash("step:N", legend=None, scale=dashes),
        tooltip=[
            alt.Tooltip("step:N", title="Step"),
            alt.Tooltip("week:Q", title="By the end of week"),
            alt.Tooltip("reached:Q", title="Have come to it", format=".0%"),
            alt.Tooltip("at_risk:Q", title="Waiting still on its last day", format=",d"),
        ],
    )
    marked = pd.DataFrame({"share": [0.5, 0.9]})
    rules = alt.Chart(marked).mark_rule(color=_EDGE, strokeDash=[3, 3]).encode(y=alt.Y("share:Q"))
    drawn: AnyChart = alt.layer(rules, lines)
    # Without room above, the label of all of them is cut.
    return drawn.properties(title=title, height=260, padding={"top": 8, "left": 0, "right": 5, "bottom": 0})


def legend_of_waits(rows: pd.DataFrame) -> list[LegendEntry]:
    """Each curve as it is drawn, with its step."""
    there = set(rows.step)
    return [
        LegendEntry(_stroke(colour, dashes), step)
        for step, (colour, dashes) in _LINES.items()
        if step in there
    ]


def _stroke(colour: str, dashes: Sequence[int]) -> str:
    said = " ".join(map(str, dashes))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16"><path d="M1 8H23" '
        f'stroke="{colour}" stroke-width="2.4" stroke-dasharray="{said}"/></svg>'
    )


_GROUP_COLOURS: Mapping[str, str] = {
    group_words(ReasonGroup.PROBLEM): "#c45508",
    group_words(ReasonGroup.USER): "#1d5a96",
    group_words(ReasonGroup.SENTENCE): "#6b4c9a",
    group_words(ReasonGroup.EARLY): "#3d7a4b",
    group_words(ReasonGroup.OTHER): "#7d7d7d",
    group_words(ReasonGroup.UNKNOWN): "#c9c9c9",
}


def endings(rows: pd.DataFrame, title: str, *, made_up: bool) -> AnyChart:
    """A bar a reason, by its group, with its words and number above; `rows`: group, reason, count, words."""
    rows = rows.assign(made_up=made_up)
    colours = alt.Scale(domain=list(_GROUP_COLOURS), range=list(_GROUP_COLOURS.values()))
    fill = alt.Fill("group:N", legend=None, scale=colours)
    edge = alt.Stroke("group:N", legend=None, scale=colours)
    y = alt.Y("reason:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    bars = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            y=y,
            x=alt.X("count:Q", axis=None, scale=alt.Scale(zero=True, nice=False)),
            **marks.bar_look(fill, edge, hollow=2),
            tooltip=[
                alt.Tooltip("group:N", title="Group"),
                alt.Tooltip("reason:N", title="Reason"),
                alt.Tooltip("count:Q", title="Ends asked for", format=",d"),
            ],
        )
    )
    words = (
        alt.Chart(rows)
        .mark_text(align="left", color=INK, fontSize=13, dy=-17, limit=900)
        .encode(y=y, x=AT_X(0), text=alt.Text("words:N"))
    )
    drawn: AnyChart = alt.layer(bars, words)
    return drawn.properties(title=title, height=40 * len(rows) + 30)


def legend_of_endings(rows: pd.DataFrame, *, made_up: bool) -> list[LegendEntry]:
    """The groups that have any."""
    there = set(rows.group)
    return [
        LegendEntry(marks.swatch(colour, 2) if made_up else colour, group)
        for group, colour in _GROUP_COLOURS.items()
        if group in there
    ]


LEGEND_OF_COMPARED = [
    LegendEntry(_stroke(INK, [1, 0]), "all together"),
    LegendEntry(_stroke(_LIMIT, [3, 3]), f"{USUAL:.0%} of services alike lie between"),
    LegendEntry(_stroke(_LIMIT_WIDE, [8, 3]), f"{WIDE:.1%} do"),
]


def compared(rows: pd.DataFrame, whole: Share, wider: float, title: str) -> AnyChart:
    """A funnel plot: each service's share by how many it is of, with its interval, between the limits.

    `rows`, `whole` and `wider` as `analysis.ram.compared` gives them, with name, words and made_up of each.
    """
    largest = int(rows["of"].max())
    sizes = np.unique(np.linspace(min(10, largest), largest * 1.08, _STEPS_OF_LIMITS).astype(np.int64))
    limits = pd.concat(
        [
            pd.DataFrame({"of": sizes, "share": side, "which": name, "side": f"{name}{at}"})
            for name, inside in (("usual", USUAL), ("wide", WIDE))
            for at, side in enumerate(funnel_limits(sizes, whole, inside, wider))
        ]
    )
    x = alt.X(
        "of:Q",
        title="referrals",
        scale=alt.Scale(domainMin=0, nice=True),
        axis=alt.Axis(format=",d", tickCount=8),
    )
    y = alt.Y(
        "share:Q", title=None, axis=alt.Axis(format="%", tickCount=6), scale=alt.Scale(zero=False, nice=True)
    )
    names = ["usual", "wide"]
    lines = (
        alt.Chart(limits)
        .mark_line(strokeWidth=1.4)
        .encode(
            x=x,
            y=y,
            detail="side:N",
            color=alt.Color(
                "which:N", legend=None, scale=alt.Scale(domain=names, range=[_LIMIT, _LIMIT_WIDE])
            ),
            strokeDash=alt.StrokeDash(
                "which:N", legend=None, scale=alt.Scale(domain=names, range=[[3, 3], [8, 3]])
            ),
        )
    )
    middle = (
        alt.Chart(pd.DataFrame({"share": [whole.share]})).mark_rule(color=INK, strokeWidth=1.4).encode(y=y)
    )
    base = alt.Chart(rows).encode(x=x, y=y)
    spans = (
        alt.Chart(rows)
        .mark_rule(color=_EDGE, strokeWidth=1)
        .encode(x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q"))
    )
    looks = [contrast.value for contrast in Contrast]
    shapes = ["circle", "triangle-up", "triangle-up", "triangle-down", "triangle-down"]
    inks = [_LIMIT, "#490092", "#490092", "#c45508", "#c45508"]
    dots = base.mark_point(size=110, opacity=1).encode(
        shape=alt.Shape("contrast:N", legend=None, scale=alt.Scale(domain=looks, range=shapes)),
        stroke=alt.Stroke("contrast:N", legend=None, scale=alt.Scale(domain=looks, range=inks)),
        fill=alt.condition(
            alt.datum.made_up,
            alt.value(PAPER),
            alt.Fill("contrast:N", legend=None, scale=alt.Scale(domain=looks, range=inks)),
        ),
        tooltip=[
            alt.Tooltip("name:N", title="Service"),
            alt.Tooltip("words:N", title="Share"),
            alt.Tooltip("contrast:N", title="It is"),
        ],
    )
    words = base.mark_text(align="right", dx=-9, dy=-9, color=INK, fontSize=12).encode(
        text=alt.Text("name:N")
    )
    drawn: AnyChart = alt.layer(lines, middle, spans, dots, words)
    return drawn.properties(title=title, height=340)
