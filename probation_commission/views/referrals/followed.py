"""What is followed of each service, in words, in a table and as a control chart."""

from collections.abc import Callable, Sequence
from datetime import date
from math import ceil, floor, isnan

import altair as alt
import pandas as pd

from probation_commission.analysis.followed import FollowedMeasure
from probation_commission.analysis.spc import SHIFT, TREND, Assurance, Limits, Variation
from probation_commission.domain.words import listed, plural
from probation_commission.views import marks
from probation_commission.views.charts import INK, PAPER, AnyChart
from probation_commission.views.maps import LegendEntry
from probation_commission.views.maps import legend_html as legend_html_of
from probation_commission.views.referrals import events
from probation_commission.views.referrals.words import spans

_YEAR = 12
"""Months."""
_CHANCE, _BETTER, _WORSE, _NEUTRAL, _TARGET, _LIMIT = (
    *("#6b6b6b", "#0072b2", "#c45508", "#490092"),
    *("#b3123b", "#6b6b6b"),
)
_SAID = {
    Variation.CHANCE: "● as usual",
    Variation.HIGHER: "▲ higher",
    Variation.LOWER: "▼ lower",
}
_EXPECTED = {
    Assurance.MEETS: "will be met",
    Assurance.MISSES: "will be missed",
    Assurance.EITHER: "met in some months",
}
RULES = (
    f"A point is unusual outside the limits, in {TREND} or more that go one way (of these not the first ones "
    f"on the other side of the mean), in {SHIFT} or more on one side of the mean, or where two of three lie "
    "near a limit. Limits: mean ± 2.66 of the mean moving range, "
    "without the few ranges that are far too wide. A month without a return breaks the ranges and the line."
)
"""Stands under the chart."""


def value(one: FollowedMeasure, number: float) -> str:
    """`31%`, `103 per 100`, or `12` of a count, with a decimal where it is a mean; nothing of none."""
    if isnan(number):
        return ""
    if one.followed.is_rate:
        return f"{100 * number:.0f} per 100"
    if one.followed.is_share:
        return f"{number:.0%}"
    return f"{number:.0f}" if float(number).is_integer() else f"{number:.1f}"


def said(one: FollowedMeasure) -> str:
    """What the last point says, with the shape of its mark: `▼ getting worse`."""
    variation, last = one.control.variation, one.last
    if one.control.is_old:
        return f"no figure since {last.month:%b %Y}"
    if variation is None:
        return one.control.limits.value
    if words := _SAID.get(variation):
        return words
    return f"{'▲' if last.told > 0 else '▼'} {variation.value}"


def finding(every: Sequence[FollowedMeasure], named: Callable[[str], str]) -> str:
    """What to look at first, in a sentence or two."""
    judged = [one for one in every if one.control.variation is not None]
    if not every:
        return "Nothing is shown by month, and what is usual can’t be told from bands."
    if not judged:
        return f"Of no measure can it be told yet what has changed: {listed(_why_not(every))}."
    look = [one for one in judged if one.needs_a_look]
    if look:
        first = f"{plural(len(look), 'measure')} of {len(judged)} to look at. "
        return first + " ".join(f"{_sentence(one, named)}." for one in look[:2])
    was = [one for one in judged if one.unusual(_YEAR)]
    past = "; ".join(f"{_name(one, named(one.subject))}: {spans(one.unusual(_YEAR))}" for one in was[:2])
    return (
        f"Nothing is getting worse in {plural(len(judged), 'measure')}, as far as the latest months tell"
        + (f". Unusual within a year: {past}." if was else ", and nothing was unusual within a year.")
    )


def _why_not(every: Sequence[FollowedMeasure]) -> list[str]:
    """`3 have too few months`: a phrase for each reason."""
    old = sum(one.control.is_old for one in every)
    rest = [one.control.limits for one in every if not one.control.is_old]
    counted = {
        f"of {old} the last figure is older than three months": old,
        f"{rest.count(Limits.SMALL)} with fewer than five a month": rest.count(Limits.SMALL),
        f"{len(rest) - rest.count(Limits.SMALL)} with fewer than thirteen months": len(rest)
        - rest.count(Limits.SMALL),
    }
    return [words for words, count in counted.items() if count]


def _sentence(one: FollowedMeasure, named: Callable[[str], str]) -> str:
    name = _name(one, named(one.subject))
    now = f"{value(one, one.last.value)} in {one.last.month:%B %Y}, usually {usual(one)}"
    if one.control.variation is Variation.WORSE:
        return f"{name}: getting worse ({now})"
    target = "" if one.target is None else f" of {value(one, one.target)}"
    return f"{name}: the target{target} will be missed as things are ({now})"


def _name(one: FollowedMeasure, service: str) -> str:
    return f"{service}, {one.followed.about}"


def usual(one: FollowedMeasure) -> str:
    """`31% to 64%`: the limits of the last month, of a count or a share not below nought."""
    last = one.last
    if pd.isna(last.upper):
        return ""
    low, high = max(last.lower, 0.0), min(last.upper, 1.0) if one.followed.is_part else last.upper
    if one.followed.is_rate:
        return f"{100 * low:.0f} to {100 * high:.0f} per 100"
    if one.followed.is_share:
        return f"{low:.0%} to {high:.0%}"
    # The whole numbers between the limits: 8 is above 7.9, and "usually 5 to 8" would call it usual.
    counts = (one.control.points.value.dropna() % 1 == 0).all()
    if counts and ceil(low) <= floor(high):
        return f"{ceil(low)} to {floor(high)}"
    return f"{low:.1f} to {high:.1f}"


def table(every: Sequence[FollowedMeasure], named: Callable[[str], str]) -> pd.DataFrame:
    """A row for each service and measure, what needs a look first."""
    return pd.DataFrame(
        {
            "It is": said(one),
            "Measure": f"{one.followed.name}: {named(one.subject)}",
            "Latest": f"{value(one, one.last.value)} in {one.last.month:%b %Y}",
            "Usually": usual(one),
            "Unusual within a year": spans(one.unusual(_YEAR)),
            "Target": _target(one),
        }
        for one in every
    )


def _target(one: FollowedMeasure) -> str:
    """`50%: met in some months`; nothing without one."""
    if one.target is None:
        return ""
    expected = one.assurance
    return value(one, one.target) + (f": {_EXPECTED[expected]}" if expected else "")


def chart_title(one: FollowedMeasure, name: str) -> str:
    """The chart in a sentence."""
    usually = f"; usually {usual(one)}" if usual(one) else ""
    words = said(one).lstrip("●▲▼ ")
    return f"{_name(one, name)}: {words}{usually}"


def chart(one: FollowedMeasure, name: str, made_up: Sequence[date], tag: str) -> AnyChart:
    """The measure month by month with its mean, limits and target; a month that is unusual has a shape.

    A stretch without a gap is one line; made-up months are hollow, their line is dashed.
    """
    points = one.control.points
    given = points.value.notna()
    rows = points.assign(
        made_up=points.month.isin(list(made_up)),
        stretch=(given != given.shift()).cumsum(),
        look=_looks_of(one),
        drawn_lower=points.lower.clip(lower=0),
        drawn_upper=points.upper.clip(upper=1) if one.followed.is_part else points.upper,
        words=[value(one, number) for number in points.value],
        said=points.signal.map(lambda signal: str(signal) if signal else "usual"),
    )
    months = alt.X("month:T", title=None, axis=alt.Axis(format="%b %Y", labelOverlap=True, tickCount=6))
    scale = alt.Axis(format="%" if one.followed.is_share else "d", tickCount=5)
    if one.followed.is_rate:
        scale = alt.Axis(labelExpr="format(100 * datum.value, 'd')", tickCount=5)
    base = alt.Chart(rows).encode(x=months)
    seen = alt.Chart(rows[given]).encode(
        x=months, y=alt.Y("value:Q", title=None, axis=scale, scale=alt.Scale(zero=True, nice=True))
    )
    line = seen.mark_line(color=_CHANCE, strokeWidth=1.6).encode(
        detail=["stretch:N", "phase:N"],
        strokeDash=alt.StrokeDash(
            "made_up:N", legend=None, scale=alt.Scale(domain=[False, True], range=[[1, 0], marks.DASHES])
        ),
    )
    looks = list(_LOOKS)
    inks = alt.Scale(domain=looks, range=[ink for _, ink, _ in _LOOKS.values()])
    shapes = alt.Scale(domain=looks, range=[shape for shape, _, _ in _LOOKS.values()])
    dots = seen.mark_point(size=90, opacity=1).encode(
        shape=alt.Shape("look:N", legend=None, scale=shapes),
        stroke=alt.Stroke("look:N", legend=None, scale=inks),
        fill=alt.condition(alt.datum.made_up, alt.value(PAPER), alt.Fill("look:N", legend=None, scale=inks)),
        tooltip=[
            alt.Tooltip("month:T", title="Month", format="%B %Y"),
            alt.Tooltip("words:N", title=one.followed.name),
            alt.Tooltip("said:N", title="It is"),
        ],
    )
    middle = base.mark_line(color=INK, strokeWidth=1.4).encode(y=alt.Y("middle:Q"), detail="phase:N")
    limits = [
        base.mark_line(color=_LIMIT, strokeWidth=1.2, strokeDash=[2, 3], interpolate="step-after").encode(
            y=alt.Y(f"{side}:Q"), detail="phase:N"
        )
        for side in ("drawn_lower", "drawn_upper")
        if rows.upper.notna().any()
    ]
    target = (
        [
            alt.Chart(pd.DataFrame({"target": [one.target]}))
            .mark_rule(color=_TARGET, strokeWidth=1.6, strokeDash=[8, 3])
            .encode(y=alt.Y("target:Q"))
        ]
        if one.target is not None
        else []
    )
    happened = events.on_time_line(one.happened, list(points.month))
    layers = [*happened[:1], *limits, middle, *target, line, dots, *happened[1:]]
    drawn: AnyChart = alt.layer(*layers)
    return drawn.properties(title=chart_title(one, name) + tag, height=260)


_LOOKS = {
    "usual": ("circle", _CHANCE, "usual"),
    "better, up": ("triangle-up", _BETTER, "unusual, better"),
    "better, down": ("triangle-down", _BETTER, "unusual, better"),
    "worse, up": ("triangle-up", _WORSE, "unusual, worse"),
    "worse, down": ("triangle-down", _WORSE, "unusual, worse"),
    "up": ("triangle-up", _NEUTRAL, "unusual, higher"),
    "down": ("triangle-down", _NEUTRAL, "unusual, lower"),
}
"""The shape, the colour and the words of each look of a point."""


def _looks_of(one: FollowedMeasure) -> list[str]:
    """How each of its months looks."""
    return [_look(one, side) for side in one.control.points.seen]


def _look(one: FollowedMeasure, side: int) -> str:
    if not side:
        return "usual"
    way = "up" if side > 0 else "down"
    good = one.followed.good.value
    if good == "neither":
        return way
    return f"{'better' if way == good else 'worse'}, {way}"


def month_table(one: FollowedMeasure) -> pd.DataFrame:
    """The chart's months as a table, latest first."""
    points = one.control.points.iloc[::-1]
    is_usual = points.signal.isna() & points.value.notna()
    happened = [events.of_month(one.happened, month) for month in points.month]
    return pd.DataFrame(
        {
            "Month": [f"{month:%B %Y}" for month in points.month],
            one.followed.name: [value(one, number) or "not shown, or no return" for number in points.value],
            "It was": points.signal.astype(str).mask(is_usual, "usual").mask(points.value.isna(), ""),
            **({"What happened": happened} if any(happened) else {}),
        }
    )


def legend_html(one: FollowedMeasure) -> str:
    """What is on the chart, as HTML: each mark as it is drawn, with its words."""
    looks = set(_looks_of(one))
    on_trial = one.control.limits is Limits.TRIAL
    has_limits = bool(one.control.points.upper.notna().any())
    entries = [
        *(
            LegendEntry(_mark(shape, ink), words)
            for look, (shape, ink, words) in _LOOKS.items()
            if look in looks
        ),
        LegendEntry(_stroke(INK), "mean" if has_limits else "median"),
        *([LegendEntry(_stroke(_LIMIT, "2 3"), "limits, on trial" if on_trial else "limits")] * has_limits),
        *(
            []
            if one.target is None
            else [LegendEntry(_stroke(_TARGET, "8 3"), f"target {value(one, one.target)}")]
        ),
        *([events.LEGEND] if one.happened else []),
    ]
    return legend_html_of("On the chart", entries)


def _mark(shape: str, ink: str) -> str:
    drawn = {
        "circle": '<circle cx="12" cy="8" r="5"/>',
        "triangle-up": '<path d="M12 2 18 13H6z"/>',
        "triangle-down": '<path d="M12 14 6 3H18z"/>',
    }[shape]
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16" fill="{ink}">{drawn}</svg>'


def _stroke(ink: str, dashes: str = "none") -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16"><path d="M1 8H23" '
        f'stroke="{ink}" stroke-width="2" stroke-dasharray="{dashes}"/></svg>'
    )
