"""One look for all charts: dark words, large enough for a projector, finding as the title."""

import json
from typing import Any, TypeAlias

import altair as alt

AnyChart: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart
INK, PAPER = "#17212b", "#ffffff"


# A channel is made here rather than by altair from a text, for which it reads its whole schema each time.
AT_X: Any = alt.XValue  # altair has no types for these
AT_Y: Any = alt.YValue
AT_Y2: Any = alt.Y2Value
_WORDS: dict[str, Any] = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13}
_LOOK = alt.Config(
    font="Source Sans, sans-serif",
    background=PAPER,
    axis=alt.AxisConfig(**_WORDS, gridColor="#e3e8ed", domainColor="#8b9aa8", titleFontWeight="normal"),
    legend=alt.LegendConfig(**_WORDS, titleFontWeight="normal", symbolStrokeWidth=0.6),
    text=alt.MarkConfig(fontSize=13),
    title=alt.TitleConfig(color=INK, fontSize=16, anchor="start", offset=12),
    view=alt.ViewConfig(strokeWidth=0),
)


# Altair's own look would be under ours.
alt.theme.enable("none")


def specification(chart: AnyChart) -> dict[str, Any]:
    """The chart as Vega-Lite takes it, validated: with the app's type, ink and spacing, none under 12 pixels.

    Its data is in it, so that it is the same for the same content.
    """
    drawn = chart.copy(deep=False)
    drawn.config = _LOOK
    # A date that no channel shows is left as it is by altair, and is nothing that can be sent.
    specified: dict[str, Any] = json.loads(json.dumps(drawn.to_dict(), default=str))
    _put_in(specified, specified.pop("datasets", {}))
    return specified


def _put_in(view: dict[str, Any], datasets: dict[str, Any]) -> None:
    """Each view with the rows that it names, in the place of their name."""
    if "name" in view.get("data", {}):
        view["data"] = {"values": datasets[view["data"]["name"]]}
    for inner in (*view.get("layer", ()), *([view["spec"]] if "spec" in view else ())):
        _put_in(inner, datasets)
