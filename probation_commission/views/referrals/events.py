"""Events on a chart, and in its table."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd

from probation_commission.analysis.events import Happened
from probation_commission.domain.days import in_full, month_after
from probation_commission.domain.events import Event, KeptEvent
from probation_commission.views import marks
from probation_commission.views.charts import AT_Y, AT_Y2, INK, PAPER
from probation_commission.views.maps import LegendEntry

_RULE = "#7a4b00"
_LINE = 15
"""Pixels from one label to the next below it."""
_HALO = 3
LEGEND = LegendEntry(
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="16">'
    f'<path d="M12 0V16" stroke="{_RULE}" stroke-width="1.5"/></svg>',
    "what happened",
)


def kind(one: Happened) -> str:
    """`Staffing gap`: what stands beside the rule, where there is little room."""
    return one.event.kind.label.capitalize()


def days(event: Event) -> str:
    """`2 March 2026 to 29 June 2026`."""
    return in_full(event.since) + (f" to {in_full(event.until)}" if event.until else "")


def line(one: Happened) -> str:
    """`2 March 2026 to 29 June 2026: Staffing gap: two of five left`, and that it is made up."""
    return marks.tagged(f"{days(one.event)}: {one.event.label}", made_up=one.made_up)


def of_month(happened: Iterable[Happened], month: date, months: int = 1) -> str:
    """What happened, began or lasted in the months from that first day on, as a cell of a table."""
    after = month
    for _ in range(months):
        after = month_after(after)
    found = [one for one in happened if one.event.overlaps(month, after - timedelta(days=1))]
    return "; ".join(marks.tagged(one.event.label, made_up=one.made_up) for one in found)


def table(
    kept: Sequence[KeptEvent], service: Callable[[str], str], area: Callable[[str], str]
) -> pd.DataFrame:
    """A row for each event that was written down, with what it is about, by whom, and what became of it."""
    return pd.DataFrame(
        {
            "When": days(one.event),
            "What happened": marks.tagged(one.event.label, made_up=one.illustrative),
            "About": "; ".join(
                filter(
                    None,
                    (
                        service(one.event.service) if one.event.service else "",
                        area(one.event.area_code) if one.event.area_code else "",
                        one.event.measure.label if one.event.measure else "",
                    ),
                )
            ),
            "Written by": one.by
            if one.stands
            else f"{one.by}; taken back by {one.taken_back_by}: {one.reason}",
        }
        for one in kept
    )


def on_time_line(happened: Sequence[Happened], months: Sequence[date]) -> list[alt.Chart]:
    """A thin rule for each event on a chart whose x is a day, its label inside, and how long it lasted.

    `months`: those of the chart. One that began before it has its rule at the chart's beginning.
    """
    if not happened or not months:
        return []
    first, last = months[0], months[-1]
    rows = _rows([(one, max(one.event.since, first)) for one in happened], first, last)
    rows["month"] = [max(one.event.since, first) for one in happened]
    rows["until"] = [min(one.event.until or one.event.since, month_after(last)) for one in happened]
    x = alt.X("month:T")
    lasting = rows[rows.until > rows.month]
    spans = [
        alt.Chart(lasting)
        .mark_rect(color=_RULE, opacity=0.09)
        .encode(x=x, x2=alt.X2("until:T"), tooltip=_tooltip())
    ]
    return [*(spans if len(lasting) else []), *_rules(rows, x)]


def on_bars(happened: Sequence[Happened], months: Sequence[tuple[date, int]]) -> list[alt.Chart]:
    """The same on a chart of bars, whose x is the `key` of a period: its first month and how many it has."""
    if not happened or not months:
        return []
    begins = [first for first, _ in months]
    placed = [
        (one, max([first for first in begins if first <= one.event.since] or begins[:1])) for one in happened
    ]
    rows = _rows(placed, begins[0], begins[-1])
    rows["key"] = [f"{first:%Y-%m}" for _, first in placed]
    return _rules(rows, None)


def _rows(placed: Sequence[tuple[Happened, date]], first: date, last: date) -> pd.DataFrame:
    """A row for each: its words, its line among those before it, and whether it is in the right half."""
    middle = first + (last - first) / 2
    return pd.DataFrame(
        {
            "label": [kind(one) for one, _ in placed],
            "said": [marks.tagged(one.event.label, made_up=one.made_up) for one, _ in placed],
            "on": [days(one.event) for one, _ in placed],
            "line": range(len(placed)),
            # Written away from the edge that it is near to: no label is cut off.
            "right": [at > middle for _, at in placed],
        }
    )


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip("on:N", title="When"), alt.Tooltip("said:N", title="What happened")]


def _rules(rows: pd.DataFrame, x: alt.X | None) -> list[alt.Chart]:
    base = alt.Chart(rows) if x is None else alt.Chart(rows).encode(x=x)
    rules = base.mark_rule(color=_RULE, strokeWidth=1.5).encode(
        y=AT_Y(0), y2=AT_Y2("height"), tooltip=_tooltip()
    )
    found = [rules]
    for number, row in rows.iterrows():
        where = alt.Chart(rows.loc[[number]])
        look: dict[str, Any] = {
            "align": "right" if row.right else "left",
            "dx": -5 if row.right else 5,
            "dy": 8 + _LINE * int(row.line),
            "baseline": "middle",
            "fontSize": 12,
        }
        # A light edge below the words: a bar or a line behind them does not cross them.
        for color, edge in ((PAPER, _HALO), (INK, 0)):
            words = where.mark_text(**look, color=color, stroke=PAPER if edge else None, strokeWidth=edge)
            words = words.encode(y=AT_Y(0), text=alt.Text("label:N"), tooltip=_tooltip())
            found.append(words if x is None else words.encode(x=x))
    return found
