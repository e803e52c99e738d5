"""One look for all charts: dark words, large enough for a projector, finding as the title."""

from typing import Any, TypeAlias

import altair as alt

AnyChart: TypeAlias = alt.LayerChart | alt.FacetChart
INK, PAPER = "#17212b", "#ffffff"


_WORDS = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13}
_LOOK = alt.Config(
    font="Source Sans, sans-serif",
    background=PAPER,
    axis=alt.AxisConfig(**_WORDS, gridColor="#e3e8ed", domainColor="#8b9aa8", titleFontWeight="normal"),
    legend=alt.LegendConfig(**_WORDS, titleFontWeight="normal", symbolStrokeWidth=0.6),
    text=alt.MarkConfig(fontSize=13),
    title=alt.TitleConfig(color=INK, fontSize=16, anchor="start", offset=12),
    view=alt.ViewConfig(strokeWidth=0),
)


def styled(chart: Any) -> Any:  # noqa: ANN401 (any of altair's charts, given back as it came)
    """The chart with the app's type, ink and spacing; no type is under 12 pixels."""
    copy = chart.copy(deep=False)
    copy.config = _LOOK
    return copy
